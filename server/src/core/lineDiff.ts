/** A run of lines: `same` in both texts, or `old` lines that became `new` ones. */
export interface Change {
  readonly oldStart: number
  readonly oldEnd: number
  readonly newStart: number
  readonly newEnd: number
}

/**
 * What differs between two lists of lines, in order. A patience diff: lines that are unique on both sides hold the
 * rest together, as https://bramcohen.livejournal.com/73318.html describes. Takes n log n; not always the shortest.
 */
export function diffLines(oldLines: readonly string[], newLines: readonly string[]): readonly Change[] {
  const changes: Change[] = []
  const pending: Change[] = [{ oldStart: 0, oldEnd: oldLines.length, newStart: 0, newEnd: newLines.length }]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const range = trim(next, oldLines, newLines)
    if (range.oldStart === range.oldEnd && range.newStart === range.newEnd) continue
    const anchors = findAnchors(range, oldLines, newLines)
    if (anchors.length === 0) changes.push(range)
    else pending.push(...between(range, anchors).reverse())
  }
  return changes
}

/** Without the lines that are the same at both ends. */
function trim(range: Change, oldLines: readonly string[], newLines: readonly string[]): Change {
  let { oldStart, oldEnd, newStart, newEnd } = range
  while (oldStart < oldEnd && newStart < newEnd && oldLines[oldStart] === newLines[newStart]) {
    oldStart++
    newStart++
  }
  while (oldStart < oldEnd && newStart < newEnd && oldLines[oldEnd - 1] === newLines[newEnd - 1]) {
    oldEnd--
    newEnd--
  }
  return { oldStart, oldEnd, newStart, newEnd }
}

interface Anchor {
  readonly oldLine: number
  readonly newLine: number
}

/** The most lines that are unique on both sides and in the same order on both. */
function findAnchors(range: Change, oldLines: readonly string[], newLines: readonly string[]): readonly Anchor[] {
  const inOld = uniqueLines(oldLines, range.oldStart, range.oldEnd)
  const inNew = uniqueLines(newLines, range.newStart, range.newEnd)
  const common: Anchor[] = []
  for (const [line, oldLine] of inOld) {
    const newLine = inNew.get(line)
    if (0 <= oldLine && newLine !== undefined && 0 <= newLine) common.push({ oldLine, newLine })
  }
  return longestIncreasing(common)
}

/** Index of each line; -1 when it occurs more than once. */
function uniqueLines(lines: readonly string[], start: number, end: number): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (let index = start; index < end; index++) {
    const line = lines[index] ?? ''
    found.set(line, found.has(line) ? -1 : index)
  }
  return found
}

/** `anchors` are sorted by `oldLine`; the result is also sorted by `newLine`. */
function longestIncreasing(anchors: readonly Anchor[]): readonly Anchor[] {
  interface Link extends Anchor {
    readonly previous: Link | undefined
  }
  const tails: Link[] = []
  for (const anchor of anchors) {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((tails[middle]?.newLine ?? 0) < anchor.newLine) low = middle + 1
      else high = middle
    }
    tails[low] = { ...anchor, previous: tails[low - 1] }
  }
  const chain: Anchor[] = []
  for (let link = tails.at(-1); link; link = link.previous) chain.push(link)
  return chain.reverse()
}

function between(range: Change, anchors: readonly Anchor[]): Change[] {
  const parts: Change[] = []
  let { oldStart, newStart } = range
  for (const { oldLine, newLine } of anchors) {
    parts.push({ oldStart, oldEnd: oldLine, newStart, newEnd: newLine })
    oldStart = oldLine + 1
    newStart = newLine + 1
  }
  parts.push({ oldStart, oldEnd: range.oldEnd, newStart, newEnd: range.newEnd })
  return parts
}
