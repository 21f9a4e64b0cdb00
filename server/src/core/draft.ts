import { analyzeDockerfile, type AnalyzeOptions, findingsOf } from './analyze.ts'
import { readDirectives } from './dockerfile/directives.ts'
import type { Dockerfile } from './dockerfile/model.ts'
import { assemble, parse, parsePiece, type Piece } from './dockerfile/parse.ts'
import type { Diagnosis } from './finding.ts'
import type { Span } from './text.ts'

/** One instruction with what stands before it, or several that were written since. */
interface Chunk {
  readonly text: string
  /** Where it is in the spread text, and with which room. */
  readonly start: number
  readonly spread: string
  readonly piece: Piece
}

/** How much longer an instruction may get before all of them need new places. */
const ROOM = 128

/**
 * A Dockerfile that somebody is writing. It is analyzed as if there were room behind each instruction: then an edit
 * moves no other one, and all that is known about those (see the caches by node in `shell/` and `secrets/`) still
 * holds. Findings are those of `findProblems`, without their fixes, whose edits would be for the spread text.
 */
export class Draft {
  private text = ''
  private escape = ''
  private chunks: Chunk[] = []

  /** The findings in the next version of the text. */
  findings(text: string, options: AnalyzeOptions): readonly Diagnosis[] {
    if (!this.replace(text)) this.spread(text)
    this.text = text
    const toText = this.createMapping()
    return findingsOf(analyzeDockerfile(this.dockerfile(), options)).map(
      ({ rule, severity, span, message, secret, exposures, related }) => {
        const steps = related.map(it => ({ message: it.message, span: toText(it.span) }))
        return { rule, severity, span: toText(span), message, secret, exposures, related: steps }
      },
    )
  }

  /** Gives instructions new places, from the first one on that has changed. */
  private spread(text: string): void {
    const { instructions, escape } = parse(text)
    const known = escape === this.escape ? this.chunks.values() : [].values()
    this.escape = escape
    this.chunks = []
    let from = 0
    let start = 0
    let isSame = true
    const add = (end: number) => {
      const piece = text.slice(from, end)
      const before = isSame ? known.next().value : undefined
      isSame = before?.text === piece
      const chunk = before && isSame ? before : this.chunkOf(piece, start, piece.length + ROOM)
      this.chunks.push(chunk)
      start += chunk.spread.length
      from = end
    }
    for (const { span } of instructions.slice(0, -1)) add(text.indexOf('\n', span.end) + 1)
    add(text.length)
  }

  /** Takes up a change of few instructions; false when they have no room or others read differently now. */
  private replace(text: string): boolean {
    const { first, last, end } = this.changedBy(text)
    const before = this.chunks[first]
    if (!before) return false
    const starts = startsOf(this.chunks)
    const next = this.chunks[last + 1]
    const size = next ? next.start - before.start : 0
    const chunk = this.chunkOf(text.slice(starts[first], end), before.start, size)
    if (next && (chunk.piece.isOpen || size <= chunk.text.length)) return false
    if (first === 0 && (chunk.piece.instructions.length === 0 || readDirectives(chunk.text).escape !== this.escape))
      return false
    this.chunks.splice(first, last - first + 1, chunk)
    return true
  }

  /** The chunks that a new text changes, and where in it they end. */
  private changedBy(text: string): { readonly first: number; readonly last: number; readonly end: number } {
    const starts = startsOf(this.chunks)
    const same = sameStart(this.text, text)
    const sameTail = sameEnd(this.text, text, same)
    const grown = text.length - this.text.length
    const first = lastUpTo(starts, same)
    let last = Math.max(first, lastUpTo(starts, this.text.length - sameTail - 1))
    const endOf = (index: number) => (starts[index + 1] ?? this.text.length) + grown
    // Without its line end, the next line belongs to it.
    while (last < this.chunks.length - 1 && text[endOf(last) - 1] !== '\n') last++
    return { first, last, end: endOf(last) }
  }

  private chunkOf(text: string, start: number, size: number): Chunk {
    // A copy, because a part of a string keeps the whole of it in memory.
    const copy: string = JSON.parse(JSON.stringify(text))
    const position = start === 0 ? readDirectives(copy).end : 0
    const piece = parsePiece(copy, start, position, this.escape)
    return { text: copy, start, spread: copy.padEnd(size), piece }
  }

  private dockerfile(): Dockerfile {
    const { chunks } = this
    const top = readDirectives(chunks[0]?.text ?? '')
    return assemble({
      text: chunks.map(it => it.spread).join(''),
      escape: top.escape,
      directives: top.directives,
      instructions: chunks.flatMap(it => it.piece.instructions),
      comments: [...top.comments, ...chunks.flatMap(it => it.piece.comments)],
      problems: [...top.problems, ...chunks.flatMap(it => it.piece.problems)],
    })
  }

  /** From the spread text to the one that is being written. */
  private createMapping(): (span: Span) => Span {
    const starts = startsOf(this.chunks)
    const places = this.chunks.map(it => it.start)
    const toText = (offset: number) => {
      const index = lastUpTo(places, offset)
      return Math.min((starts[index] ?? 0) + offset - (places[index] ?? 0), starts[index + 1] ?? this.text.length)
    }
    return ({ start, end }) => ({ start: toText(start), end: toText(end) })
  }
}

/** Where the chunks begin when there is no room between them. */
function startsOf(chunks: readonly Chunk[]): readonly number[] {
  let end = 0
  return chunks.map(({ text }) => (end += text.length) - text.length)
}

/** Index of the last of some sorted numbers that is not above `limit`; 0 when all are. */
function lastUpTo(numbers: readonly number[], limit: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}

/** How many characters at the beginning are the same. */
function sameStart(one: string, other: string): number {
  const most = Math.min(one.length, other.length)
  let count = 0
  while (count < most && one.charCodeAt(count) === other.charCodeAt(count)) count++
  return count
}

/** How many characters at the end are the same, without the `start` first ones. */
function sameEnd(one: string, other: string, start: number): number {
  const most = Math.min(one.length, other.length) - start
  let count = 0
  while (count < most && one.charCodeAt(one.length - 1 - count) === other.charCodeAt(other.length - 1 - count)) count++
  return count
}
