import { toSourceSpan, type MappedText, type Segment, type Span } from '../text.ts'
import { isDigit, isSpace } from './chars.ts'
import { lex, type LexOptions } from './lexer.ts'
import { readPhysicalLine, type LineReader } from './lines.ts'
import type { Heredoc } from './model.ts'

/** What `<<-"EOF"` says. */
export interface HeredocWord {
  readonly name: string
  readonly expand: boolean
  readonly chomp: boolean
  readonly fileDescriptor: number
}

/**
 * Reads the here-documents that a line announces; their bodies follow at the reader's position.
 * One that is never closed takes the rest of the text.
 */
export function readHeredocs(reader: LineReader, line: MappedText): readonly Heredoc[] {
  if (!line.text.includes('<<')) return []
  const heredocs: Heredoc[] = []
  for (const word of rawWords(line.text)) {
    const heredoc = parseHeredocWord(word.text)
    if (heredoc) heredocs.push(readBody(reader, heredoc, toSourceSpan(line, word.start, word.end)))
  }
  return heredocs
}

/**
 * A word such as `<<EOF`, `<<-EOF`, `3<<"A B"`; undefined for others.
 * Whatever the escape character of the Dockerfile is, a backslash escapes here.
 */
export function parseHeredocWord(word: string): HeredocWord | undefined {
  if (!word.includes('<<')) return undefined
  let position = 0
  while (isDigit(word.charCodeAt(position))) position++
  if (!word.startsWith('<<', position)) return undefined
  const fileDescriptor = Math.min(Number(word.slice(0, position)), Number.MAX_SAFE_INTEGER)
  const chomp = word[position + 2] === '-'
  const delimiter = word.slice(position + (chomp ? 3 : 2)).replace(/^[\t\n\f\r ]+/, '')
  if (delimiter === '' || delimiter.includes('<')) return undefined
  if (!/[^\w.-]/.test(delimiter)) return { name: delimiter, expand: true, chomp, fileDescriptor }
  const [name, ...others] = splitShellWords(delimiter, { escape: '\\', quotes: 'drop', rawEscapes: false })
  const [raw] = splitShellWords(delimiter, { escape: '\\', quotes: 'keep', rawEscapes: false })
  if (!name || !raw || 0 < others.length) return undefined
  return { name: name.text, expand: quotesIn(name.text) === quotesIn(raw.text), chomp, fileDescriptor }
}

/** Words with their quotes and escapes; none when the line has an error, such as a quote that is not closed. */
function rawWords(line: string): readonly ShellWord[] {
  return splitShellWords(line, { escape: '\\', quotes: 'keep', rawEscapes: true })
}

interface ShellWord {
  readonly text: string
  readonly start: number
  readonly end: number
}

function splitShellWords(text: string, options: LexOptions): readonly ShellWord[] {
  const words: ShellWord[] = []
  // What the current word is made of: not all characters stay.
  let ranges: { start: number; end: number }[] = []
  let unitStart = 0
  const add = (start: number, end: number) => {
    const last = ranges[ranges.length - 1]
    if (last?.end === start) last.end = end
    else if (start < end) ranges.push({ start, end })
  }
  const push = () => {
    if (0 < ranges.length) words.push(joinRanges(text, ranges))
    ranges = []
  }
  const error = lex(text, 0, text.length, options, {
    text: (start, end, splits) => (splits ? splitAtSpaces(text, start, end, add, push) : add(start, end)),
    variable: add,
    unit(start) {
      unitStart = start
    },
    open(start, end) {
      // BuildKit forgets what stands before a variable with an operand in the same word.
      ranges = ranges.filter(it => unitStart < it.end).map(it => ({ ...it, start: Math.max(it.start, unitStart) }))
      add(start, end)
    },
    close: at => add(at, at + 1),
  })
  if (error) return []
  push()
  return words
}

function joinRanges(text: string, ranges: readonly { start: number; end: number }[]): ShellWord {
  const pieces = ranges.map(it => text.slice(it.start, it.end))
  return { text: pieces.join(''), start: ranges[0]?.start ?? 0, end: ranges[ranges.length - 1]?.end ?? 0 }
}

function splitAtSpaces(
  text: string,
  start: number,
  end: number,
  add: (start: number, end: number) => void,
  push: () => void,
): void {
  let from = start
  for (let at = start; at < end; at++) {
    if (!isSpace(text.charCodeAt(at))) continue
    add(from, at)
    push()
    from = at + 1
  }
  add(from, end)
}

function quotesIn(text: string): number {
  let count = 0
  for (const character of text) if (character === '"' || character === "'") count++
  return count
}

function readBody(reader: LineReader, word: HeredocWord, operator: Span): Heredoc {
  const { text, origin } = reader
  const start = reader.position
  const segments: Segment[] = []
  const lines: string[] = []
  let length = 0
  let end = start
  let terminator: Span | undefined
  while (!terminator && reader.position < text.length) {
    const line = readPhysicalLine(reader)
    const textStart = word.chomp ? skipTabs(text, line) : line.start
    if (line.end - textStart === word.name.length && text.startsWith(word.name, textStart)) {
      terminator = { start: origin + line.start, end: origin + line.end }
      break
    }
    end = line.next
    if (!word.chomp) continue
    lines.push(text.slice(textStart, line.next))
    segments.push({ at: length, source: origin + textStart })
    length += line.next - textStart
  }
  const body = word.chomp
    ? { text: lines.join(''), segments }
    : { text: text.slice(start, end), segments: [{ at: 0, source: origin + start }] }
  if (!terminator) {
    reader.isOpen = true
    reader.problems.push({ span: operator, message: `The here-document ${word.name} is never closed.` })
  }
  const bodySpan = { start: origin + start, end: origin + end }
  return { operator, ...word, body, bodySpan, terminator }
}

function skipTabs(text: string, line: Span): number {
  let position = line.start
  while (position < line.end && text[position] === '\t') position++
  return position
}
