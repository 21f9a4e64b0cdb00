import type { WordPart } from '../dockerfile/model.ts'
import type { ShellPart } from '../shell/model.ts'
import type { Span } from '../text.ts'

/** Where a range of a rendered text is written, when it is written in one piece, without escapes or continuations. */
export function placeOf(parts: readonly (ShellPart | WordPart)[], { start, end }: Span): Span | undefined {
  let at = 0
  for (const part of parts) {
    const { length } = part.kind === 'literal' ? part.value : part.kind === 'variable' ? part.name : ''
    const next = at + (part.kind === 'literal' ? length : Math.max(1, length))
    if (at <= start && end <= next) {
      const source = textStart(part)
      return source === undefined ? undefined : { start: source + start - at, end: source + end - at }
    }
    at = next
  }
  return undefined
}

/** Where the first character of a literal stands; undefined when the others do not follow it one by one. */
function textStart(part: ShellPart | WordPart): number | undefined {
  if (part.kind !== 'literal') return undefined
  const more = part.end - part.start - part.value.length
  if (more === 0) return part.start
  // `'…'`; a quoted here-document has no quotes of its own.
  return more === 2 && 'singleQuoted' in part && part.singleQuoted ? part.start + 1 : undefined
}
