import type { Span } from '../text.ts'
import { isBlank, skipSpaces, trimEnd } from './chars.ts'
import { readPhysicalLine, type LineReader } from './lines.ts'
import type { Directive, Problem } from './model.ts'

export interface Directives {
  readonly directives: readonly Directive[]
  readonly escape: '\\' | '`'
  readonly comments: readonly Span[]
  readonly problems: readonly Problem[]
  /** Where the rest of the text begins. */
  readonly end: number
}

type Name = 'syntax' | 'escape' | 'check'

/**
 * Reads the parser directives at the top. BuildKit looks for them twice: for `escape` while it parses, where
 * the line may be indented, and for `syntax` and `check` in the text as it is, after a line `#!…`.
 * https://docs.docker.com/reference/dockerfile/#parser-directives
 */
export function readDirectives(text: string): Directives {
  const position = text.startsWith('\uFEFF') ? 1 : 0
  const reader: LineReader = { text, origin: 0, escape: '', position, isOpen: false, comments: [], problems: [] }
  const hasShebang = text.startsWith('#!', position)
  if (hasShebang) reader.comments.push(spanOf(readPhysicalLine(reader)))
  let end = reader.position
  const found: Directive[] = []
  while (reader.position < text.length) {
    const directive = directiveIn(text, readPhysicalLine(reader))
    if (!directive) break
    found.push(directive)
    end = reader.position
  }
  return { ...chooseDirectives(text, reader, found, hasShebang), end }
}

/** Leaves out directives that have no effect where they are: they are comments. */
function chooseDirectives(
  text: string,
  { comments, problems }: LineReader,
  found: readonly Directive[],
  hasShebang: boolean,
): Omit<Directives, 'end'> {
  const directives: Directive[] = []
  const seen = new Set<string>()
  let escape: '\\' | '`' = '\\'
  let isIndented = false
  for (const directive of found) {
    const name = directive.name.text
    isIndented ||= 0 < directive.start && text[directive.start - 1] !== '\n' && text[directive.start - 1] !== '\uFEFF'
    const isRepeated = seen.has(name)
    seen.add(name)
    if (isRepeated && !hasShebang)
      problems.push({ span: spanOf(directive), message: `Only one ${name} directive is allowed.` })
    if (isRepeated || (name === 'escape' ? hasShebang : isIndented)) {
      comments.push(spanOf(directive))
      continue
    }
    directives.push(directive)
    const problem = problemWith(directive)
    if (problem) problems.push({ span: spanOf(directive.value), message: problem })
    else if (name === 'escape') escape = directive.value.text === '`' ? '`' : '\\'
  }
  return { directives, escape, comments, problems }
}

function spanOf({ start, end }: Span): Span {
  return { start, end }
}

/** `# name = value` with a known name. */
function directiveIn(text: string, line: Span): Directive | undefined {
  const start = skipSpaces(text, line.start, line.end)
  if (text[start] !== '#') return undefined
  const nameStart = skipSpaces(text, start + 1, line.end)
  let nameEnd = nameStart
  while (nameEnd < line.end && isNameCharacter(text.charCodeAt(nameEnd))) nameEnd++
  const equals = skipDirectiveBlanks(text, nameEnd, line.end)
  if (text[equals] !== '=' || equals >= line.end || equals + 1 === line.end) return undefined
  const name = knownName(text.slice(nameStart, nameEnd))
  if (!name) return undefined
  // A value of blanks only is a blank.
  const valueStart = Math.min(skipDirectiveBlanks(text, equals + 1, line.end), line.end - 1)
  const valueEnd = Math.max(trimEnd(text, valueStart, line.end), valueStart + 1)
  return {
    start,
    end: line.end,
    name: { start: nameStart, end: nameEnd, text: name },
    value: { start: valueStart, end: valueEnd, text: text.slice(valueStart, valueEnd) },
  }
}

function isNameCharacter(code: number): boolean {
  return (0x41 <= code && code <= 0x5a) || (0x61 <= code && code <= 0x7a) || (0x30 <= code && code <= 0x39)
}

function knownName(text: string): Name | undefined {
  const name = text.toLowerCase()
  return name === 'syntax' || name === 'escape' || name === 'check' ? name : undefined
}

function skipDirectiveBlanks(text: string, start: number, end: number): number {
  let position = start
  while (position < end && isBlank(text.charCodeAt(position)) && text[position] !== '\v') position++
  return position
}

function problemWith({ name, value }: Directive): string | undefined {
  if (name.text === 'escape' && value.text !== '\\' && value.text !== '`')
    return 'The escape character must be a backslash or a backtick.'
  if (name.text === 'check') return problemWithCheck(value.text)
  return undefined
}

/** `skip=A,B;error=true;experimental=all`. */
function problemWithCheck(value: string): string | undefined {
  if (value.trim() === '') return undefined
  for (const option of value.split(';')) {
    const [key = '', setting] = option.split('=', 2)
    const name = key.trim()
    if (setting === undefined || (name !== 'skip' && name !== 'error' && name !== 'experimental'))
      return `"${name}" is no check option; there are skip, error and experimental.`
    if (name === 'error' && !isGoBoolean(setting.trim())) return 'The check option "error" must be true or false.'
  }
  return undefined
}

/** What Go's `strconv.ParseBool` accepts. */
export function isGoBoolean(text: string): boolean {
  return ['1', 't', 'T', 'TRUE', 'true', 'True', '0', 'f', 'F', 'FALSE', 'false', 'False'].includes(text)
}
