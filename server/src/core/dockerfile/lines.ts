import type { MappedText, Segment, Span } from '../text.ts'
import { skipSpaces } from './chars.ts'
import type { Problem } from './model.ts'

/** Reads a Dockerfile line by line, from `position` on. */
export interface LineReader {
  readonly text: string
  /** Offset of the text in the Dockerfile, of which it may be a piece. */
  readonly origin: number
  readonly escape: string
  /** In the text. */
  position: number
  /** True when the text ended within an instruction: what follows it belongs to that. */
  isOpen: boolean
  readonly comments: Span[]
  readonly problems: Problem[]
}

/** One physical line of the text without its line end; `next` is where the next line begins. */
export interface PhysicalLine extends Span {
  readonly next: number
}

/** An instruction without line continuations, the comments and the empty lines between them. */
export interface LogicalLine {
  readonly mapped: MappedText
  /** Source range, from the first character to the end of the last line without its line end. */
  readonly span: Span
  readonly continued: boolean
}

/** BuildKit refuses longer lines, in bytes of UTF-8. */
const MAX_LINE_BYTES = 65_535

/** The next instruction; undefined at the end of the text. Here-documents are not part of it. */
export function readLogicalLine(reader: LineReader): LogicalLine | undefined {
  while (reader.position < reader.text.length) {
    const line = readPhysicalLine(reader)
    const start = skipSpaces(reader.text, line.start, line.end)
    if (start === line.end) continue
    if (reader.text[start] === '#') reader.comments.push(inSource(reader, start, line.end))
    else return joinLines(reader, start, line.end)
  }
  return undefined
}

/** The next line of the text, whatever it is. */
export function readPhysicalLine(reader: LineReader): PhysicalLine {
  const start = reader.position
  const newline = reader.text.indexOf('\n', start)
  const next = newline < 0 ? reader.text.length : newline + 1
  let end = newline < 0 ? next : newline
  if (isTooLong(reader.text, start, end))
    reader.problems.push({
      span: inSource(reader, start, end),
      message: `The line is longer than ${MAX_LINE_BYTES} bytes.`,
    })
  while (start < end && reader.text[end - 1] === '\r') end--
  reader.position = next
  return { start, end, next }
}

/** Follows the continuations of an instruction whose first line is known. */
function joinLines(reader: LineReader, start: number, firstEnd: number): LogicalLine {
  const { text, origin, escape } = reader
  let cut = continuationAt(text, start, firstEnd, escape)
  if (cut === undefined) {
    const mapped = { text: text.slice(start, firstEnd), segments: [{ at: 0, source: origin + start }] }
    return { mapped, span: inSource(reader, start, firstEnd), continued: false }
  }
  const pieces = [text.slice(start, cut)]
  const segments: Segment[] = [{ at: 0, source: origin + start }]
  let length = cut - start
  let end = firstEnd
  while (cut !== undefined && reader.position < text.length) {
    const line = readPhysicalLine(reader)
    const first = skipSpaces(text, line.start, line.end)
    if (first === line.end) continue
    if (text[first] === '#') {
      reader.comments.push(inSource(reader, first, line.end))
      continue
    }
    cut = continuationAt(text, line.start, line.end, escape)
    if (length === 0) segments.pop()
    segments.push({ at: length, source: origin + line.start })
    pieces.push(text.slice(line.start, cut ?? line.end))
    length += (cut ?? line.end) - line.start
    end = line.end
  }
  reader.isOpen ||= cut !== undefined
  return { mapped: { text: pieces.join(''), segments }, span: inSource(reader, start, end), continued: true }
}

/** A range of the text in offsets of the Dockerfile. */
function inSource({ origin }: LineReader, start: number, end: number): Span {
  return { start: origin + start, end: origin + end }
}

/**
 * Where the escape character at the end of a line stands, when it continues the line: blanks may follow,
 * but another escape character must not precede it.
 */
function continuationAt(text: string, start: number, end: number, escape: string): number | undefined {
  let position = end
  while (start < position && (text[position - 1] === ' ' || text[position - 1] === '\t')) position--
  if (position === start || text[position - 1] !== escape) return undefined
  return position - 2 < start || text[position - 2] !== escape ? position - 1 : undefined
}

function isTooLong(text: string, start: number, end: number): boolean {
  if ((end - start) * 3 <= MAX_LINE_BYTES) return false
  let bytes = 0
  for (let index = start; index < end && bytes <= MAX_LINE_BYTES; index++) {
    const code = text.charCodeAt(index)
    // Half of a surrogate pair counts for two of the four bytes.
    bytes += code < 0x80 ? 1 : code < 0x800 || (0xd800 <= code && code < 0xe000) ? 2 : 3
  }
  return bytes > MAX_LINE_BYTES
}
