/** Half-open range of UTF-16 offsets into a source text. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A piece of source text together with where it was written. */
export interface Token extends Span {
  readonly text: string
}

/** Replaces `span` by `newText`; an insertion has an empty span. */
export interface TextEdit {
  readonly span: Span
  readonly newText: string
}

/**
 * Text assembled from pieces of a source, such as a command without its line continuations.
 * `segments` are sorted by `at`: from offset `at` of `text` on, characters stand at `source` and after.
 */
export interface MappedText {
  readonly text: string
  readonly segments: readonly Segment[]
}

export interface Segment {
  readonly at: number
  readonly source: number
}

/** Where the character at `offset` of `mapped.text` stands in the source. */
export function toSourceOffset(mapped: MappedText, offset: number): number {
  const segment = segmentAt(mapped.segments, offset)
  return segment ? segment.source + (offset - segment.at) : offset
}

/** The source range of `mapped.text.slice(start, end)`; an empty range stays empty. */
export function toSourceSpan(mapped: MappedText, start: number, end: number): Span {
  const from = toSourceOffset(mapped, start)
  return { start: from, end: end <= start ? from : toSourceOffset(mapped, end - 1) + 1 }
}

/** The part of `mapped` between two offsets of its text, still mapped to the same source. */
export function sliceMapped(mapped: MappedText, start: number, end: number): MappedText {
  const { text, segments } = mapped
  const next = segmentsUpTo(segments, start)
  const first = segments[next - 1]
  const slice = first ? [{ at: 0, source: first.source + (start - first.at) }] : []
  for (let index = next; index < segments.length; index++) {
    const segment = segments[index]
    if (!segment || end <= segment.at) break
    slice.push({ at: segment.at - start, source: segment.source })
  }
  return { text: text.slice(start, end), segments: slice }
}

/** The last segment that begins at or before `offset`. */
export function segmentAt(segments: readonly Segment[], offset: number): Segment | undefined {
  return segments[segmentsUpTo(segments, offset) - 1]
}

/** How many segments begin at or before `offset`. */
function segmentsUpTo(segments: readonly Segment[], offset: number): number {
  let low = 0
  let high = segments.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const segment = segments[middle]
    if (segment && segment.at <= offset) low = middle + 1
    else high = middle
  }
  return low
}

/** Applies non-overlapping edits. Insertions at one place keep their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = ''
  let position = 0
  for (const { span, newText } of sortEdits(edits)) {
    result += text.slice(position, span.start) + newText
    position = Math.max(position, span.end)
  }
  return result + text.slice(position)
}

/** The edits by position, in the order in which they are applied. */
export function sortEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}
