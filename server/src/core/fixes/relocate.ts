import type { Analysis } from '../analyze.ts'
import { type BuildStage, descendants } from '../build/build.ts'
import { resolve } from '../build/declarations.ts'
import { homeAt, workdirAt } from '../build/evaluate.ts'
import type { BuildRun } from '../build/runs.ts'
import { credentialFileFor } from '../knowledge/index.ts'
import { consumes, toolOf, toVariablePart, type PersistingMatch } from '../knowledge/match.ts'
import { REMOVERS, type RunFlow, type Write } from '../secrets/flow.ts'
import type { Persisted } from '../secrets/persisted.ts'
import { invocationOf } from '../shell/invocation.ts'
import { type ShellCommand, type ShellWord, variablesOf } from '../shell/model.ts'
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
  if (path === undefined)
    return `${persisted.name} is written to a file whose place is not known (line ${lineOf(analysis.dockerfile, command.span.start)}).`
  return writeWhileRead(analysis, persisted, path, supply, changes)
}

function replace(
  analysis: Analysis,
  { flow, write: { command }, name }: Persisted,
  match: PersistingMatch,
  instead: Readonly<Record<string, string>>,
  supply: Supply,
  changes: Changes,
): string | undefined {
  const source = match.holes.get('source')?.text ?? ''
  const program = match.command.pattern.split(' ').slice(0, 2).join(' ')
  if (/[^\w-]/.test(source)) return `The source name ${source} can't be part of a variable that ${program} would read.`
  const readers = readersAfter(analysis, flow, command, it => {
    const own = toolOf(it)
    return own?.tool.persisting.includes(match.command) === true && consumes(own.tool, it)
  })
  if (readers.length === 0) return `Nothing in this Dockerfile reads what ${program} stores for ${name}.`
  changeOf(changes, flow.run).removed.add(command)
  for (const reader of readers) {
    const change = changeOf(changes, reader.run)
    for (const [pattern, value] of Object.entries(instead)) {
      const hole = match.holes.get(value.slice(1, -1))?.word
      const variable = pattern.replace('<SOURCE>', toVariablePart(source))
      if (!hole || supply.direct(change, hole, variable)) continue
      const problem = unknownVariable(reader.run, flow.run, hole)
      if (problem !== undefined) return `${program} uses ${problem}, which the RUN that needs it does not have.`
      supply.asBefore(change, hole)
      change.prefixes.push({ command: reader.command, text: `${variable}=${hole.text} ` })
    }
  }
  return undefined
}

interface Reader {
  readonly run: BuildRun
  readonly command: ShellCommand
}

/** Commands after `command`, in its RUN and in later ones that have its layer. */
function readersAfter(
  analysis: Analysis,
  flow: RunFlow,
  command: ShellCommand,
  reads: (invocation: NonNullable<ReturnType<typeof invocationOf>>) => boolean,
): readonly Reader[] {
  const all = [flow.run, ...runsAfter(analysis, flow.run)]
  return all.flatMap(run =>
    run.script.commands
      .filter(it => run !== flow.run || command.span.end <= it.span.start)
      .filter(it => {
        const invocation = invocationOf(it)
        return invocation !== undefined && reads(invocation)
      })
      .map(it => ({ run, command: it })),
  )
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
  const later = readersAfter(analysis, flow, write.command, it => readsFile(path, write, it)).filter(
    it => it.run !== flow.run,
  )
  const change = changeOf(changes, flow.run)
  if (later.length === 0) {
    for (const it of paths) change.cleanUp.add(it)
    return undefined
  }
  const block = flow.run.script.commands.filter(it => belongsTo(flow, write, path, it))
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
  const readHere = readersAfter(analysis, flow, write.command, it => readsFile(path, write, it)).some(
    it => it.run === flow.run,
  )
  if (readHere) for (const it of paths) change.cleanUp.add(it)
  else for (const it of block) change.removed.add(it)
  return undefined
}

/** Whether a command looks for credentials in the file. */
function readsFile(path: string, { tool }: Write, invocation: NonNullable<ReturnType<typeof invocationOf>>): boolean {
  const own = toolOf(invocation)
  if (!own || !consumes(own.tool, invocation)) return false
  const file = credentialFileFor(path)
  return own.tool.reads.includes(file?.name ?? '') || (tool !== undefined && own.tool.persisting.includes(tool.command))
}

/** Commands of the RUN that make up the file. */
function belongsTo(flow: RunFlow, write: Write, path: string, command: ShellCommand): boolean {
  if (command === write.command) return true
  const invocation = invocationOf(command)
  if (invocation && REMOVERS.has(invocation.name)) return false
  return (
    flow.touches.some(it => it.command === command && it.path === path) ||
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
