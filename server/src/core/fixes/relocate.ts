import type { Analysis } from '../analyze.ts'
import { resolve } from '../build/declarations.ts'
import type { BuildRun } from '../build/runs.ts'
import { isBuildFile } from '../knowledge/index.ts'
import { matchUndoing, type PersistingMatch, toVariablePart } from '../knowledge/match.ts'
import type { RunFlow } from '../secrets/flow.ts'
import type { Persisted } from '../secrets/persisted.ts'
import { credentialInUrl } from '../secrets/values.ts'
import { invocationOf } from '../shell/invocation.ts'
import { type ShellCommand, type ShellWord, variablesOf } from '../shell/model.ts'
import { fitsBeside, lineOf, type RunChange } from './runChange.ts'
import { type Reader, readersOf, runsAfter } from './storedReaders.ts'
import { changeOf, type Changes, type Supply } from './supply.ts'
import { leaveAlone, writeWhileRead } from './writeWhileRead.ts'

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
  if (tool?.command.urlOption) return giveAsOption(analysis, persisted, tool, tool.command.urlOption, changes)
  if (path === undefined)
    return `${persisted.name} is written to a file whose place is not known (line ${lineOf(analysis.dockerfile, command.span.start)}).`
  if (!tool && !isBuildFile(path) && !isTemporary(path))
    return `${persisted.name} is written to ${path}, which the running container may need; write it when the container starts instead.`
  return writeWhileRead(analysis, persisted, path, supply, changes)
}

/** Nothing that runs later counts on these. */
function isTemporary(path: string): boolean {
  return path.startsWith('/tmp/') || path.startsWith('/var/tmp/') || path.startsWith('/dev/shm/')
}

function replace(
  analysis: Analysis,
  { flow, write, name }: Persisted,
  match: PersistingMatch,
  instead: Readonly<Record<string, string>>,
  supply: Supply,
  changes: Changes,
): string | undefined {
  const source = sourceOf(match, Object.keys(instead)) ?? ''
  const program = programOf(match)
  if (/[^\w-]/.test(source)) return `The source name ${source} can't be part of a variable that ${program} would read.`
  const readers = readersOf(analysis, flow, write)
  if (readers.length === 0) return `Nothing in this Dockerfile reads what ${program} stores for ${name}.`
  const hidden = readers.find(it => isHidden(analysis, it))
  if (hidden)
    return `sudo or time on line ${lineOf(analysis.dockerfile, hidden.command.span.start)} keeps variables from the command that reads what ${program} stores for ${name}.`
  changeOf(changes, flow.run).removed.add(write.command)
  removeUndoing(analysis, flow, match, changes)
  for (const it of flow.writes) {
    const inTheWay =
      it.command === write.command && it.path !== undefined
        ? leaveAlone(analysis, flow, it.path, new Set(), changes)
        : undefined
    if (inTheWay !== undefined) return inTheWay
  }
  for (const reader of readers) {
    const problem = giveInstead(reader, flow, match, source, instead, supply, changeOf(changes, reader.run))
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
  source: string,
  instead: Readonly<Record<string, string>>,
  supply: Supply,
  change: RunChange,
): string | undefined {
  if (reader.command.assignments.some(it => it.name in instead || it.name === 'GIT_CONFIG_COUNT'))
    return 'A command that needs it sets the same variables already'
  for (const [pattern, value] of Object.entries(instead)) {
    const variable = pattern.replace(UPPER_HOLE, toVariablePart(source))
    const hole = holes.get(value.slice(1, -1))?.word
    if (hole && supply.direct(change, hole, variable)) continue
    const problem = hole && unknownVariable(reader.run, flow.run, hole)
    if (problem !== undefined) return `It is made with ${problem}, which the RUN that needs it does not have`
    if (hole) supply.asBefore(change, hole)
    change.prefixes.push({ command: reader.command, variable, value: hole?.text ?? value })
  }
  return undefined
}

/** `sudo` without `-E` clears the environment, and `time` is a program in many shells, which can't start `A=1 command`. */
function isHidden({ dockerfile }: Analysis, { command: { words, span } }: Reader): boolean {
  const isSudo =
    words[0]?.text === 'sudo' && !words.some(it => it.text === '-E' || it.text.startsWith('--preserve-env'))
  return isSudo || /\btime\s+$/.test(dockerfile.text.slice(Math.max(0, span.start - 12), span.start))
}

/** `<SOURCE>` in the name of a variable is the hole `<source>`. */
const UPPER_HOLE = /<[A-Z]+>/

function sourceOf({ holes }: PersistingMatch, variables: readonly string[]): string | undefined {
  const hole = variables.flatMap(it => UPPER_HOLE.exec(it)?.[0] ?? [])[0]
  return hole && holes.get(hole.slice(1, -1).toLowerCase())?.text
}

/** Commands that would take away what is no longer there: `git config --unset`. */
function removeUndoing(analysis: Analysis, flow: RunFlow, { command }: PersistingMatch, changes: Changes): void {
  for (const run of [flow.run, ...runsAfter(analysis, flow.run)])
    for (const it of run.script.commands) {
      const invocation = invocationOf(it)
      const undoing = invocation && matchUndoing(invocation)
      if (undoing?.writes.some(place => command.writes.includes(place))) changeOf(changes, run).removed.add(it)
    }
}

/** `git clone https://user:$T@host/x` becomes `git -c url."https://user:$T@host/".insteadOf="https://host/" clone https://host/x`. */
function giveAsOption(
  analysis: Analysis,
  { flow, write: { command }, name }: Persisted,
  match: PersistingMatch,
  { hole, option }: NonNullable<PersistingMatch['command']['urlOption']>,
  changes: Changes,
): string | undefined {
  const word = match.holes.get(hole)?.word
  const program = invocationOf(command)?.program
  const line = lineOf(analysis.dockerfile, command.span.start)
  const text = word?.text ?? ''
  const quote = text.startsWith('"') && text.endsWith('"') ? '"' : ''
  const url = quote === '' ? text : text.slice(1, -1)
  const credential = credentialInUrl(url)
  if (
    !word ||
    !program ||
    !credential ||
    text.includes("'") ||
    url.includes('"') ||
    text.length !== word.end - word.start
  )
    return `The URL with ${name} on line ${line} is not written in one piece.`
  const again = laterUse(analysis, flow.run, command)
  if (again)
    return `git on line ${lineOf(analysis.dockerfile, again.span.start)} may use the URL with ${name} that the clone has stored; give it the credential first.`
  const at = (credential.password ?? credential.user).end
  const slash = url.indexOf('/', at)
  const origin = slash < 0 ? url.length : slash
  const host = url.slice(at + 1, origin)
  const scheme = url.slice(0, credential.user.start)
  const filled = option.replace('<with>', `${url.slice(0, origin)}/`).replace('<without>', `${scheme}${host}/`)
  if (!fitsBeside(command, filled))
    return `The URL with ${name} on line ${line} is in a quoted script, in which it can't be quoted again.`
  const change = changeOf(changes, flow.run)
  change.inserted.push({ offset: program.end, text: ` ${filled}` })
  change.cut.push({ start: word.start + quote.length + credential.user.start, end: word.start + quote.length + at + 1 })
  return undefined
}

/** The command after a clone that connects to the stored URL. */
function laterUse(analysis: Analysis, run: BuildRun, clone: ShellCommand): ShellCommand | undefined {
  return [run, ...runsAfter(analysis, run)]
    .flatMap(it => it.script.commands)
    .find(it => clone.span.end <= it.span.start && usesRemote(it))
}

const REMOTE = ['fetch', 'pull', 'push', 'submodule', 'lfs', 'ls-remote']

function usesRemote(command: ShellCommand): boolean {
  const invocation = invocationOf(command)
  return invocation?.name === 'git' && invocation.args.some(it => REMOTE.includes(it.text))
}

/** A variable in a word that another RUN would not see. */
function unknownVariable(there: BuildRun, here: BuildRun, word: ShellWord): string | undefined {
  if (there === here) return undefined
  for (const { name } of variablesOf(word))
    if (
      !resolve(there.stage, name, there.run.span.start) &&
      !here.run.mounts.some(it => it.fields.some(f => f.value?.text === name))
    )
      return `$${name}`
  return word.parts.some(it => it.kind === 'substitution') ? 'the output of a command' : undefined
}
