import { toSourceOffset, toSourceSpan, type MappedText, type Token } from '../text.ts'
import { isSpace, skipBlanks, skipNonBlanks } from './chars.ts'
import { isPlain, lex, type LexError, type LexOptions, type LexSink } from './lexer.ts'
import type { VariablePart, Word, WordPart } from './model.ts'

/** Offsets into the text of a logical line. */
export interface Range {
  readonly start: number
  readonly end: number
}

export interface ParsedWord {
  readonly word: Word
  readonly error: LexError | undefined
}

/** Deeper operands are taken as literal text: nobody writes them, and those who walk the tree may recurse. */
const MAX_DEPTH = 50

/** The word in a range of a line, in parts, as BuildKit expands it. */
export function parseWord(line: MappedText, range: Range, escape: string): ParsedWord {
  return buildWord(line, range, { escape, quotes: 'drop', rawEscapes: false })
}

/** The body of a here-document of COPY or ADD, in which quotes mean nothing. */
export function parseBody(body: MappedText): ParsedWord {
  return buildWord(body, { start: 0, end: body.text.length }, { escape: '\\', quotes: 'ignore', rawEscapes: false })
}

function buildWord(line: MappedText, { start, end }: Range, options: LexOptions): ParsedWord {
  if (isPlain(line.text, start, end)) return plainWord(line, { start, end })
  const root: Open = { start, operandStart: start, name: '', operator: '', parts: [] }
  const builder: Builder = { line, open: [root], runStart: start, runEnd: start, ignored: 0 }
  const error = lex(line.text, start, end, options, sinkOf(builder))
  flush(builder)
  while (builder.open.length > 1) closeOperand(builder, end, end)
  return { word: wordOf(line, { start, end }, root.parts), error }
}

function plainWord(line: MappedText, range: Range): ParsedWord {
  const parts: WordPart[] = []
  addPieces(line, range, parts)
  return { word: wordOf(line, range, parts), error: undefined }
}

function wordOf(line: MappedText, range: Range, parts: readonly WordPart[]): Word {
  const { start, end, text } = tokenOf(line, range)
  return { start, end, text, parts }
}

/** A range of a line as a token. An empty range stands after the character before it. */
export function tokenOf(line: MappedText, { start, end }: Range): Token {
  if (start < end) {
    const span = toSourceSpan(line, start, end)
    return { start: span.start, end: span.end, text: line.text.slice(start, end) }
  }
  const at = start === 0 ? toSourceOffset(line, 0) : toSourceOffset(line, start - 1) + 1
  return { start: at, end: at, text: '' }
}

/** Words between blanks; quotes mean nothing. */
export function splitFields(text: string, { start, end }: Range): readonly Range[] {
  const fields: Range[] = []
  let position = skipBlanks(text, start, end)
  while (position < end) {
    const fieldEnd = skipNonBlanks(text, position, end)
    fields.push({ start: position, end: fieldEnd })
    position = skipBlanks(text, fieldEnd, end)
  }
  return fields
}

/** Words between white space that is neither quoted nor escaped. An escape character at the very end is dropped. */
export function splitWords(text: string, range: Range, escape: string): readonly Range[] {
  const words: Range[] = []
  let start = -1
  let quote = ''
  let end = range.end
  for (let position = range.start; position < range.end; position++) {
    const character = text.charAt(position)
    if (quote === '' && isSpace(text.charCodeAt(position))) {
      if (0 <= start) words.push({ start, end: position })
      start = -1
      continue
    }
    if (start < 0) start = position
    if (character === escape && quote !== "'") {
      if (position + 1 === range.end) end = position
      position++
    } else if (quote === '' && (character === '"' || character === "'")) quote = character
    else if (character === quote) quote = ''
  }
  if (0 <= start && start < end) words.push({ start, end })
  return words
}

/** What the word is without quotes and escapes; undefined when it has a variable. */
export function literalValue(word: Word): string | undefined {
  let value = ''
  for (const part of word.parts) {
    if (part.kind === 'variable') return undefined
    value += part.value
  }
  return value
}

interface Open {
  readonly start: number
  readonly operandStart: number
  readonly name: string
  readonly operator: string
  readonly parts: WordPart[]
}

interface Builder {
  readonly line: MappedText
  /** The word itself and the operands that are not closed yet. */
  readonly open: Open[]
  /** Literal text that is not yet in parts. */
  runStart: number
  runEnd: number
  /** Operands beyond the depth that is kept. */
  ignored: number
}

function sinkOf(builder: Builder): LexSink {
  return {
    text: (start, end) => addLiteral(builder, start, end),
    variable(start, end, name) {
      if (0 < builder.ignored) return addLiteral(builder, start, end)
      flush(builder)
      partsOf(builder).push(variableOf(builder, { start, end }, name, undefined, undefined))
    },
    open(start, end, name, operator) {
      if (0 < builder.ignored || MAX_DEPTH < builder.open.length) {
        builder.ignored++
        return addLiteral(builder, start, end)
      }
      flush(builder)
      builder.open.push({ start, operandStart: end, name, operator, parts: [] })
    },
    close(at) {
      if (builder.ignored === 0) return closeOperand(builder, at, at + 1)
      builder.ignored--
      addLiteral(builder, at, at + 1)
    },
  }
}

function addLiteral(builder: Builder, start: number, end: number): void {
  if (builder.runEnd !== start) flush(builder)
  if (builder.runStart === builder.runEnd) builder.runStart = start
  builder.runEnd = end
}

function flush(builder: Builder): void {
  addPieces(builder.line, { start: builder.runStart, end: builder.runEnd }, partsOf(builder))
  builder.runStart = builder.runEnd
}

/** Literal text becomes one part per piece of the source, so that each part is found there as it is. */
function addPieces(line: MappedText, range: Range, parts: WordPart[]): void {
  for (let start = range.start; start < range.end;) {
    const pieceEnd = Math.min(range.end, endOfPiece(line, start))
    const source = toSourceOffset(line, start)
    const value = line.text.slice(start, pieceEnd)
    parts.push({ kind: 'literal', start: source, end: source + pieceEnd - start, value })
    start = pieceEnd
  }
}

function closeOperand(builder: Builder, operandEnd: number, end: number): void {
  flush(builder)
  const open = builder.open.pop()
  if (!open) return
  const { name, operator } = open
  const operand = wordOf(builder.line, { start: open.operandStart, end: operandEnd }, open.parts)
  partsOf(builder).push(variableOf(builder, { start: open.start, end }, name, operator, operand))
}

function variableOf(
  { line }: Builder,
  range: Range,
  name: string,
  operator: string | undefined,
  operand: Word | undefined,
): VariablePart {
  const { start, end } = toSourceSpan(line, range.start, range.end)
  return { kind: 'variable', start, end, name, operator, operand }
}

function partsOf(builder: Builder): WordPart[] {
  return builder.open[builder.open.length - 1]?.parts ?? []
}

/** Where the piece of the source that `offset` is in ends. */
function endOfPiece({ text, segments }: MappedText, offset: number): number {
  let low = 0
  let high = segments.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const segment = segments[middle]
    if (segment && segment.at <= offset) low = middle + 1
    else high = middle
  }
  return segments[low]?.at ?? text.length
}
