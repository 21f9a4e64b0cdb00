import { diffLines } from '../cli/format/lineDiff.ts'
import type { TextEdit } from '../core/text.ts'

/**
 * Edits that turn `before` into `after` and touch little of it, so that cursors stay, an unsaved change elsewhere in
 * the file survives, and no text travels that did not change.
 */
export function smallEdits(before: string, after: string): readonly TextEdit[] {
  const oldLines = splitLines(before)
  const newLines = splitLines(after)
  const offsets = offsetsOf(oldLines)
  return diffLines(oldLines, newLines).map(({ oldStart, oldEnd, newStart, newEnd }) => {
    const oldText = oldLines.slice(oldStart, oldEnd).join('')
    return trimmed(offsets[oldStart] ?? before.length, oldText, newLines.slice(newStart, newEnd).join(''))
  })
}

/** Lines with their line ends. */
function splitLines(text: string): readonly string[] {
  const lines = text.split(/(?<=\n)/)
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

function offsetsOf(lines: readonly string[]): readonly number[] {
  let offset = 0
  return lines.map(line => {
    const start = offset
    offset += line.length
    return start
  })
}

/** Replaces `oldText` at `offset` by `newText`, without what is the same at both ends. */
function trimmed(offset: number, oldText: string, newText: string): TextEdit {
  const shorter = Math.min(oldText.length, newText.length)
  let head = 0
  while (head < shorter && oldText[head] === newText[head]) head++
  while (0 < head && (isWithin(oldText, head) || isWithin(newText, head))) head--
  let tail = 0
  while (tail < shorter - head && oldText.at(-1 - tail) === newText.at(-1 - tail)) tail++
  while (0 < tail && (isWithin(oldText, oldText.length - tail) || isWithin(newText, newText.length - tail))) tail--
  return {
    span: { start: offset + head, end: offset + oldText.length - tail },
    newText: newText.slice(head, newText.length - tail),
  }
}

/** Whether an offset splits a line end or a surrogate pair, where no editor has a position. */
function isWithin(text: string, offset: number): boolean {
  const pair = text.slice(offset - 1, offset + 1)
  return pair === '\r\n' || /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(pair)
}
