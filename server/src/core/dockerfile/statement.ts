import { toSourceSpan, type MappedText, type Span, type Token } from '../text.ts'
import { readFlags } from './flags.ts'
import { readHeredocs } from './heredocs.ts'
import { isBlank, skipNonBlanks, skipSpaces, trimEnd } from './chars.ts'
import type { JsonForm } from './json.ts'
import type { LineReader, LogicalLine } from './lines.ts'
import type { Flag, Heredoc, Word } from './model.ts'
import { parseWord, tokenOf, type Range } from './words.ts'

/** An instruction split into keyword, flags and arguments; what the parser of each kind works on. */
export interface Statement {
  readonly reader: LineReader
  readonly line: MappedText
  /** Source range up to the end of the last line, without here-documents. */
  readonly span: Span
  readonly continued: boolean
  readonly keyword: Token
  readonly flags: readonly Flag[]
  /** The arguments in the text of the line, without white space around. */
  readonly args: Range
  /** Within ONBUILD. BuildKit checks such an instruction only when an image is built from the result. */
  readonly isTrigger: boolean
}

/** What all instructions have. */
export interface BaseParts {
  readonly span: Span
  readonly keyword: Token
  readonly flags: readonly Flag[]
  readonly heredocs: readonly Heredoc[]
  readonly continued: boolean
}

export function readStatement(reader: LineReader, line: LogicalLine): Statement {
  const { mapped, span, continued } = line
  return splitStatement(reader, mapped, { start: 0, end: mapped.text.length }, { span, continued, isTrigger: false })
}

/** The instruction after ONBUILD. */
export function readTrigger(outer: Statement): Statement {
  const { span, continued } = outer
  return splitStatement(outer.reader, outer.line, outer.args, { span, continued, isTrigger: true })
}

function splitStatement(
  reader: LineReader,
  line: MappedText,
  range: Range,
  rest: Pick<Statement, 'span' | 'continued' | 'isTrigger'>,
): Statement {
  const { text } = line
  const start = skipSpaces(text, range.start, range.end)
  const end = trimEnd(text, start, range.end)
  const keywordEnd = skipNonBlanks(text, start, end)
  const keyword = tokenOf(line, { start, end: keywordEnd })
  let argsStart = keywordEnd
  while (argsStart < end && isBlank(text.charCodeAt(argsStart))) argsStart++
  const { flags, rest: afterFlags } = readFlags(line, { start: argsStart, end }, reader.escape)
  const span = rest.isTrigger ? { start: keyword.start, end: rest.span.end } : rest.span
  return { reader, line, keyword, flags, args: { start: afterFlags, end }, ...rest, span }
}

export function baseOf(statement: Statement, heredocs: readonly Heredoc[] = []): BaseParts {
  const { keyword, flags, continued, span } = statement
  const last = heredocs.at(-1)
  const end = last ? Math.max(span.end, (last.terminator ?? last.bodySpan).end) : span.end
  return { span: { start: span.start, end }, keyword, flags, heredocs, continued }
}

/** The here-documents of RUN, COPY and ADD, unless they are in JSON form. */
export function heredocsOf(statement: Statement, json: JsonForm | undefined): readonly Heredoc[] {
  return json ? [] : readHeredocs(statement.reader, statement.line)
}

export function argumentText({ line, args }: Statement): string {
  return line.text.slice(args.start, args.end)
}

/** A word that BuildKit expands; its faults are problems. */
export function wordAt(statement: Statement, range: Range): Word {
  return wordIn(statement, statement.line, range)
}

/** The same for a text other than the line, such as an unescaped JSON string. */
export function wordIn(statement: Statement, mapped: MappedText, range: Range): Word {
  const { word, error } = parseWord(mapped, range, statement.reader.escape)
  if (error) {
    const at = tokenOf(mapped, { start: Math.min(error.at, range.end), end: Math.min(error.at + 1, range.end) })
    reject(statement, at, error.message)
  }
  return word
}

/** Records what BuildKit checks when it runs the instruction, which it does not do with a trigger. */
export function reject(statement: Statement, span: Span, message: string): void {
  if (!statement.isTrigger) rejectAlways(statement, span, message)
}

/** Records what BuildKit cannot even read. */
export function rejectAlways(statement: Statement, { start, end }: Span, message: string): void {
  statement.reader.problems.push({ span: { start, end }, message })
}

export function argsSpan({ line, args, keyword }: Statement): Span {
  return args.start < args.end ? toSourceSpan(line, args.start, args.end) : keyword
}
