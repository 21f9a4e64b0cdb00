import type { Analysis } from '../analyze.ts'
import { baseName, homeAt, isWithin, workdirAt } from '../build/evaluate.ts'
import type { BuildRun } from '../build/runs.ts'
import { credentialFileFor } from '../knowledge/index.ts'
import { COPIERS, REMOVERS, type RunFlow, type Write } from '../secrets/flow.ts'
import type { Persisted } from '../secrets/persisted.ts'
import { toolWrites, type Touch, touchesOf } from '../secrets/touches.ts'
import { invocationOf } from '../shell/invocation.ts'
import type { ShellCommand, ShellWord } from '../shell/model.ts'
import { findsNothing } from './contents.ts'
import { addedLater, addsTo, existedBefore, isEdited, mayHaveExisted } from './existedBefore.ts'
import { guardsOf } from './guards.ts'
import { copiesOwnFile, ownVariable } from './ownOfRun.ts'
import { protection } from './protection.ts'
import { repeatable } from './repeat.ts'
import { lineOf, quote, type RunChange } from './runChange.ts'
import { isLog, readersOf, runsAfter } from './storedReaders.ts'
import { changeOf, type Changes, type Supply } from './supply.ts'
import { dropUndoing, takesOut, undoOf } from './undoing.ts'

/**
 * Writes the file in every RUN that reads it, and removes it at that RUN's end. A file that others write to as well is
 * put back as it was.
 */
export function writeWhileRead(
  analysis: Analysis,
  persisted: Persisted,
  path: string,
  supply: Supply,
  changes: Changes,
): string | undefined {
  const { flow, write } = persisted
  const stored = storedBy(analysis, persisted, path, supply)
  if (typeof stored === 'string') return stored
  const { undo, kept, runs } = stored
  const inTheWay = undo === undefined && !kept && leaveAlone(analysis, flow, path, runs, supply, changes)
  if (inTheWay) return inTheWay
  const obstacle = whyNotRepeated(analysis, persisted, path, stored)
  if (obstacle) return obstacle
  const written = flow.writes.filter(it => it.command === write.command)
  const paths = written.flatMap(it => it.path ?? []).filter(it => (undo === undefined && !kept) || isLog(it))
  for (const run of runs) {
    const there = changeOf(changes, run)
    if (kept) keep(analysis, there, path)
    repeat(stored, there, supply)
    there.before.push(...protection(analysis, flow.run, run, path, stored.texts ?? []))
    cleanUp(there, left(analysis, run, paths), takesOut(run, write, undo) ? undefined : undo)
  }
  for (const run of runsAfter(analysis, flow.run)) if (!runs.has(run)) dropUndoing(run, write, undo, changes)
  const change = changeOf(changes, flow.run)
  if (stored.moves) for (const it of stored.gone) change.removed.add(it)
  if (stored.moves) for (const it of patternsFor(analysis, flow.run, path, flow.run)) change.removed.add(it.command)
  if (stored.moves) return undefined
  if (kept) keep(analysis, change, path)
  cleanUp(change, paths, written.some(isLeft) ? undo : undefined)
  return undefined
}

/** How a file comes about, and who reads it. */
interface Stored {
  /** The command that takes out what a tool has stored. */
  readonly undo: string | undefined
  /** Whether there is, or will be, something else in the file that has to stay. */
  readonly kept: boolean
  /** The commands that write it. */
  readonly block: readonly ShellCommand[]
  /** They as other RUNs can repeat them, if they can. */
  readonly texts: readonly string[] | undefined
  /** They with the conditions that go with them. */
  readonly gone: readonly ShellCommand[]
  /** Other RUNs that read it. */
  readonly runs: ReadonlySet<BuildRun>
  /** Whether only those read it, so that the commands can go from where they are. */
  readonly moves: boolean
}

function storedBy(analysis: Analysis, persisted: Persisted, path: string, supply: Supply): Stored | string {
  const { flow, write, name } = persisted
  const undo = write.tool && undoOf(write.tool)
  if (undo === false) return `${name} is written to ${path}, from which no command takes it out again.`
  const readers = readersOf(analysis, flow, write)
  const runs = new Set(readers.map(it => it.run).filter(it => it !== flow.run))
  const moves = 0 < runs.size && readers.every(it => it.run !== flow.run)
  // The first of several RUNs takes away what another fix would still have to move from there.
  const goes: Supply['goes'] = it => (runs.size < 2 || supply.goes(it) === 'together' ? supply.goes(it) : 'no')
  const added = moves ? addedLater(analysis, flow, path, runs) : []
  const kept =
    undo === undefined &&
    !isLog(path) &&
    (isAddition(analysis, flow, write, path, goes) || added.some(it => it === undefined || goes(it) === 'no'))
  const first = added.find(it => it && goes(it) === 'apart')
  if (undo === undefined && !kept && first)
    return `${first.name} is added to ${path} as well (line ${lineOf(analysis.dockerfile, first.write.command.span.start)}); move that first.`
  if (undo === undefined && !kept && addsTo(write) && mayHaveExisted(path))
    return `${path} may be a file of the base image; write what line ${lineOf(analysis.dockerfile, write.command.span.start)} adds to a file of its own.`
  if (undo === undefined && !kept && isEdited(write))
    return `${path} holds more than ${name}, which line ${lineOf(analysis.dockerfile, write.command.span.start)} adds to it; take it apart by hand.`
  const writing = flow.run.script.commands.filter(it => belongsTo(analysis, flow, write, path, it))
  const block = [...new Set(writing.flatMap(it => it.pipeline?.commands ?? it))]
  const guards = guardsOf(analysis.dockerfile, block, persisted)
  const isFree = guards !== undefined || block.every(isUnconditional)
  // A tool may fail to take out what a condition has kept it from storing.
  const texts =
    isFree || undo === undefined ? repeatable(analysis.dockerfile, flow.run, block, isFree, kept) : undefined
  const gone = [...block, ...(isFree ? (guards ?? []) : (block[0]?.compound?.commands ?? []))]
  return { undo, kept, block, texts, gone, runs, moves }
}

/** What a RUN does not remove itself. */
function left(analysis: Analysis, run: BuildRun, paths: readonly string[]): readonly string[] {
  return paths.filter(it => !removes(analysis, run, it))
}

function cleanUp(change: RunChange, paths: readonly string[], undo: string | undefined): void {
  for (const it of paths) change.cleanUp.add(it)
  if (undo !== undefined) change.undone.add(undo)
}

/** What is in the way of running the commands that make up the file in other RUNs. */
function whyNotRepeated(
  analysis: Analysis,
  persisted: Persisted,
  path: string,
  { kept, block, runs, texts }: Stored,
): string | undefined {
  const { write, name } = persisted
  const line = lineOf(analysis.dockerfile, write.command.span.start)
  if (1 < runs.size && !kept && !credentialFileFor(path) && !block.some(it => createsFile(it, write)))
    return `${path} exists before ${name} is added to it (line ${line}), and several RUNs read it; take it apart by hand.`
  if (0 < runs.size && (!texts || needsOwnFile(analysis, persisted) || copiesOwnFile(analysis, persisted, block)))
    return `The command that writes ${name} (line ${line}) can't be repeated where it is read.`
  const own = 0 < runs.size ? ownVariable(persisted, block) : undefined
  if (own !== undefined) return `The command that writes ${name} (line ${line}) uses $${own}, which only that RUN sets.`
  if (![...runs].every(it => meansTheSame(analysis, persisted, path, block, it)))
    return `${path} is read by a RUN with another USER or WORKDIR than the one that writes it (line ${line}).`
  return undefined
}

/** Whether the command imports a file that its RUN has made before: `gcloud auth activate-service-account --key-file`. */
function needsOwnFile({ build }: Analysis, { flow, write: { command, tool, uses } }: Persisted): boolean {
  const file = tool?.holes.get('file')?.word.text
  if (file === undefined || file === '-' || uses.length === 0) return false
  const named = touchesOf(build, flow).filter(it => it.command === command)
  return !named.some(({ path }) => flow.mounts.some(it => it.target === path))
}

/** Whether a file was there already, and the RUN adds to it. What the RUN itself removes, it removes before the write. */
function isAddition(analysis: Analysis, flow: RunFlow, write: Write, path: string, goes: Supply['goes']): boolean {
  const existed = existedBefore(analysis, flow, path, goes) || (isEdited(write) && mayHaveExisted(path))
  return existed && addsTo(write) && !removes(analysis, flow.run, path)
}

/** Copies the file away first and back at the end. A RUN that removes it itself needs neither. */
function keep(analysis: Analysis, change: RunChange, path: string): void {
  if (removes(analysis, change.run, path)) return
  const copy = quote(emptiesTmp(analysis, change.run) ? `${path}.orig` : `/tmp/${baseName(path)}`)
  change.before.push(`cp -p ${quote(path)} ${copy}`)
  change.undone.add(`cp ${copy} ${quote(path)} && rm -f ${copy}`)
}

/** `rm -rf /tmp/*` at the end of a RUN. */
function emptiesTmp(analysis: Analysis, run: BuildRun): boolean {
  const removed = touchesIn(analysis, run).filter(it => REMOVERS.has(it.invocation?.name ?? ''))
  return removed.some(it => isWithin('/tmp/x', it.path))
}

function repeat({ block, texts }: Stored, there: RunChange, supply: Supply): void {
  for (const it of block.flatMap(wordsIn)) supply.asBefore(there, it)
  for (const it of texts ?? []) if (!there.before.includes(it)) there.before.push(it)
}

function wordsIn({ words, redirects, compound }: ShellCommand): readonly ShellWord[] {
  const asked = compound?.commands.flatMap(it => it.words) ?? []
  return [...words, ...asked, ...redirects.flatMap(it => [it.target ?? [], it.body ?? []].flat())]
}

/** Whether the RUN itself does not take it out. */
function isLeft({ removed, path }: Write): boolean {
  return !removed && path !== undefined && !isLog(path)
}

const TENDERS = new Set([...REMOVERS, 'chmod', 'chown', 'chgrp'])

/** In later RUNs the file is not there any more: what removes or protects it goes, and who else names it is in the way. */
export function leaveAlone(
  analysis: Analysis,
  flow: RunFlow,
  path: string,
  readers: ReadonlySet<BuildRun>,
  supply: Supply,
  changes: Changes,
): string | undefined {
  const together = new Set(analysis.persisted.filter(it => supply.goes(it) === 'together').map(it => it.write.command))
  for (const run of runsAfter(analysis, flow.run)) {
    const patterns = new Set(patternsFor(analysis, flow.run, path, run))
    for (const touch of touchesIn(analysis, run)) {
      if (touch.path !== path && !patterns.has(touch)) continue
      const line = lineOf(analysis.dockerfile, touch.word.start)
      if (COPIERS.has(touch.invocation?.name ?? '')) return `${path} is copied to another place on line ${line}.`
      if (readers.has(run) || together.has(touch.command)) continue
      if (!TENDERS.has(touch.invocation?.name ?? ''))
        return `${path} is also used on line ${line}, where it would be missing.`
      const others = touch.invocation?.args.filter(it => !it.text.startsWith('-') && it !== touch.word) ?? []
      const alone = REMOVERS.has(touch.invocation?.name ?? '') ? others.length === 0 : others.length === 1
      const change = changeOf(changes, run)
      if (alone) change.removed.add(touch.command)
      else change.cut.push({ start: touch.word.start - 1, end: touch.word.end })
    }
  }
  return undefined
}

/** Patterns of commands in `run` that find nothing but the file which `writer` writes. */
function patternsFor(analysis: Analysis, { stage, instruction }: BuildRun, path: string, run: BuildRun) {
  const gone = { stage, instruction, path }
  return touchesIn(analysis, run).filter(
    it => TENDERS.has(it.invocation?.name ?? '') && findsNothing(analysis, gone, it),
  )
}

/** Whether the RUN removes the file itself, whatever happens in it. */
function removes(analysis: Analysis, run: BuildRun, path: string): boolean {
  return surelyRemoved(analysis, run).some(it => it === path)
}

/** Whether a later RUN removes a file, or a directory that it is in. */
export function isRemovedLater(analysis: Analysis, flow: RunFlow, path: string): boolean {
  return runsAfter(analysis, flow.run).some(run => surelyRemoved(analysis, run).some(it => isWithin(path, it)))
}

function surelyRemoved(analysis: Analysis, run: BuildRun): readonly string[] {
  const removals = touchesIn(analysis, run).filter(
    ({ command, invocation }) =>
      !command.conditional &&
      command.place?.operators.every(it => it === '&&') === true &&
      REMOVERS.has(invocation?.name ?? ''),
  )
  return removals.map(it => it.path)
}

function touchesIn(analysis: Analysis, run: BuildRun): readonly Touch[] {
  const flow = analysis.trace.flows.find(it => it.run === run)
  return flow ? touchesOf(analysis.build, flow) : []
}

/** Commands of the RUN that make up the file. */
function belongsTo(analysis: Analysis, flow: RunFlow, write: Write, path: string, command: ShellCommand): boolean {
  if (command === write.command) return true
  const invocation = invocationOf(command)
  if (invocation && REMOVERS.has(invocation.name)) return false
  // What can't be taken out one by one is stored together: `aws configure set aws_access_key_id …`.
  if (write.tool && write.tool.command.undo === undefined && toolWrites(analysis.build, flow, command).includes(path))
    return true
  return (
    touchesOf(analysis.build, flow).some(it => it.command === command && it.path === path) ||
    flow.writes.some(it => it.command === command && it.path === path)
  )
}

/** Begins the file anew, rather than adding to one that may be there. */
function createsFile({ redirects }: ShellCommand, { tool }: Write): boolean {
  return tool !== undefined || redirects.some(it => it.operator === '>')
}

function isUnconditional({ place, conditional, pipeline }: ShellCommand): boolean {
  return (pipeline?.place ?? place)?.topLevel === true && !conditional
}

/** Whether the commands would write the same file in another RUN. */
function meansTheSame(
  { build }: Analysis,
  { flow, write }: Persisted,
  path: string,
  block: readonly ShellCommand[],
  there: BuildRun,
): boolean {
  const here = flow.run
  const home = [here, there].map(it => homeAt(build, it.stage, it.run.span.start))
  const workdir = workdirAt(build, here.stage, here.run.span.start)
  const isRelative =
    write.tool?.command.writes.some(it => it.startsWith('./')) === true ||
    touchesOf(build, flow).some(it => it.path === path && block.includes(it.command) && !isAnchored(it.word))
  if (home[0] !== home[1]) return false
  return (
    !isRelative ||
    (workdir === workdirAt(build, there.stage, there.run.span.start) &&
      block.every(it => flow.directories.get(it) === workdir))
  )
}

/** Whether a path does not depend on the working directory. */
function isAnchored({ text }: ShellWord): boolean {
  return /^["']?(?:\/|~|\$HOME|\$\{HOME\})/.test(text)
}
