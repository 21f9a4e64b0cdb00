import type { Span } from '../text.ts'
import { isCredentialKey } from './roles.ts'
import { credentialsInUrls, judgeValue } from './values.ts'

/** What was written by a program is not looked into, so that nothing takes longer than its length asks for. */
const LONGEST_LINE = 20_000

/**
 * Values in clear text that follow a key with a secret's name, user parts of URLs, and tokens, by position. Looks at
 * the text alone, line by line with its continuations, and rather hides too much. `names` are further keys.
 * All of an excessively long line is hidden.
 */
export function* keyedValues(text: string, names: ReadonlySet<string>): Iterable<Span> {
  const isKey = (name: string) => name !== '' && (names.has(name) || isCredentialKey(name))
  for (const { start, end } of linesOf(text)) {
    if (LONGEST_LINE < end - start) yield { start, end }
    else
      for (const span of valuesIn(text.slice(start, end), isKey))
        yield { start: start + span.start, end: start + span.end }
  }
}

type IsKey = (name: string) => boolean

/** Lines together with those that continue them, unless that makes them too long. */
function* linesOf(text: string): Iterable<Span> {
  let start = 0
  for (let end = endOfLine(text, 0); start < text.length; end = endOfLine(text, end + 1)) {
    const continues = /[\\`]\r?$/.test(text.slice(Math.max(start, end - 2), end)) && end < text.length
    const next = continues ? endOfLine(text, end + 1) : end
    if (continues && next - start <= LONGEST_LINE) continue
    yield { start, end }
    start = end + 1
  }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

function valuesIn(line: string, isKey: IsKey): readonly Span[] {
  const words = wordsOf(line)
  const setsPasswords = line.includes('chpasswd')
  const spans = words.map((word, index) => valueAt(line, words, index, isKey, setsPasswords) ?? tokenIn(line, word))
  const users = credentialsInUrls(line).flatMap(({ user, password }) => [user, password])
  return [...users, ...spans].flatMap(it => (it ? literals(line, it) : [])).filter(it => it.start < it.end)
}

/** Runs of characters between blanks, quotes and the operators of a shell. */
function wordsOf(line: string): readonly Span[] {
  return [...line.matchAll(/[^\s"'`\\;|&<>(){},]+/g)].map(it => ({ start: it.index, end: it.index + it[0].length }))
}

/** The value that the word at `index` has or introduces, when it is a key. */
function valueAt(
  line: string,
  words: readonly Span[],
  index: number,
  isKey: IsKey,
  setsPasswords: boolean,
): Span | undefined {
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
  const isAccount = text.includes(':') && (setsPasswords || isUserOption(line, words[index - 1]))
  return isAccount ? { start: line.indexOf(':', word.start) + 1, end: word.end } : undefined
}

/** What `user:password` follows. */
function isUserOption(line: string, word: Span | undefined): boolean {
  const option = word && line.slice(word.start, word.end)
  return option === '-u' || option === '--user'
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

/** A word, or the value of `key=value`, that can be nothing but a token. */
function tokenIn(line: string, word: Span): Span | undefined {
  const text = line.slice(word.start, word.end)
  const value = text.slice(text.indexOf('=') + 1)
  return judgeValue(value).kind === 'token' ? { start: word.end - value.length, end: word.end } : undefined
}

/** The value that begins at or after `from`: up to the closing quote, or the next blank or operator. */
function valueSpan(line: string, from: number): Span {
  let start = from
  while (start < line.length && ' \t\r\n:=\\'.includes(line.charAt(start))) start++
  const quote = line.charAt(start)
  if (quote === '"' || quote === "'") return afterScheme(line, { start: start + 1, end: closingQuote(line, start) })
  const value = afterScheme(line, { start, end: line.length }).start
  let end = value
  while (end < line.length && !' \t\r\n"\'`;|&<>)'.includes(line.charAt(end)))
    end = afterSubstitution(line, end) ?? end + 1
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
