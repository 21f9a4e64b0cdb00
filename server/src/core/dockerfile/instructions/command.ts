import { sliceMapped } from '../../text.ts'
import { skipSpaces } from '../chars.ts'
import { checkFlags } from '../checks.ts'
import { parseJsonForm } from '../json.ts'
import type { Command, CommandInstruction } from '../model.ts'
import { argsSpan, baseOf, reject, type Statement } from '../statement.ts'
import { tokenOf, type Range } from '../words.ts'
import { isGoDuration } from './duration.ts'
import { execCommand } from './run.ts'

/** `CMD command`, `ENTRYPOINT command`, `SHELL ["program", …]`. */
export function parseCommandInstruction(
  statement: Statement,
  kind: 'CMD' | 'ENTRYPOINT' | 'SHELL',
): CommandInstruction {
  checkFlags(statement, {})
  const command = commandAt(statement, statement.args)
  if (kind === 'SHELL' && (command?.form !== 'exec' || command.args.length === 0))
    reject(statement, argsSpan(statement), 'SHELL needs a JSON array of strings.')
  return { kind, ...baseOf(statement), command }
}

/** `HEALTHCHECK [--flags] CMD command` or `HEALTHCHECK NONE`. */
export function parseHealthcheck(statement: Statement): CommandInstruction {
  const { line, args } = statement
  const end = typeEnd(line.text, args)
  const type = tokenOf(line, { start: args.start, end })
  const rest = { start: skipSpaces(line.text, end, args.end), end: args.end }
  const isNone = type.text.toUpperCase() === 'NONE'
  const command = isNone ? undefined : commandAt(statement, rest)
  if (isNone) {
    if (rest.start < rest.end) reject(statement, argsSpan(statement), 'HEALTHCHECK NONE takes no arguments.')
  } else checkHealthcheck(statement, type.text, command)
  return { kind: 'HEALTHCHECK', ...baseOf(statement), command }
}

function checkHealthcheck(statement: Statement, type: string, command: Command | undefined): void {
  const durations = {
    interval: 'string',
    timeout: 'string',
    'start-period': 'string',
    'start-interval': 'string',
  } as const
  checkFlags(statement, { ...durations, retries: 'string' })
  for (const flag of statement.flags) {
    const value = flag.value?.text ?? ''
    if (value === '') continue
    if (Object.hasOwn(durations, flag.name) && !isGoDuration(value))
      reject(statement, flag, `--${flag.name} is a duration such as 30s or 1m30s, of at least 1ms.`)
    if (flag.name === 'retries' && !isCount(value)) reject(statement, flag, '--retries is a number, at least 0.')
  }
  if (type.toUpperCase() !== 'CMD') reject(statement, argsSpan(statement), 'HEALTHCHECK is followed by CMD or NONE.')
  else if (!command || (command.form === 'exec' && command.args.length === 0))
    reject(statement, argsSpan(statement), 'HEALTHCHECK CMD needs a command.')
}

/** Undefined when nothing is written. */
function commandAt(statement: Statement, range: Range): Command | undefined {
  if (range.start === range.end) return undefined
  const json = parseJsonForm(statement.line, range)
  const script = sliceMapped(statement.line, range.start, range.end)
  return execCommand(statement, json) ?? { form: 'shell', script, shebang: undefined }
}

function typeEnd(text: string, { start, end }: Range): number {
  let position = start
  while (position < end && skipSpaces(text, position, position + 1) === position) position++
  return position
}

/** What Go's `strconv.ParseInt` accepts for 32 bits, when it is not negative. */
function isCount(text: string): boolean {
  return /^(?:\+?\d+|-0+)$/.test(text) && Number(text) < 2 ** 31
}
