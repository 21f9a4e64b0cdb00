import { isDigit } from './chars.ts'

/** What `lex` finds, in order. Offsets are those of the text. */
export interface LexSink {
  /** Characters of the result. `splits`: white space among them ends a word. */
  readonly text: (start: number, end: number, splits: boolean) => void
  /** `$name` or `${name}`. */
  readonly variable: (start: number, end: number, name: string) => void
  /** `${name:-`; the operand follows up to `close`. */
  readonly open: (start: number, end: number, name: string, operator: string) => void
  /** The `}` at `at`. */
  readonly close: (at: number) => void
  /** A quote or variable begins that is not inside of another one. */
  readonly unit?: (start: number) => void
}

export interface LexOptions {
  readonly escape: string
  /** Quotes are taken away, stay in the result, or mean nothing. */
  readonly quotes: 'drop' | 'keep' | 'ignore'
  /** Escape characters stay in the result. */
  readonly rawEscapes: boolean
}

export interface LexError {
  readonly at: number
  readonly message: string
}

interface Frame {
  /** `pattern` is what stands between the slashes of `${name/pattern/replacement}`. */
  kind: 'top' | 'double' | 'operand' | 'pattern'
  readonly rawEscapes: boolean
}

interface Lexer extends LexOptions {
  readonly text: string
  readonly end: number
  readonly sink: LexSink
  readonly frames: Frame[]
  position: number
  /** Of the outermost quote or variable: only what a quote holds is never split. */
  splits: boolean
}

/**
 * BuildKit's own small shell grammar, by which it expands words: quotes, escapes and variables.
 * Iterative, as variables may be nested in operands to any depth.
 */
export function lex(
  text: string,
  start: number,
  end: number,
  options: LexOptions,
  sink: LexSink,
): LexError | undefined {
  const { escape, quotes, rawEscapes } = options
  const frames: Frame[] = [{ kind: 'top', rawEscapes }]
  const lexer: Lexer = { text, end, sink, frames, position: start, splits: true, escape, quotes, rawEscapes }
  while (lexer.position < end) {
    const frame = frames[frames.length - 1]
    const error = !frame ? undefined : frame.kind === 'double' ? lexQuoted(lexer, frame) : lexPlain(lexer, frame)
    if (error) return error
  }
  const open = frames[frames.length - 1]
  if (!open || open.kind === 'top') return undefined
  return { at: end, message: open.kind === 'double' ? 'The double quote is not closed.' : 'A closing } is missing.' }
}

/** One step outside of double quotes. */
function lexPlain(lexer: Lexer, frame: Frame): LexError | undefined {
  const { text, end, frames, position } = lexer
  const character = text[position]
  if (frame.kind === 'operand' && character === '}') return close(lexer)
  if (frame.kind === 'pattern' && character === '/') {
    frame.kind = 'operand'
    emit(lexer)
    return undefined
  }
  if (character === '$') return lexDollar(lexer)
  if (character === "'" && lexer.quotes !== 'ignore') return lexSingleQuoted(lexer)
  if (character === '"' && lexer.quotes !== 'ignore') {
    beginUnit(lexer, false)
    if (lexer.quotes === 'keep') emit(lexer)
    else lexer.position++
    frames.push({ kind: 'double', rawEscapes: frame.rawEscapes })
  } else if (character === lexer.escape) {
    if (frame.rawEscapes) emit(lexer, false)
    else lexer.position++
    if (lexer.position < end) emit(lexer, false)
  } else if (character === '<' && text[position + 1] === '<' && position + 1 < end) {
    // White space between `<<` and the name of a here-document does not split.
    let blanks = position + 2
    while (blanks < end && isInlineBlank(text[blanks])) blanks++
    emitTo(lexer, blanks, false)
  } else emitTo(lexer, endOfPlain(lexer))
  return undefined
}

/** End of the run of characters that mean nothing, at least one of them, `}` and `/` not among them. */
function endOfPlain({ text, end, position }: Lexer): number {
  let next = position + 1
  while (next < end && !isSpecial(text.charCodeAt(next))) next++
  return next
}

/** Characters that mean something somewhere: `"` `$` `'` `/` `<` `\` `` ` `` `}`. */
function isSpecial(code: number): boolean {
  if (code < 0x30) return code === 0x22 || code === 0x24 || code === 0x27 || code === 0x2f
  return code === 0x3c || code === 0x5c || code === 0x60 || code === 0x7d
}

/** True when a text is a word as it stands. */
export function isPlain(text: string, start: number, end: number): boolean {
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index)
    if (code === 0x22 || code === 0x24 || code === 0x27 || code === 0x5c || code === 0x60) return false
  }
  return true
}

/** One step inside of double quotes. */
function lexQuoted(lexer: Lexer, frame: Frame): LexError | undefined {
  const { text, end, frames, position } = lexer
  const character = text[position]
  if (character === '"') {
    if (lexer.quotes === 'keep') emit(lexer)
    else lexer.position++
    frames.pop()
    endUnit(lexer)
    return undefined
  }
  if (character === '$') return lexDollar(lexer)
  const next = position + 1 < end ? text[position + 1] : undefined
  if (character !== lexer.escape) {
    emitTo(lexer, endOfPlain(lexer))
    return undefined
  }
  const escapes = character === lexer.escape && (next === '"' || next === '$' || next === lexer.escape)
  if (!escapes || frame.rawEscapes) emit(lexer)
  else lexer.position++
  if (escapes) emit(lexer)
  return undefined
}

function lexSingleQuoted(lexer: Lexer): LexError | undefined {
  const { text, end, position } = lexer
  beginUnit(lexer, false)
  const closing = findBefore(text, "'", position + 1, end)
  if (closing < 0) {
    lexer.position = position + 1
    emitTo(lexer, end)
    return { at: position, message: 'The single quote is not closed.' }
  }
  if (lexer.quotes === 'keep') emit(lexer)
  else lexer.position++
  emitTo(lexer, closing)
  if (lexer.quotes === 'keep') emit(lexer)
  else lexer.position++
  endUnit(lexer)
  return undefined
}

/** `$name`, `${name}`, or the beginning of `${name:-operand}`. */
function lexDollar(lexer: Lexer): LexError | undefined {
  const { text, end, sink, position } = lexer
  beginUnit(lexer, true)
  if (position + 1 >= end || text[position + 1] !== '{') {
    const nameEnd = skipName(text, position + 1, end)
    if (nameEnd === position + 1) emit(lexer)
    else sink.variable(position, nameEnd, text.slice(position + 1, nameEnd))
    lexer.position = nameEnd
    endUnit(lexer)
    return undefined
  }
  const nameStart = position + 2
  const nameEnd = skipName(text, nameStart, end)
  const name = text.slice(nameStart, nameEnd)
  if (nameEnd < end && text[nameEnd] === '}' && name !== '') {
    sink.variable(position, nameEnd + 1, name)
    lexer.position = nameEnd + 1
    endUnit(lexer)
    return undefined
  }
  const operator = operatorAt(text, nameEnd, end)
  const first = text[nameStart]
  if (!operator || first === ':' || first === '{' || first === '}') return badSubstitution(lexer, nameEnd)
  lexer.position = nameEnd + operator.length
  sink.open(position, lexer.position, name, operator)
  const kind = operator.startsWith('/') ? 'pattern' : 'operand'
  lexer.frames.push({
    kind,
    rawEscapes: operator.startsWith('/') || operator.startsWith('#') || operator.startsWith('%'),
  })
  return undefined
}

/** Takes what is left as it stands. */
function badSubstitution(lexer: Lexer, at: number): LexError {
  const start = lexer.position
  emitTo(lexer, lexer.end)
  const message = at >= lexer.end ? 'A closing } is missing.' : 'BuildKit does not know this kind of substitution.'
  return { at: at >= lexer.end ? start : at, message }
}

function operatorAt(text: string, at: number, end: number): string | undefined {
  const first = at < end ? text[at] : undefined
  const second = at + 1 < end ? text[at + 1] : undefined
  if (first === '-' || first === '+' || first === '?') return first
  if (first === '#' || first === '%' || first === '/') return second === first ? first + second : first
  return first === ':' && (second === '-' || second === '+' || second === '?') ? first + second : undefined
}

/** End of a variable's name: letters, digits and `_`; digits alone; or one special parameter. */
function skipName(text: string, start: number, end: number): number {
  if (start >= end) return start
  if ('@*#?-$!'.includes(text.charAt(start))) return start + 1
  let position = start
  const isNumber = characterAt(text, start, end).kind === 'digit'
  while (position < end) {
    const { kind, length } = characterAt(text, position, end)
    if (kind === 'other' || (isNumber && kind !== 'digit')) break
    position += length
  }
  return position
}

const LETTER = /^\p{L}$/u
const DIGIT = /^\p{Nd}$/u

function characterAt(text: string, at: number, end: number): { kind: 'letter' | 'digit' | 'other'; length: number } {
  const code = text.charCodeAt(at)
  if (code < 0x80) {
    if (isDigit(code)) return { kind: 'digit', length: 1 }
    const isLetter = (0x41 <= code && code <= 0x5a) || (0x61 <= code && code <= 0x7a) || code === 0x5f
    return { kind: isLetter ? 'letter' : 'other', length: 1 }
  }
  const character = String.fromCodePoint(text.codePointAt(at) ?? code)
  if (at + character.length > end) return { kind: 'other', length: 1 }
  const kind = LETTER.test(character) ? 'letter' : DIGIT.test(character) ? 'digit' : 'other'
  return { kind, length: character.length }
}

function close(lexer: Lexer): undefined {
  lexer.sink.close(lexer.position)
  lexer.position++
  lexer.frames.pop()
  endUnit(lexer)
}

function beginUnit(lexer: Lexer, splits: boolean): void {
  if (lexer.frames.length > 1) return
  lexer.splits = splits
  lexer.sink.unit?.(lexer.position)
}

function endUnit(lexer: Lexer): void {
  if (lexer.frames.length === 1) lexer.splits = true
}

/** Passes the character at the position on; outside of quotes and variables it can be kept from splitting. */
function emit(lexer: Lexer, splits = true): void {
  emitTo(lexer, lexer.position + 1, splits)
}

function emitTo(lexer: Lexer, end: number, splits = true): void {
  if (lexer.position < end) lexer.sink.text(lexer.position, end, lexer.splits && (splits || lexer.frames.length > 1))
  lexer.position = end
}

function isInlineBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\r'
}

/** Like `indexOf`, but looks no further than `end`. */
function findBefore(text: string, character: string, start: number, end: number): number {
  for (let index = start; index < end; index++) if (text[index] === character) return index
  return -1
}
