import type { MappedText, Segment } from '../text.ts'

/** The texts one after the other, each mapped as before. */
export function joinMapped(texts: readonly MappedText[]): MappedText {
  const [only] = texts
  if (only && texts.length === 1) return only
  const segments: Segment[] = []
  let length = 0
  for (const text of texts) {
    for (const { at, source } of text.segments) addSegment(segments, length + at, source)
    length += text.text.length
  }
  return { text: texts.map(it => it.text).join(''), segments }
}

/** Leaves out what the segment before says already, and segments without a character. */
function addSegment(segments: Segment[], at: number, source: number): void {
  const last = segments[segments.length - 1]
  if (last?.at === at) segments.pop()
  else if (last && last.source + (at - last.at) === source) return
  segments.push({ at, source })
}
