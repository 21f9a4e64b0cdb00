import type { Analysis } from '../analyze.ts'
import { type BuildStage, descendants } from '../build/build.ts'
import { resolve } from '../build/declarations.ts'
import { homeAt, workdirAt } from '../build/evaluate.ts'
import type { BuildRun } from '../build/runs.ts'
import { credentialFileFor } from '../knowledge/index.ts'
import { consumes, matchUndoing, type PersistingMatch, toolOf, toVariablePart } from '../knowledge/match.ts'
import { mayReadAnything } from '../knowledge/programs.ts'
import { REMOVERS, type RunFlow, type Write } from '../secrets/flow.ts'
import type { Persisted } from '../secrets/persisted.ts'
import { touchesOf } from '../secrets/touches.ts'
import { credentialInUrl } from '../secrets/values.ts'
import { type Invocation, invocationOf } from '../shell/invocation.ts'
import { type ShellCommand, type ShellWord, variablesOf } from '../shell/model.ts'
import { isProjectScript } from './needs.ts'
import { lineOf, newRunChange, type RunChange } from './runChange.ts'

/** How a fix hands a credential to a RUN: as the variable that a word expands, or directly under another name. */
export interface Supply {
  /** The value of `word` is the credential and nothing else: give it to `run` as `variable`. False when it can't. */
  readonly direct: (change: RunChange, word: ShellWord, variable: string) => boolean
  /** Make what `word` expands visible in `run`. */
  readonly asBefore: (change: RunChange, word: ShellWord) => void
}

export type Changes = Map<BuildRun, RunChange>

export function changeOf(changes: Changes, run: BuildRun): RunChange {
  let change = changes.get(run)
  if (!change) changes.set(run, (change = newRunChange(run)))
  return change
}

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
  if (!tool && !credentialFileFor(path) && !isTemporary(path))
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
  const { command } = write
  const source = match.holes.get('source')?.text ?? ''
  const program = match.command.pattern.split(' ').slice(0, 2).join(' ')
  if (/[^\w-]/.test(source)) return `The source name ${source} can't be part of a variable that ${program} would read.`
  const readers = certainOrPossible(write, readersAfter(analysis, flow, command, it => readsFile(write, it)))
  if (readers.length === 0) return `Nothing in this Dockerfile reads what ${program} stores for ${name}.`
  changeOf(changes, flow.run).removed.add(command)
  removeUndoing(analysis, flow, match, changes)
  for (const reader of readers) {
    const change = changeOf(changes, reader.run)
    if (reader.command.assignments.some(it => it.name in instead || it.name === 'GIT_CONFIG_COUNT'))
      return `A command that reads what ${program} stores for ${name} sets the same variables already.`
    for (const [pattern, value] of Object.entries(instead)) {
      const variable = pattern.replace('<SOURCE>', toVariablePart(source))
      const hole = match.holes.get(value.slice(1, -1))?.word
      if (hole && supply.direct(change, hole, variable)) continue
      const problem = hole && unknownVariable(reader.run, flow.run, hole)
      if (problem !== undefined) return `${program} uses ${problem}, which the RUN that needs it does not have.`
      if (hole) supply.asBefore(change, hole)
      change.prefixes.push({ command: reader.command, variable, value: hole?.text ?? value })
    }
  }
  return undefined
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
  if (!word || !program || !credential || text.includes("'") || url.includes('"') || text.length !== word.end - word.start)
    return `The URL with ${name} on line ${line} is not written in one piece.`
  const at = (credential.password ?? credential.user).end
  const slash = url.indexOf('/', at)
  const origin = slash < 0 ? url.length : slash
  const host = url.slice(at + 1, origin)
  const scheme = url.slice(0, credential.user.start)
  const filled = option.replace('<with>', `${url.slice(0, origin)}/`).replace('<without>', `${scheme}${host}/`)
  const change = changeOf(changes, flow.run)
  change.inserted.push({ offset: program.end, text: ` ${filled}` })
  change.cut.push({ start: word.start + quote.length + credential.user.start, end: word.start + quote.length + at + 1 })
  return undefined
}

interface Reader {
  readonly run: BuildRun
  readonly command: ShellCommand
  /** False for a command that only could read it: a script, an unknown program. */
  readonly certain: boolean
}

/**
 * Scripts of the project may read any file. Unknown programs count when nothing is known to read it, or when programs
 * of all kinds do, as with `.netrc`.
 */
function certainOrPossible({ path }: Write, readers: readonly Reader[]): readonly Reader[] {
  const byMany = path !== undefined && credentialFileFor(path)?.readByMany === true
  if (byMany || !readers.some(it => it.certain)) return readers
  return readers.filter(({ certain, command }) => {
    const invocation = invocationOf(command)
    return certain || (invocation !== undefined && isProjectScript(invocation))
  })
}

/** Commands after `command`, in its RUN and in later ones that have its layer. */
function readersAfter(
  analysis: Analysis,
  flow: RunFlow,
  command: ShellCommand,
  reads: (invocation: Invocation) => boolean | undefined,
): readonly Reader[] {
  const readers: Reader[] = []
  for (const run of [flow.run, ...runsAfter(analysis, flow.run)])
    for (const it of run.script.commands) {
      if (run === flow.run && it.span.start < command.span.end) continue
      const invocation = invocationOf(it)
      const certain = invocation ? reads(invocation) : undefined
      if (certain !== undefined) readers.push({ run, command: it, certain })
    }
  return readers
}

/** Later RUNs of the same stage and of those built FROM it. */
export function runsAfter(
  analysis: Analysis,
  { stage, run }: { stage: BuildStage; run: BuildRun['run'] },
): readonly BuildRun[] {
  const family = new Set(descendants(analysis.build, stage))
  return analysis.runs.filter(it => family.has(it.stage) && run.span.end <= it.run.span.start)
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

/** Writes the file in every RUN that reads it, and removes it at that RUN's end. */
function writeWhileRead(
  analysis: Analysis,
  { flow, write, name }: Persisted,
  path: string,
  supply: Supply,
  changes: Changes,
): string | undefined {
  const paths = flow.writes.filter(it => it.command === write.command).flatMap(it => it.path ?? [])
  const readers = certainOrPossible(write, readersAfter(analysis, flow, write.command, it => readsFile(write, it)))
  const later = readers.filter(it => it.run !== flow.run)
  const change = changeOf(changes, flow.run)
  if (later.length === 0) {
    for (const it of paths) change.cleanUp.add(it)
    return undefined
  }
  const block = flow.run.script.commands.filter(it => belongsTo(analysis, flow, write, path, it))
  const line = lineOf(analysis.dockerfile, write.command.span.start)
  if (!block.every(it => isPlain(analysis, it)))
    return `The command that writes ${name} (line ${line}) can't be repeated where it is read.`
  const runs = new Set(later.map(it => it.run))
  if (1 < runs.size && !block.some(it => createsFile(it, write)))
    return `${path} exists before ${name} is added to it (line ${line}), and several RUNs read it; take it apart by hand.`
  for (const run of runs) {
    if (!sameSurroundings(analysis, flow.run, run))
      return `${path} is read by a RUN with another USER or WORKDIR than the one that writes it (line ${line}).`
    const there = changeOf(changes, run)
    for (const command of block) {
      for (const word of command.words) supply.asBefore(there, word)
      const text = analysis.dockerfile.text.slice(command.span.start, command.span.end)
      if (!there.before.includes(text)) there.before.push(text)
    }
    for (const it of paths) there.cleanUp.add(it)
  }
  if (readers.some(it => it.run === flow.run)) for (const it of paths) change.cleanUp.add(it)
  else for (const it of block) change.removed.add(it)
  return undefined
}

/** Whether a command reads the file for credentials: true, false when it only may, undefined when it does not. */
function readsFile({ tool, path }: Write, invocation: Invocation): boolean | undefined {
  const known = toolOf(invocation)
  if (!known) return mayReadAnything(invocation) ? false : undefined
  if (!consumes(known.tool, invocation)) return undefined
  const file = path === undefined ? undefined : credentialFileFor(path)
  const reads = known.tool.reads.includes(file?.name ?? '') || (tool !== undefined && known.tool.persisting.includes(tool.command))
  return reads ? true : undefined
}

/** Commands of the RUN that make up the file. */
function belongsTo(analysis: Analysis, flow: RunFlow, write: Write, path: string, command: ShellCommand): boolean {
  if (command === write.command) return true
  const invocation = invocationOf(command)
  if (invocation && REMOVERS.has(invocation.name)) return false
  return (
    touchesOf(analysis.build, flow).some(it => it.command === command && it.path === path) ||
    flow.writes.some(it => it.command === command && it.path === path)
  )
}

/** Begins the file anew, rather than adding to one that may be there. */
function createsFile({ redirects }: ShellCommand, { tool }: Write): boolean {
  return tool !== undefined || redirects.some(it => it.operator === '>')
}

function isPlain({ dockerfile }: Analysis, { place, conditional, shell, span, redirects }: ShellCommand): boolean {
  const oneLine = !dockerfile.text.slice(span.start, span.end).includes('\n')
  return place?.topLevel === true && !conditional && shell === 0 && oneLine && redirects.every(it => !it.body)
}

function sameSurroundings({ build }: Analysis, a: BuildRun, b: BuildRun): boolean {
  return [workdirAt, homeAt].every(it => it(build, a.stage, a.run.span.start) === it(build, b.stage, b.run.span.start))
}
