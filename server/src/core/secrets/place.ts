import type { WordPart } from '../dockerfile/model.ts'
import type { ShellPart } from '../shell/model.ts'
import { placeInLiteral } from '../shell/parts.ts'
import type { Span } from '../text.ts'

/** Where a range of a rendered text is written, when it is written in one piece, without escapes or continuations. */
export function placeOf(parts: readonly (ShellPart | WordPart)[], { start, end }: Span): Span | undefined {
  let at = 0
  for (const part of parts) {
    const { length } = part.kind === 'literal' ? part.value : part.kind === 'variable' ? part.name : ''
    const next = at + (part.kind === 'literal' ? length : Math.max(1, length))
    if (at <= start && end <= next)
      return part.kind === 'literal' ? placeInLiteral(part, { start: start - at, end: end - at }) : undefined
    at = next
  }
  return undefined
}
