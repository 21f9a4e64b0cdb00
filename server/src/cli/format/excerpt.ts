import type { Span } from '../../core/text.ts'
import { secretsInLine } from './secretsInLine.ts'
import { toPrintable } from './style.ts'

/** A line of a file with the marked part, ready to be printed. */
export interface Excerpt {
  /** Counts from 1. */
  readonly line: number
  readonly text: string
  /** Blanks and tabs up to the mark, and the carets. */
  readonly marker: string
}

/** What stands for a secret's value. */
const MASK = '***'

/** Characters shown before and after the mark. */
const AROUND = { before: 60, after: 100 }

/** A line longer than this was written by a program, and is not shown. */
const LONGEST_LINE = 20_000

/**
 * The first line of `span` without values that may be secrets; `line` is its number, `names` are those of secrets.
 * A long line is cut.
 */
export function excerptOf(text: string, line: number, span: Span, names: ReadonlySet<string>): Excerpt {
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1
  const content = text.slice(lineStart, endOfLine(text, span.start))
  if (LONGEST_LINE < content.length) return { line, text: `(a line of ${content.length} characters)`, marker: '^' }
  const masks = secretsInLine(content, names)
  const start = Math.min(content.length, span.start - lineStart)
  const end = Math.max(start, Math.min(content.length, span.end - lineStart))
  const from = Math.max(0, start - AROUND.before)
  const to = Math.min(content.length, end + AROUND.after)
  const show = (range: Span) => toPrintable(masked(content, range, masks))
  const before = (0 < from ? '…' : '') + show({ start: from, end: start })
  const marked = show({ start, end })
  const after = show({ start: end, end: to }) + (to < content.length ? '…' : '')
  return {
    line,
    text: before + marked + after,
    marker: before.replaceAll(/[^\t]/gu, ' ') + '^'.repeat(Math.max(1, [...marked].length)),
  }
}

/** A line without values that may be secrets. */
export function maskLine(line: string, names: ReadonlySet<string>): string {
  if (LONGEST_LINE < line.length) return MASK
  return masked(line, { start: 0, end: line.length }, secretsInLine(line, names))
}

function endOfLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset)
  const end = newline < 0 ? text.length : newline
  return offset < end && text[end - 1] === '\r' ? end - 1 : end
}

/** The text of a range, with `***` for every value that it touches. */
function masked(text: string, { start, end }: Span, masks: readonly Span[]): string {
  let result = ''
  let position = start
  for (const mask of masks) {
    if (mask.end <= position || end <= mask.start) continue
    result += text.slice(position, Math.max(position, mask.start)) + MASK
    position = Math.min(end, mask.end)
  }
  return result + text.slice(position, end)
}
