import { sliceMapped, toSourceOffset, type MappedText } from '../../text.ts'
import { checkFlags } from '../checks.ts'
import { parseHeredocWord } from '../heredocs.ts'
import { parseJsonForm, type JsonForm } from '../json.ts'
import { joinMapped } from '../mapped.ts'
import type { ExecCommand, Heredoc, Mount, Run, ShellCommand } from '../model.ts'
import type { LineReader } from '../lines.ts'
import { parseMount, splitCsv } from '../mounts.ts'
import { argumentText, baseOf, heredocsOf, reject, rejectAlways, type Statement } from '../statement.ts'
import { checkMount } from './mountChecks.ts'

/** `RUN [--flags] command`. */
export function parseRun(statement: Statement): Run {
  checkFlags(statement, { mount: 'list', network: 'string', security: 'string', device: 'list' })
  checkOtherFlags(statement)
  const json = parseJsonForm(statement.line, statement.args)
  const heredocs = heredocsOf(statement, json)
  const command = execCommand(statement, json) ?? shellCommand(statement, heredocs)
  const commandStart = toSourceOffset(statement.line, statement.args.start)
  return { kind: 'RUN', ...baseOf(statement, heredocs), mounts: parseMounts(statement), command, commandStart }
}

/** The exec form; undefined when the text is for the shell. */
export function execCommand(statement: Statement, json: JsonForm | undefined): ExecCommand | undefined {
  if (json?.kind === 'strings') return { form: 'exec', args: json.strings.map(it => it.token) }
  if (json) rejectAlways(statement, statement.keyword, 'In JSON form all arguments must be strings.')
  return undefined
}

/** What the shell gets to read. */
function shellCommand(statement: Statement, heredocs: readonly Heredoc[]): ShellCommand {
  const { line, args, reader } = statement
  const script = sliceMapped(line, args.start, args.end)
  const [first] = heredocs
  if (!first) return { form: 'shell', script, shebang: undefined }
  // Only the here-document: it is the script, for shells without here-documents, too.
  if (parseHeredocWord(argumentText(statement))) return { form: 'shell', script: first.body, shebang: shebangOf(first) }
  const texts = [script, ...heredocs.flatMap(it => asWritten(reader, it))]
  return { form: 'shell', script: joinMapped(texts), shebang: undefined }
}

/** The line end before the body, the body with its tabs, and the terminator. */
function asWritten(reader: LineReader, { name, bodySpan, terminator }: Heredoc): readonly MappedText[] {
  const hasLineEnd = reader.text[bodySpan.start - reader.origin - 1] === '\n'
  const body = mappedSlice(reader, hasLineEnd ? bodySpan.start - 1 : bodySpan.start, bodySpan.end)
  return terminator ? [body, mappedSlice(reader, terminator.end - name.length, terminator.end)] : [body]
}

function mappedSlice({ text, origin }: LineReader, start: number, end: number): MappedText {
  return { text: text.slice(start - origin, end - origin), segments: [{ at: 0, source: start }] }
}

function shebangOf({ body }: Heredoc): string | undefined {
  if (!body.text.startsWith('#!')) return undefined
  const newline = body.text.indexOf('\n')
  return body.text.slice(2, newline < 0 ? undefined : newline).trim()
}

function parseMounts(statement: Statement): readonly Mount[] {
  const mounts: Mount[] = []
  for (const flag of statement.flags) {
    const parsed = flag.name === 'mount' ? parseMount(flag) : undefined
    if (!parsed) continue
    mounts.push(parsed.mount)
    const problem = parsed.error ?? checkMount(parsed.mount, statement.reader.escape)
    if (problem) reject(statement, flag, problem)
  }
  return mounts
}

const MODES: Readonly<Record<string, readonly string[]>> = {
  network: ['default', 'none', 'host'],
  security: ['sandbox', 'insecure'],
}

function checkOtherFlags(statement: Statement): void {
  for (const flag of statement.flags) {
    const modes = Object.hasOwn(MODES, flag.name) ? MODES[flag.name] : undefined
    if (modes && flag.value && !modes.includes(flag.value.text))
      reject(statement, flag, `--${flag.name} is one of ${modes.join(', ')}.`)
    const problem = flag.name === 'device' && flag.value ? splitCsv(flag.value).error : undefined
    if (problem) reject(statement, flag, problem)
  }
}
