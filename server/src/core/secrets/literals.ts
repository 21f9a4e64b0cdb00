import type { Word } from '../dockerfile/model.ts'
import { invocationOf } from '../shell/invocation.ts'
import { type ShellCommand, type ShellWord, staticText } from '../shell/model.ts'
import type { Span } from '../text.ts'
import { passwordsIn, textOf } from './passwords.ts'
import { isCredentialKey } from './roles.ts'
import { render, type RenderedVariable } from './rendered.ts'
import { credentialsInUrls, judgeValue, type ValueKind } from './values.ts'
import { isBracketed } from './values/placeholder.ts'
import { isPrivateKey, issuerOf } from './values/tokens.ts'

/** A credential that is written in clear text. */
export interface Literal extends Span {
  readonly kind: 'url' | 'token' | 'value' | 'password'
  /** What it is called where it stands: the issuer of a token, the key, the host of a URL, the account. Never the value. */
  readonly name: string
}

const NOT_LITERAL = new Set<ValueKind>([
  'empty',
  'placeholder',
  'reference',
  'path',
  'boolean',
  'url',
  'host',
  'public-key',
  'fingerprint',
  'version',
])

const found = new WeakMap<ShellCommand, readonly Literal[]>()

/** Literal credentials in the words, assignments and here-documents of a command. */
export function literalsIn(command: ShellCommand): readonly Literal[] {
  let literals = found.get(command)
  if (!literals) {
    const passwords = [...givenPasswords(command)]
    const others = [...collect(command)].filter(
      it => !passwords.some(known => it.start <= known.start && known.end <= it.end),
    )
    found.set(command, (literals = [...passwords, ...others]))
  }
  return literals
}

/** What a program takes for a password is one, however weak; only what is filled in later is none. */
function* givenPasswords(command: ShellCommand): Iterable<Literal> {
  for (const { parts, owner, start, end } of passwordsIn(command)) {
    const text = textOf(parts)
    if (text !== undefined && isPassword(text)) yield { start, end, kind: 'password', name: owner }
  }
}

/** `*` and `!` lock an account. */
function isPassword(text: string): boolean {
  return judgeValue(text).kind !== 'reference' && !isBracketed(text) && /[A-Za-z\d]/.test(text)
}

function* collect(command: ShellCommand): Iterable<Literal> {
  let key: string | undefined
  const bodies = command.redirects.flatMap(it => it.body ?? [])
  for (const word of [...command.words, ...bodies]) {
    yield* inWord(word)
    // `--password hunter2`; a short option may mean anything.
    if (key !== undefined) yield* valueOf(word, key)
    key = word.text.startsWith('--') && !word.text.includes('=') && isCredentialKey(word.text) ? word.text : undefined
  }
  const exported = invocationOf(command)?.name === 'export' ? command.words.slice(1) : []
  for (const word of [...command.words.filter(it => it.text.startsWith('--')), ...exported]) yield* assigned(word)
  for (const { name, value } of command.assignments) if (isCredentialKey(name)) yield* assignedValue(value, name)
}

/** `--password=hunter2`, `export TOKEN=hunter2`. */
function* assigned(word: ShellWord): Iterable<Literal> {
  const [first] = word.parts
  const text = staticText(word)
  if (first?.kind !== 'literal' || text === undefined) return
  const equals = first.value.indexOf('=')
  const key = first.value.slice(0, equals)
  if (equals < 1 || !isCredentialKey(key)) return
  if (!NOT_LITERAL.has(judgeValue(text.slice(equals + 1)).kind))
    yield { start: word.start, end: word.end, kind: 'value', name: key }
}

/** `SECRET_KEY_BASE=dummy rake assets:precompile` gives a word because there has to be something. */
function* assignedValue(word: ShellWord, name: string): Iterable<Literal> {
  const kind = judgeValue(staticText(word) ?? '').kind
  if (kind === 'token' || kind === 'other') yield* valueOf(word, name)
}

function* valueOf(word: ShellWord, name: string): Iterable<Literal> {
  const text = staticText(word)
  if (text === undefined || text.startsWith('-') || NOT_LITERAL.has(judgeValue(text).kind)) return
  yield { start: word.start, end: word.end, kind: 'value', name }
}

/** Credentials that show by themselves: in the user part of a URL, by the prefix of a token. */
export function* inWord(word: ShellWord | Word): Iterable<Literal> {
  const { text, variables } = render(word)
  for (const { user, password } of text.includes('://') ? credentialsInUrls(text) : []) {
    const span = password ?? user
    if (span.start < (lastBefore(variables, span.end)?.end ?? 0)) continue
    if (!isCredential(text.slice(span.start, span.end), password !== undefined)) continue
    yield { start: word.start, end: word.end, kind: 'url', name: hostAt(text, variables, span.end + 1) }
  }
  for (const part of word.parts) {
    // Shorter than any token.
    if (part.kind !== 'literal' || part.value.length < 16) continue
    const name = isPrivateKey(part.value) ? 'a private key' : firstIssuer(part.value)
    if (name !== undefined) yield { start: part.start, end: part.end, kind: 'token', name }
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

function firstIssuer(text: string): string | undefined {
  for (const piece of text.split(/[\s"'=,;]+/)) {
    const issuer = 16 <= piece.length ? issuerOf(piece) : undefined
    if (issuer !== undefined && judgeValue(piece).issuer !== undefined) return issuer
  }
  return undefined
}

/** Whether a literal user part of a URL is a credential; a lone user name such as `git` is none. */
function isCredential(text: string, isPassword: boolean): boolean {
  const { kind, issuer } = judgeValue(text)
  if (NOT_LITERAL.has(kind)) return false
  return isPassword || issuer !== undefined || kind === 'token'
}
