import { isCredentialKey } from '../../core/secrets/roles.ts'
import { credentialsInUrls, judgeValue } from '../../core/secrets/values.ts'
import type { Span } from '../../core/text.ts'

/**
 * The literal values in a line that may be secrets, in order, so that no output shows them. Looks at the text alone
 * and rather hides too much: whatever follows a key with a secret's name, the user part of every URL, every token.
 * `names` are those that the analysis knows to hold secrets, whatever they look like.
 */
export function secretsInLine(line: string, names: ReadonlySet<string>): readonly Span[] {
  const isKey = (name: string) => name !== '' && (names.has(name) || isCredentialKey(name))
  const words = wordsOf(line)
  const spans = words.map((word, index) => valueAt(line, words, index, isKey) ?? tokenIn(line, word))
  const users = credentialsInUrls(line).flatMap(({ user, password }) => [user, password])
  return [...users, ...spans]
    .flatMap(it => (it ? literals(line, it) : []))
    .filter(it => it.start < it.end)
    .sort((a, b) => a.start - b.start)
}

/** Runs of characters between blanks, quotes and the operators of a shell. */
function wordsOf(line: string): readonly Span[] {
  return [...line.matchAll(/[^\s"'`\\;|&<>(){},]+/g)].map(it => ({ start: it.index, end: it.index + it[0].length }))
}

type IsKey = (name: string) => boolean

/** The value that the word at `index` has or introduces, when it is a key. */
function valueAt(line: string, words: readonly Span[], index: number, isKey: IsKey): Span | undefined {
  const word = words[index]
  if (!word) return undefined
  const text = line.slice(word.start, word.end)
  const separator = keyEnd(text)
  if (0 < separator && isKey(lastName(text.slice(0, separator)))) {
    // `${NAME:-value}` has an operator of two characters.
    const isExpansion = line.charAt(word.start - 1) === '{'
    return valueSpan(line, word.start + separator + (isExpansion ? 2 : 1))
  }
  // `--mount=type=secret` has its value.
  if (!text.includes('=') && isKey(lastName(text)) && introducesValue(line, words, index))
    return valueSpan(line, word.end + keyTail(line, word))
  if (text.startsWith('pypi-token.')) return valueSpan(line, word.end)
  // `poetry config http-basic.NAME user password`
  if (text.startsWith('http-basic.')) return valueSpan(line, (words[index + 1] ?? word).end)
  return isUserWithPassword(line, words, index)
    ? { start: line.indexOf(':', word.start) + 1, end: word.end }
    : undefined
}

/** Where the key of `key=value`, `key:value` or `"key":` ends. */
function keyEnd(text: string): number {
  const equals = text.indexOf('=')
  return 0 <= equals ? equals : text.lastIndexOf(':')
}

/** `_authToken` of `//registry.example/:_authToken`. */
function lastName(text: string): string {
  return /[\w-]*$/.exec(text.slice(-80))?.[0] ?? ''
}

/** `--password x`, `_authToken x`, `password x` of a netrc, `"token" : "x"`, `ENV NAME x`. */
function introducesValue(line: string, words: readonly Span[], index: number): boolean {
  const word = words[index]
  if (!word) return false
  const text = line.slice(word.start, word.end)
  if (text.startsWith('-') || text.startsWith('_') || text.includes('/:_')) return true
  if (PLAIN_KEYS.has(text.toLowerCase()) || 0 < keyTail(line, word)) return true
  return index === 1 && /^\s*(?:env|label)\s/i.test(line.slice(0, word.start))
}

const PLAIN_KEYS: ReadonlySet<string> = new Set(['password', 'passwd', 'bearer'])

/** How much of `\"key\" : value` stands between the key and the value. */
function keyTail(line: string, word: Span): number {
  return /^["'\\]* ?[:=]/.exec(line.slice(word.end, word.end + 8))?.[0].length ?? 0
}

/** `user:password` after `-u` or `--user`, and what is piped to a program that sets passwords. */
function isUserWithPassword(line: string, words: readonly Span[], index: number): boolean {
  const previous = words[index - 1]
  const word = words[index]
  if (!previous || !word || !line.slice(word.start, word.end).includes(':')) return false
  const option = line.slice(previous.start, previous.end)
  return option === '-u' || option === '--user' || line.includes('chpasswd')
}

/** A word, or the value of `key=value`, that can be nothing but a token. */
function tokenIn(line: string, word: Span): Span | undefined {
  const text = line.slice(word.start, word.end)
  const value = text.slice(text.indexOf('=') + 1)
  return judgeValue(value).kind === 'token' ? { start: word.end - value.length, end: word.end } : undefined
}

/** The value that begins at or after `from`: up to the closing quote, or the next blank or operator. */
function valueSpan(line: string, from: number): Span {
  let start = from
  while (start < line.length && ' \t:=\\'.includes(line.charAt(start))) start++
  const quote = line.charAt(start)
  if (quote === '"' || quote === "'") return afterScheme(line, { start: start + 1, end: closingQuote(line, start) })
  const value = afterScheme(line, { start, end: line.length }).start
  let end = value
  while (end < line.length && !' \t"\'`;|&<>)'.includes(line.charAt(end))) end = afterSubstitution(line, end) ?? end + 1
  return { start: value, end }
}

/** Where the quote at `open` is closed: a `"` by a `"` that is not escaped, a `\"` by a `\"`. */
function closingQuote(line: string, open: number): number {
  const quote = line.charAt(open)
  const escaped = line.charAt(open - 1) === '\\'
  for (let at = line.indexOf(quote, open + 1); 0 <= at; at = line.indexOf(quote, at + 1))
    if ((line.charAt(at - 1) === '\\') === escaped) return escaped ? at - 1 : at
  return line.length
}

function afterSubstitution(line: string, start: number): number | undefined {
  if (!line.startsWith('$(', start)) return undefined
  const close = line.indexOf(')', start)
  return close < 0 ? line.length : close + 1
}

/** Without the `Bearer` in front. */
function afterScheme(line: string, { start, end }: Span): Span {
  const scheme = /^(?:bearer|basic|token) +/i.exec(line.slice(start, start + 20))
  return { start: scheme ? Math.min(end, start + scheme[0].length) : start, end }
}

/** The literal parts of a value; `$NAME`, `${NAME}`, `$(command)` and `%s` say nothing. */
function literals(line: string, span: Span): readonly Span[] {
  const found: Span[] = []
  let start = span.start
  for (const { index, 0: reference } of line.slice(span.start, span.end).matchAll(REFERENCE)) {
    found.push({ start, end: span.start + index })
    start = span.start + index + reference.length
  }
  return [...found, { start, end: span.end }]
}

/** `${NAME:-value}` only up to its operator. */
const REFERENCE = /\$\w+|\$\{\w+\}|\$\{\w+:?[-+=?]|\$\([^)]*\)|%s|\}$/g
