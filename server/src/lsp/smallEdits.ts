import { diffLines } from '../core/lineDiff.ts'
import type { TextEdit } from '../core/text.ts'

/**
 * Edits that turn `before` into `after` and touch little of it, so that cursors stay, an unsaved change elsewhere in
 * the file survives, and no text travels that did not change. Lines are compared first, then the words of those that
 * differ; line ends and characters stay whole.
 */
export function smallEdits(before: string, after: string): readonly TextEdit[] {
  return diff(before, after, LINE).flatMap(({ span, newText }) =>
    diff(before.slice(span.start, span.end), newText, WORD).map(it => ({
      span: { start: span.start + it.span.start, end: span.start + it.span.end },
      newText: it.newText,
    })),
  )
}

const LINE = /[^\n]*\n|[^\n]+/g
const WORD = /\r?\n|\r|[^\S\r\n]+|\S+/g

function diff(before: string, after: string, part: RegExp): readonly TextEdit[] {
  const oldParts = before.match(part) ?? []
  const newParts = after.match(part) ?? []
  const offsets = offsetsOf(oldParts)
  const offsetAt = (index: number) => offsets[index] ?? before.length
  return diffLines(oldParts, newParts).map(({ oldStart, oldEnd, newStart, newEnd }) => ({
    span: { start: offsetAt(oldStart), end: offsetAt(oldEnd) },
    newText: newParts.slice(newStart, newEnd).join(''),
  }))
}

function offsetsOf(parts: readonly string[]): readonly number[] {
  let offset = 0
  return parts.map(part => {
    const start = offset
    offset += part.length
    return start
  })
}
