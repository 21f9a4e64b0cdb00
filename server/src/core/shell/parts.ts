import {
  type MappedText,
  type Segment,
  segmentAt,
  sliceMapped,
  type Span,
  toSourceOffset,
  toSourceSpan,
} from '../text.ts'
import type { LiteralPart } from '../dockerfile/model.ts'
import type { ShellLiteral } from './model.ts'

/** Text without quotes and escapes, and where it is written. */
export function literalPart(value: string, { start, end }: Span, singleQuoted = false): ShellLiteral {
  return { kind: 'literal', value, singleQuoted, start, end }
}

/** How a piece of a script is quoted; `body` is a here-document in which nothing is expanded. */
export type Quoting = 'none' | 'double' | 'single' | 'body'

/** The same for a node of the syntax tree, with the places of its characters when they don't follow one another. */
export function readLiteral(
  script: MappedText,
  { pos, end }: { readonly pos: number; readonly end: number },
  value: string,
  quoting: Quoting,
): ShellLiteral {
  const quotes = quoting === 'single' ? 1 : 0
  const span = toSourceSpan(script, pos, end)
  const part = literalPart(value, span, quoting === 'single' || quoting === 'body')
  if (span.end - span.start - 2 * quotes === value.length) return part
  const source = sliceMapped(script, pos + quotes, end - quotes)
  const { text, segments } = quoting === 'none' || quoting === 'double' ? unescaped(source, ESCAPES[quoting]) : source
  return text === value ? { ...part, segments } : part
}

/** What a backslash takes the meaning from. */
const ESCAPES = { none: /\\[^]/g, double: /\\["$\\`]/g }

/** Where a range of a literal stands, when it stands there in one piece. */
export function placeInLiteral(part: ShellLiteral | LiteralPart, { start, end }: Span): Span | undefined {
  const { value } = part
  const { segments, singleQuoted } = 'singleQuoted' in part ? part : {}
  if (segments)
    return segmentAt(segments, start) === segmentAt(segments, end - 1)
      ? toSourceSpan({ text: value, segments }, start, end)
      : undefined
  const more = part.end - part.start - value.length
  // `'…'`; a quoted here-document has no quotes of its own.
  if (more !== 0 && !(more === 2 && singleQuoted)) return undefined
  const first = part.start + more / 2
  return { start: first + start, end: first + end }
}

/** An escaped character stands where its backslash is, apart from those around it. */
function unescaped(source: MappedText, escapes: RegExp): MappedText {
  let text = ''
  const segments: Segment[] = []
  let from = 0
  const take = (end: number) => {
    const { segments: own } = sliceMapped(source, from, end)
    if (from < end) segments.push(...own.map(it => ({ ...it, at: text.length + it.at })))
    text += source.text.slice(from, end)
  }
  for (const { index } of source.text.matchAll(escapes)) {
    take(index)
    segments.push({ at: text.length, source: toSourceOffset(source, index) })
    text += source.text.charAt(index + 1)
    from = index + 2
  }
  take(source.text.length)
  return { text, segments }
}
