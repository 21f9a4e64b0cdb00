import type { Span } from '../../core/text.ts'
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

/** The first line of `span` without the values in `masks`; `line` is its number. A long line is cut. */
export function excerptOf(text: string, line: number, span: Span, masks: readonly Span[]): Excerpt {
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1
  const lineEnd = endOfLine(text, span.start)
  const start = Math.min(lineEnd, span.start)
  const end = Math.max(start, Math.min(lineEnd, span.end))
  const from = Math.max(lineStart, start - AROUND.before)
  const to = Math.min(lineEnd, end + AROUND.after)
  const show = (range: Span) => toPrintable(masked(text, range, masks))
  const before = (lineStart < from ? '…' : '') + show({ start: from, end: start })
  const marked = show({ start, end })
  const after = show({ start: end, end: to }) + (to < lineEnd ? '…' : '')
  return {
    line,
    text: before + marked + after,
    marker: before.replaceAll(/[^\t]/gu, ' ') + '^'.repeat(Math.max(1, [...marked].length)),
  }
}

/** The text of a range, with `***` for every value that it touches; `masks` are sorted and may overlap. */
export function masked(text: string, { start, end }: Span, masks: readonly Span[]): string {
  let result = ''
  let position = start
  for (const mask of masks) {
    if (mask.end <= position) continue
    if (end <= mask.start) break
    result +=
      text.slice(position, Math.max(position, mask.start)) + (position < mask.start || result === '' ? MASK : '')
    position = Math.min(end, mask.end)
  }
  return result + text.slice(position, end)
}

/** Without the line break. */
function endOfLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset)
  const end = newline < 0 ? text.length : newline
  return offset < end && text[end - 1] === '\r' ? end - 1 : end
}
