import { linesOf } from './ini.ts'

/** `NAME=value` of a dotenv file. */
export interface DotenvEntry {
  readonly name: string
  /** Without quotes and comment. */
  readonly value: string
}

/**
 * The entries of a dotenv file in order, also with `export` in front, quotes, and quoted values of several lines.
 * Accepts every text and takes time linear in its length. https://github.com/motdotla/dotenv#what-rules-does-the-parsing-engine-follow
 */
export function dotenvEntries(text: string): readonly DotenvEntry[] {
  const entries: DotenvEntry[] = []
  const lines = linesOf(text)
  for (let index = 0; index < lines.length; index++) {
    const line = (lines[index] ?? '').trim()
    const equals = line.indexOf('=')
    if (line.startsWith('#') || equals < 1) continue
    const name = line.slice(line.startsWith('export ') ? 'export '.length : 0, equals).trim()
    const raw = line.slice(equals + 1).trim()
    const last = lastLine(lines, index, raw)
    const rest = lines.slice(index + 1, last + 1)
    entries.push({ name, value: plainValue([raw, ...rest].join('\n')) })
    index = last
  }
  return entries
}

const QUOTES = ['"', "'", '`']

/** The longest quoted value, which is a private key. */
const MAX_LINES = 100

/** The line with the closing quote; the first one when there is none. */
function lastLine(lines: readonly string[], first: number, raw: string): number {
  const quote = raw.charAt(0)
  if (!QUOTES.includes(quote) || raw.includes(quote, 1)) return first
  const end = lines.slice(first + 1, first + MAX_LINES).findIndex(it => it.includes(quote))
  return end < 0 ? first : first + 1 + end
}

function plainValue(raw: string): string {
  const quote = raw.charAt(0)
  const end = QUOTES.includes(quote) ? raw.indexOf(quote, 1) : -1
  if (0 < end) return raw.slice(1, end)
  const comment = raw.indexOf(' #')
  return comment < 0 ? raw : raw.slice(0, comment).trim()
}
