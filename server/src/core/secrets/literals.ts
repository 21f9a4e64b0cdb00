import { asksForPassword } from '../knowledge/databases.ts'
import { matchPasswords } from '../knowledge/match.ts'
import type { LiteralPart, Word } from '../dockerfile/model.ts'
import { invocationOf } from '../shell/invocation.ts'
import { type ShellCommand, type ShellLiteral, type ShellPart, type ShellWord, staticText } from '../shell/model.ts'
import type { Span } from '../text.ts'
import { isLiteral, type Literal, literalAt } from './literal.ts'
import { passwordsIn, textOf } from './passwords.ts'
import { isCredentialKey } from './roles.ts'
import { render, type RenderedVariable } from './rendered.ts'
import { storedLiterals } from './storedLiterals.ts'
import { credentialsInUrls, isSampleIn, judgeValue } from './values.ts'
import { isBracketed } from './values/placeholder.ts'
import { isPrivateKey, issuerOf } from './values/tokens.ts'
import { perObject } from '../memo.ts'

/** A literal credential, and the command that it is one for. */
export interface Written {
  readonly literal: Literal
  readonly command: ShellCommand
}

/** Literal credentials in the words, assignments and here-documents of the commands of a script, by position. */
export const literalsOf = perObject((commands: readonly ShellCommand[]): readonly Written[] =>
  // What stands in a nested script, or in a pipe, says the most to the command that comes last.
  apart(
    commands
      .toReversed()
      .flatMap(command => [...givenPasswords(command), ...notKnown(command)].map(literal => ({ literal, command }))),
  ),
)

/** The same text may be a credential in several respects; the first one tells the most. */
function apart(all: readonly Written[]): readonly Written[] {
  const ranges = all.map((written, rank) => ({ written, rank, ...placeIn(written.literal) }))
  const kept: typeof ranges = []
  for (const it of ranges.sort((a, b) => a.start - b.start)) {
    const last = kept.at(-1)
    if (!last || last.end <= it.start) kept.push(it)
    else if (it.rank < last.rank) kept[kept.length - 1] = it
  }
  return kept.map(it => it.written)
}

function placeIn({ place, start, end }: Literal): Span {
  return { start: place?.start ?? start, end: place?.end ?? end }
}

/** What a program takes for a password is one, however weak; only what is filled in later is none. */
function* givenPasswords(command: ShellCommand): Iterable<Literal> {
  for (const { parts: written, owner, start, end } of passwordsIn(command)) {
    const parts = written.flatMap(it => defaultIn(it)?.parts ?? it)
    const text = textOf(parts)
    if (text !== undefined && isPassword(text))
      yield literalAt('password', owner, { text, parts }, { start: 0, end: text.length }, { start, end })
  }
}

/** `${PASSWORD:-hunter2}`: without a value from elsewhere it is the default. `${PASSWORD:-none}` has none. */
function defaultIn(part: ShellPart): ShellWord | undefined {
  if (part.kind !== 'variable' || !/^:?[-=]$/.test(part.operator ?? '') || !part.operand) return undefined
  return judgeValue(staticText(part.operand) ?? '').kind === 'placeholder' ? undefined : part.operand
}

/**
 * `*` and `!` lock an account, `-M` is the next option. In single quotes, `$` begins the hash of a password as well as
 * a variable.
 */
function isPassword(text: string): boolean {
  const isVariable = /\$[A-Za-z_{(]|^%\w+%$|\{\{/.test(text.replaceAll('$$', '')) && !/^\$\w{1,2}\$/.test(text)
  return !isVariable && !isBracketed(text) && !/^x{3,}$|^-[-a-z]/i.test(text) && /[A-Za-z\d]/.test(text)
}

/** Without what everybody knows, as the tables say: `wget --user=anonymous --password=ftp`. */
function notKnown(command: ShellCommand): readonly Literal[] {
  const invocation = invocationOf(command)
  const known = (value: string) =>
    invocation !== undefined && matchPasswords(invocation).some(it => it.command.known?.includes(value) === true)
  return [...collect(command)].filter(it => !known(it.value))
}

function* collect(command: ShellCommand): Iterable<Literal> {
  const invocation = invocationOf(command)
  // OpenSSL has words of its own for where a password is.
  const asks = invocation?.name === 'openssl' || (invocation !== undefined && asksForPassword(invocation.name))
  let key: string | undefined
  const bodies = command.redirects.flatMap(it => it.body ?? (it.operator === '<<<' && it.target ? it.target : []))
  for (const word of [...command.words, ...bodies]) {
    for (const it of inWord(word)) if (invocation?.name !== 'sed' || !isSought(word, it)) yield it
    // `--password hunter2`; a short option may mean anything.
    if (key !== undefined) yield* valueOf(word, key)
    const isKey = !asks && SPELLED_OUT.test(word.text) && !word.text.includes('=') && isCredentialKey(word.text)
    key = isKey ? word.text : undefined
  }
  if (runsDownload(command)) for (const word of command.words) yield* tokenOfScript(word)
  const exported = invocation?.name === 'export' ? command.words.slice(1) : []
  for (const word of [...command.words.filter(it => LONG_OPTION.test(it.text)), ...exported]) yield* assigned(word)
  for (const { name, value } of command.assignments) {
    if (isCredentialKey(name)) yield* assignedValue(value, name)
    for (const it of inWord(value)) if (it.kind === 'token' || judgeValue(it.value).kind === 'token') yield it
  }
  yield* storedLiterals(command)
}

/** `curl https://example.com/install.sh | sh -s TOKEN`. */
function runsDownload(command: ShellCommand): boolean {
  const isDownload = (it: ShellCommand) => ['curl', 'wget'].includes(invocationOf(it)?.name ?? '')
  return /^(?:ba|z)?sh$/.test(invocationOf(command)?.name ?? '') && command.pipedFrom.some(isDownload)
}

/** In hexadecimal it is a commit or a checksum. */
function* tokenOfScript(word: ShellWord): Iterable<Literal> {
  const text = staticText(word) ?? ''
  if (judgeValue(text).kind === 'token' && !/^[\da-f]+$/i.test(text))
    yield literalAt('token', 'installation', { text, parts: word.parts }, { start: 0, end: text.length }, word)
}

/** `--password=`, `-rpcpassword=`, `-Ddb.password=`; a store of certificates alone needs no secret. */
const LONG_OPTION = /^--|^-(?!D.{0,60}trust)[A-Za-z][\w.-]{2,80}=/i
const SPELLED_OUT = /^--|^-(?:password|passwd|token|secret)$/

/** What `sed` looks for is in the file already: `s,mysql://root:123456@db,$URL,`. */
function isSought({ text, start }: ShellWord, { place }: Literal): boolean {
  const [head, delimiter = ''] = /^["']?s([/|#,@:!~%])/.exec(text) ?? []
  return head !== undefined && place !== undefined && place.start < start + text.indexOf(delimiter, head.length)
}

/** `--password=hunter2`, `export TOKEN=hunter2`. */
function* assigned(word: ShellWord): Iterable<Literal> {
  const [first] = word.parts
  const text = staticText(word)
  if (first?.kind !== 'literal' || text === undefined) return
  const equals = first.value.indexOf('=')
  const key = first.value.slice(0, equals).replace(/^-D(?:.*\.)?/, '')
  if (equals < 1 || !isCredentialKey(key)) return
  if (isLiteral(text.slice(equals + 1)) && !isMethod(key, text.slice(equals + 1)))
    yield literalAt('value', key, { text, parts: word.parts }, { start: equals + 1, end: text.length }, word)
}

/** `SECRET_KEY_BASE=dummy rake assets:precompile` gives a word because there has to be something. */
function* assignedValue(word: ShellWord, name: string): Iterable<Literal> {
  const kind = judgeValue(staticText(word) ?? '').kind
  if (kind === 'token' || kind === 'other') yield* valueOf(word, name)
}

function* valueOf(word: ShellWord, name: string): Iterable<Literal> {
  const text = staticText(word)
  if (text === undefined || text.startsWith('-') || !isLiteral(text) || isMethod(name, text)) return
  yield literalAt('value', name, { text, parts: word.parts }, { start: 0, end: text.length }, word)
}

/** `initdb --auth=ident` names a method. */
function isMethod(key: string, text: string): boolean {
  return /^-*auth$/.test(key) && judgeValue(text).kind === 'word'
}

/** Credentials that show by themselves: in the user part of a URL, by the prefix of a token. */
export function* inWord(word: ShellWord | Word): Iterable<Literal> {
  // Nearly all words are shorter than any token, and no URL.
  if (word.text.length < SHORTEST && !word.text.includes('://')) return
  const { text, variables } = render(word)
  const users = text.includes('://') ? credentialsInUrls(text) : []
  for (const found of users) {
    const { user, password } = found
    const span = password ?? user
    if (isSampleIn(text, found)) continue
    if (span.start < (lastBefore(variables, span.end)?.end ?? 0)) continue
    if (!isCredential(text.slice(span.start, span.end), password !== undefined)) continue
    const name = hostAt(text, variables, text.indexOf('@', span.end) + 1)
    yield literalAt('url', name, { text, parts: word.parts }, span, word)
  }
  if (users.length + variables.length === 0 && /^https?:/.test(text)) yield* inAddress(text, word)
  for (const part of word.parts) if (part.kind === 'literal') yield* tokensIn(part)
}

/** `https://example.com/x?access_token=…`, and the addresses of webhooks. */
function* inAddress(text: string, word: ShellWord | Word): Iterable<Literal> {
  const { credential } = judgeValue(text)
  if (credential?.kind === 'token')
    yield literalAt(
      'url',
      hostAt(text, [], text.indexOf('://') + 3),
      { text, parts: word.parts },
      credential.span,
      word,
    )
}

/** No token has less characters. */
const SHORTEST = 16

function* tokensIn(part: ShellLiteral | LiteralPart): Iterable<Literal> {
  const word = { text: part.value, parts: [part] }
  if (part.value.length < SHORTEST) return
  if (isPrivateKey(part.value))
    yield literalAt('token', 'a private key', word, { start: 0, end: part.value.length }, part)
  for (const { index: start, 0: piece } of part.value.matchAll(/[^\s"'=,;]{16,}/g)) {
    const issuer = issuerOf(piece) && judgeValue(piece).issuer
    if (issuer !== undefined) yield literalAt('token', issuer, word, { start, end: start + piece.length })
  }
}

/** The host that begins at `start`; nothing of what follows it in a longer text. */
function hostAt(text: string, variables: readonly RenderedVariable[], start: number): string {
  let host = ''
  let at = start
  while (at < Math.min(text.length, start + LONGEST_HOST) && isHostCharacter(text.charCodeAt(at))) {
    const variable = lastBefore(variables, at + 1)
    const isVariable = variable?.start === at
    host += isVariable ? `$${variable.name}` : text.charAt(at)
    at = isVariable ? variable.end : at + 1
  }
  return host === '' ? 'a host' : host
}

/** Of names in DNS. */
const LONGEST_HOST = 255

/** The last variable that begins before an offset. */
function lastBefore(variables: readonly RenderedVariable[], offset: number): RenderedVariable | undefined {
  let low = 0
  let high = variables.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((variables[middle]?.start ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return variables[low - 1]
}

/** Letters, digits, `-`, `.`, `:` and `_`. */
function isHostCharacter(code: number): boolean {
  return (
    (97 <= code && code <= 122) ||
    (65 <= code && code <= 90) ||
    (48 <= code && code <= 58) ||
    code === 45 ||
    code === 46 ||
    code === 95
  )
}

/** Whether a literal user part of a URL is a credential; a lone user name such as `git` is none. */
function isCredential(text: string, isSecondPart: boolean): boolean {
  const { kind, issuer } = judgeValue(text)
  if (!isLiteral(text)) return false
  return isSecondPart || issuer !== undefined || kind === 'token'
}
