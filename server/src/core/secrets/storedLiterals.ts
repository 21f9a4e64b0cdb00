import { credentialFileFor } from '../knowledge/index.ts'
import { isLiteralCredential } from '../knowledge/formats/values.ts'
import { matchPersisting } from '../knowledge/match.ts'
import type { CredentialFile } from '../knowledge/model.ts'
import { type Invocation, invocationOf } from '../shell/invocation.ts'
import type { ShellCommand, ShellPart, ShellWord } from '../shell/model.ts'
import { literalPart } from '../shell/parts.ts'
import type { Span } from '../text.ts'
import { editedInPlace, plain } from './arguments.ts'
import { keyedValues } from './keyedValues.ts'
import { isLiteral, type Literal, literalAt } from './literal.ts'
import { inputOf, printed, textOf } from './passwords.ts'
import { render, type RenderedWord } from './rendered.ts'
import { credentialHole } from './roles.ts'
import { credentialSettings, isValue } from './settings.ts'
import { judgeValue } from './values.ts'

/** Literal credentials that a command stores: in the settings of a tool, or in a credential file that it writes. */
export function* storedLiterals(command: ShellCommand): Iterable<Literal> {
  const invocation = invocationOf(command)
  if (!invocation) return
  yield* storedByTool(command, invocation)
  if (INTERPRETERS.has(invocation.name)) for (const { parts } of invocation.args) yield* inSettings(parts, 'code.py')
  const targets = writtenBy(command, invocation)
  if (targets.length > 0) {
    const own = printed(invocation)
    for (const target of targets)
      for (const parts of own.length > 0 ? own : inputOf(command)) yield* inFile(parts, target)
  }
  const edited = editedInPlace(invocation)
  for (const target of (edited.length > 0 || invocation.name !== 'sed' ? edited : targets).slice(0, 1))
    for (const word of invocation.args) yield* inReplacement(word, target)
}

function* inFile(written: readonly ShellPart[], target: ShellWord): Iterable<Literal> {
  const parts = withHashed(written)
  const path = render(target).text
  // What goes to a device is stored nowhere.
  if (path.startsWith('/dev/')) return
  const word = { ...render({ parts }), parts }
  const file = credentialFileFor(path)
  const known = file ? credentialsIn(file, word.text) : []
  for (const range of known)
    if (isWritten(word, range)) yield literalAt('file', nameOf(target) ?? file?.name ?? '', word, range)
  if (known.length === 0) yield* inSettings(parts, path)
}

/** Programs that get code in an argument: `R -e "install_github('acme/app', auth_token = '…')"`. */
const INTERPRETERS = new Set(['r', 'rscript', 'python', 'node', 'ruby', 'php'])

function* inSettings(parts: readonly ShellPart[], path: string): Iterable<Literal> {
  const word = { ...render({ parts }), parts }
  for (const { key, ...range } of credentialSettings(word.text, path))
    if (isWritten(word, range)) yield literalAt('value', key, word, range)
}

/** `sed -i 's/^password=.*$/password=hunter2/' app.conf`, `sed 's/password_here/hunter2/' sample > app.conf`. */
function* inReplacement(script: ShellWord, target: ShellWord): Iterable<Literal> {
  const parts = withHashed(script.parts)
  const word = { ...render({ parts }), parts }
  const { text } = word
  const start = separatorIn(text, 2) + 1
  const end = separatorIn(text, start)
  if (!/^s[A-Z/|#,@:!~%]/.test(text) || start === 0 || end < 0) return
  const replaced = text.slice(2, start - 1)
  const value = text.slice(start, end)
  const whole = isSample(replaced) && isValue(value) ? [{ key: replaced, start: 0, end: value.length }] : []
  for (const setting of [...whole, ...credentialSettings(value, render(target).text)]) {
    const range = { start: start + setting.start, end: start + setting.end }
    if (isWritten(word, range)) yield literalAt('value', setting.key, word, range)
  }
}

/** The next one of what stands after the `s`, without a backslash before it. */
function separatorIn(text: string, from: number): number {
  let at = text.indexOf(text.charAt(1), from)
  while (0 < at && text.charAt(at - 1) === '\\') at = text.indexOf(text.charAt(1), at + 1)
  return at
}

/** `$(echo -n hunter2 | sha256sum)` as `hunter2`, which is what somebody has to know. */
function withHashed(parts: readonly ShellPart[]): readonly ShellPart[] {
  return parts.flatMap(it => {
    const text = it.kind === 'substitution' ? hashedIn(it.commands) : undefined
    return text === undefined ? it : literalPart(text, it)
  })
}

function hashedIn([printer, hash]: readonly ShellCommand[]): string | undefined {
  const name = hash && invocationOf(hash)?.name
  const source = printer && hash?.pipedFrom.includes(printer) ? invocationOf(printer) : undefined
  const [text] = source && /^(?:md5|sha\d+)sum$|^shasum$/.test(name ?? '') ? printed(source) : []
  return textOf(text)
}

/** What a sample of a file has in place of a password. */
function isSample(text: string): boolean {
  return /^[\w-]{4,40}$/.test(text) && /pass|secret|token/i.test(text) && judgeValue(text).kind === 'placeholder'
}

/** The base name of a path, unless it has a variable. */
function nameOf({ parts }: ShellWord): string | undefined {
  const last = parts.at(-1)
  const slash = last?.kind === 'literal' ? last.value.lastIndexOf('/') : -1
  return last?.kind === 'literal' && (parts.length === 1 || 0 <= slash) ? last.value.slice(slash + 1) : undefined
}

/** `poetry config http-basic.corp ci hunter2`, `echo hunter2 | docker login --password-stdin`. */
function* storedByTool(command: ShellCommand, invocation: Invocation): Iterable<Literal> {
  const match = matchPersisting(invocation)
  if (!match || !credentialHole(match)) return
  const { secret, pattern } = match.command
  // A file that is imported is no credential in the Dockerfile.
  const words = secret.flatMap(it => (it === 'file' ? [] : (match.holes.get(it)?.word ?? []))).map(it => it.parts)
  const piped = secret.includes('stdin') ? inputOf(command) : []
  const name = pattern
    .split(' ')
    .filter(it => !/^[-<]/.test(it))
    .slice(0, 2)
    .join(' ')
  for (const parts of [...words, ...piped]) {
    const text = textOf(parts)
    const isOne = text !== undefined && !/\s/.test(text) && isLiteral(text)
    if (isOne) yield literalAt('value', name, { text, parts }, { start: 0, end: text.length })
  }
}

/** The files that get what a command prints. */
function writtenBy({ redirects }: ShellCommand, invocation: Invocation) {
  const redirected = redirects.flatMap(it => (/^&?>[>|]?$/.test(it.operator) && it.target ? [it.target] : []))
  return invocation.name === 'tee' ? [...redirected, ...plain(invocation)] : redirected
}

/** Where a text of a credential file has literal credentials. */
export function credentialsIn(file: CredentialFile, content: string): readonly Span[] {
  // `echo` and `printf` begin a line at `\n`.
  const text = content.replaceAll('\\n', ' \n')
  const values = file.credentials(text)
  if (values.length > 0 || file.certainty !== 'always') return locate(text, values.filter(isReal))
  // A piece of a file that several commands write together.
  return [...keyedValues(text, NO_NAMES)].filter(it => isReal(text.slice(it.start, it.end)))
}

const NO_NAMES: ReadonlySet<string> = new Set()

function isReal(value: string): boolean {
  // A line of /etc/passwd has none.
  return isLiteralCredential(value) && isLiteral(value) && !/^[^:]*:[x*!]:\d+:/.test(value)
}

/** Where values stand on their own. The last one is looked for first: a password may be written like the user before it. */
function locate(text: string, values: readonly string[]): readonly Span[] {
  const found: Span[] = []
  let end = text.length
  let misses = 0
  for (const value of values.toReversed()) {
    let start = lastBefore(text, value, end)
    // Not in order, or not written as the tool reads it. A search from the end takes long.
    if (start < 0 && MAX_MISSES < ++misses) break
    if (start < 0) start = lastBefore(text, value, text.length)
    if (0 <= start) found.push({ start, end: start + value.length })
    end = start < 0 ? end : start
  }
  return found
}

const MAX_MISSES = 50

function lastBefore(text: string, value: string, end: number): number {
  let start = end
  do start = start === 0 ? -1 : text.lastIndexOf(value, start - 1)
  while (0 <= start && (/\w/.test(text.charAt(start - 1)) || /\w/.test(text.charAt(start + value.length))))
  return start
}

/** Whether nothing in a range is expanded. */
function isWritten({ variables }: RenderedWord, { start, end }: Span): boolean {
  return variables.every(it => it.end <= start || end <= it.start)
}
