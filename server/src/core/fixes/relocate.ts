import type { Analysis } from '../analyze.ts'
import { credentialFileFor, isBuildFile } from '../knowledge/index.ts'
import { matchUndoing, type PersistingMatch, toVariablePart } from '../knowledge/match.ts'
import type { RunFlow } from '../secrets/flow.ts'
import type { Persisted } from '../secrets/persisted.ts'
import { invocationOf } from '../shell/invocation.ts'
import { type ShellWord, staticText } from '../shell/model.ts'
import { guardsOf } from './guards.ts'
import { lineOf, type RunChange } from './runChange.ts'
import { unknownVariable } from './unknownVariable.ts'
import { giveAsOption } from './urlOption.ts'
import { type Reader, readersOf, runsAfter } from './storedReaders.ts'
import { changeOf, type Changes, type Supply } from './supply.ts'
import { isRemovedLater, leaveAlone, writeWhileRead } from './writeWhileRead.ts'

/**
 * Makes a command leave nothing behind: by handing the credential to those who would have read the file, or by
 * writing the file only for as long as it is read. Returns why that can't be done, else nothing.
 */
export function relocate(
  analysis: Analysis,
  persisted: Persisted,
  supply: Supply,
  changes: Changes,
): string | undefined {
  const { tool, path, command } = persisted.write
  if (tool?.command.instead) return replace(analysis, persisted, tool, tool.command.instead, supply, changes)
  if (tool?.command.urlOption) return giveAsOption(analysis, persisted, tool, supply, changes)
  if (path === undefined)
    return `${persisted.name} is written to a file whose place is not known (line ${lineOf(analysis.dockerfile, command.span.start)}).`
  if (isNeededLater(analysis, persisted, path))
    return `${persisted.name} is written to ${path}, which the running container may need; write it when the container starts instead.`
  return writeWhileRead(analysis, persisted, path, supply, changes)
}

/** Whether the running container may need what is written, as nothing says that it is for the build alone. */
function isNeededLater(analysis: Analysis, { flow, write }: Persisted, path: string): boolean {
  if (isTemporary(path) || isRemovedLater(analysis, flow, path)) return false
  if (credentialFileFor(path)?.readAtRunTime === 'unless a RUN reads it')
    return !readersOf(analysis, flow, write).some(it => it.certain)
  return !write.tool && !isBuildFile(path)
}

/** Nothing that runs later counts on these. */
function isTemporary(path: string): boolean {
  return path.startsWith('/tmp/') || path.startsWith('/var/tmp/') || path.startsWith('/dev/shm/')
}

function replace(
  analysis: Analysis,
  persisted: Persisted,
  match: PersistingMatch,
  instead: Readonly<Record<string, string>>,
  supply: Supply,
  changes: Changes,
): string | undefined {
  const { flow, write, name } = persisted
  const source = sourceOf(match, Object.keys(instead))
  const program = programOf(match)
  const part = source === '' ? '' : variablePart(match, source)
  if (part === undefined)
    return `The source name ${source ?? 'is not known and'} can't be part of a variable that ${program} would read.`
  const readers = readersOf(analysis, flow, write)
  if (readers.length === 0) return `Nothing in this Dockerfile reads what ${program} stores for ${name}.`
  const hidden = readers.find(it => isHidden(analysis, it))
  if (hidden)
    return `sudo or time on line ${lineOf(analysis.dockerfile, hidden.command.span.start)} keeps variables from the command that reads what ${program} stores for ${name}.`
  const guards = guardsOf(analysis.dockerfile, [write.command], persisted)
  if (write.command.conditional && !guards)
    return `A condition on line ${lineOf(analysis.dockerfile, write.command.span.start)} decides whether ${program} stores ${name}.`
  for (const it of [write.command, ...(guards ?? [])]) changeOf(changes, flow.run).removed.add(it)
  removeUndoing(analysis, flow, match, changes)
  for (const it of flow.writes) {
    const inTheWay =
      it.command === write.command && it.path !== undefined
        ? leaveAlone(analysis, flow, it.path, new Set(), supply, changes)
        : undefined
    if (inTheWay !== undefined) return inTheWay
  }
  for (const reader of readers) {
    const problem = giveInstead(reader, flow, match, part, instead, supply, changeOf(changes, reader.run))
    if (problem !== undefined) return `${problem} (${program} stores ${name}).`
  }
  return undefined
}

/** `poetry config` for `poetry config http-basic.<source> <user> <password>`. */
function programOf({ command }: PersistingMatch): string {
  const words = command.pattern.split(' ').filter(it => !it.startsWith('-'))
  return words.slice(0, 2).join(' ')
}

/** Gives a command that would have read the file the variables that the tool reads instead. */
function giveInstead(
  reader: Reader,
  flow: RunFlow,
  { holes }: PersistingMatch,
  part: string,
  instead: Readonly<Record<string, string>>,
  supply: Supply,
  change: RunChange,
): string | undefined {
  if (reader.command.assignments.some(it => it.name in instead || it.name === 'GIT_CONFIG_COUNT'))
    return 'A command that needs it sets the same variables already'
  for (const [pattern, value] of Object.entries(instead)) {
    const variable = pattern.replace(UPPER_HOLE, part)
    const only = holes.get(value.slice(1, -1))?.word
    if (only && supply.direct(change, only, variable)) continue
    for (const hole of only ? [only] : wordsIn(value, holes)) {
      const problem = unknownVariable(reader.run, flow, hole)
      if (problem !== undefined) return `It is made with ${problem}, which the RUN that needs it does not have`
      supply.asBefore(change, hole)
    }
    const text = only?.text ?? fillTemplate(value, holes)
    if (text === undefined) return 'It is made of text with quotes'
    change.prefixes.push({ command: reader.command, variable, value: text })
  }
  return undefined
}

const HOLE = /<(\w+)>/g

function wordsIn(value: string, holes: PersistingMatch['holes']): readonly ShellWord[] {
  return [...value.matchAll(HOLE)].flatMap(([, name = '']) => holes.get(name)?.word ?? [])
}

/** `Username=<user>;Password=<password>` as a word of the shell; a value without holes stays as it is. */
function fillTemplate(value: string, holes: PersistingMatch['holes']): string | undefined {
  const words = wordsIn(value, holes)
  if (words.length === 0) return value
  const texts = words.map(({ text }) => (/^"[^"]*"$/.test(text) ? text.slice(1, -1) : text))
  if (texts.some(it => /["'\\]/.test(it))) return undefined
  return `"${value.replace(HOLE, () => texts.shift() ?? '')}"`
}

/** `sudo` without `-E` clears the environment, and `time` is a program in many shells, which can't start `A=1 command`. */
function isHidden({ dockerfile }: Analysis, { command: { words, span } }: Reader): boolean {
  const isSudo =
    words[0]?.text === 'sudo' && !words.some(it => it.text === '-E' || it.text.startsWith('--preserve-env'))
  return isSudo || /\btime\s+$/.test(dockerfile.text.slice(Math.max(0, span.start - 12), span.start))
}

/** `<SOURCE>` in the name of a variable is the hole `<source>`. */
const UPPER_HOLE = /<[A-Z]+>/

/** The text that a part of the variables is made of: '' when there is none, undefined when it is not known. */
function sourceOf({ holes }: PersistingMatch, variables: readonly string[]): string | undefined {
  const name = variables.flatMap(it => UPPER_HOLE.exec(it)?.[0] ?? [])[0]
  if (name === undefined) return ''
  const hole = holes.get(name.slice(1, -1).toLowerCase())
  return hole && (hole.text ?? staticText(hole.word))
}

/** Undefined when a shell or the tool would not know a variable with this source in its name. */
function variablePart({ command }: PersistingMatch, source: string | undefined): string | undefined {
  if (source === undefined) return undefined
  if (command.variablePart) return command.variablePart(source)
  return /[^\w-]/.test(source) ? undefined : toVariablePart(source)
}

/** Commands that would take away what is no longer there: `git config --unset`. */
function removeUndoing(analysis: Analysis, flow: RunFlow, { command }: PersistingMatch, changes: Changes): void {
  for (const run of [flow.run, ...runsAfter(analysis, flow.run)])
    for (const it of run.script.commands) {
      const invocation = invocationOf(it)
      const undoing = invocation && matchUndoing(invocation)
      if (undoing?.command.writes.some(place => command.writes.includes(place))) changeOf(changes, run).removed.add(it)
    }
}
