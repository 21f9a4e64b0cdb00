import type { Analysis } from '../analyze.ts'
import type { BuildStage } from '../build/build.ts'
import { isWithin, join, userAt, workdirAt } from '../build/evaluate.ts'
import { field } from '../build/secretMounts.ts'
import { stateAt } from '../build/state.ts'
import type { FileEdit } from '../finding.ts'
import type { FileCopy, FileSecret } from '../secrets/files.ts'
import { whereCopied } from '../secrets/files.ts'
import { REMOVERS } from '../secrets/flow.ts'
import type { Touch } from '../secrets/touches.ts'
import type { ShellWord } from '../shell/model.ts'
import type { TextEdit } from '../text.ts'
import { copyWhileRead } from './copyWhileRead.ts'
import { filesInside } from './filesInside.ts'
import { ignoreWhatCopiesReach, widerCopies } from './ignoring.ts'
import { secretId } from './ids.ts'
import { forgetImports } from './importedFile.ts'
import type { NewMount } from './mountEdits.ts'
import { type Outcome, refuse, repair } from './outcome.ts'
import { type FileUse, fileUseOf } from './readers.ts'
import { changeOf, type Changes } from './supply.ts'
import { findsNothing } from './contents.ts'
import { madeDirectory } from './madeDirectory.ts'
import { removeItems } from './removals.ts'
import { storedBehind } from './storedBehind.ts'
import { takenBy } from './takenBy.ts'
import { editsOfAll, lineOf, type RunChange } from './runChange.ts'
import { neededWhenItRuns, startedReader } from './runTimeFile.ts'
import { readableBy, readerOf } from './owner.ts'
import { perObject } from '../memo.ts'

/** Mounts a credential file on the RUNs that read it, instead of copying it. */
export function fixFile(analysis: Analysis, secret: FileSecret): Outcome {
  return outcomeOf(secret, analysis)
}

const outcomeOf = perObject((secret: FileSecret, analysis: Analysis): Outcome => {
  const { dockerfile } = analysis
  if (secret.file.directory) return mountInside(analysis, secret)
  if (MAX_COPIES < secret.copies.length)
    return refuse(`${secret.name} is copied ${secret.copies.length} times; mount it by hand where it is read.`)
  const changes: Changes = new Map()
  for (const copy of secret.copies) {
    const problem = mountForReaders(analysis, secret, copy, changes)
    if (problem !== undefined) return refuse(problem)
  }
  const wider = widerCopies(analysis, secret)
  for (const copy of wider) {
    const problem = doWithout(analysis, secret, copy, changes)
    if (problem !== undefined) return refuse(problem)
  }
  const edits = editsOfAll(dockerfile, changes.values())
  if (typeof edits === 'string') return refuse(edits)
  const stored = storedBehind(analysis, changes.keys(), edits, secretId(analysis, secret.name))
  if (stored !== undefined) return refuse(stored)
  const fileEdits: readonly FileEdit[] = ignoreWhatCopiesReach(analysis, wider)
  return repair({
    title: `Mount ${secret.name} as a secret instead of copying it`,
    safety: 'suggestion',
    edits: [...edits, ...removeSources(analysis, secret)],
    fileEdits,
    secrets: [
      {
        id: secretId(analysis, secret.name),
        from: { kind: 'file', name: secret.copies[0]?.contextPath ?? secret.name },
      },
    ],
  })
})

/** Mounts the credential files in a directory, and ignores them, so that its COPY brings all others only. */
function mountInside(analysis: Analysis, secret: FileSecret): Outcome {
  const files = filesInside(analysis, secret)
  const copies = files.flatMap(it => it.copies)
  if (copies.length === 0 || MAX_COPIES < copies.length)
    return refuse(
      `${secret.name} is copied as a whole; copy by name what is no key in it, so that the key can be mounted.`,
    )
  const changes: Changes = new Map()
  for (const file of files)
    for (const copy of file.copies) {
      const problem = mountForReaders(analysis, file, copy, changes)
      if (problem !== undefined) return refuse(problem)
    }
  const edits = editsOfAll(analysis.dockerfile, changes.values())
  if (typeof edits === 'string') return refuse(edits)
  return repair({
    title: `Mount the credentials in ${secret.name} as secrets instead of copying them`,
    safety: 'suggestion',
    edits,
    fileEdits: ignoreWhatCopiesReach(analysis, copies),
    secrets: files.map(({ name, copies: [copy] }) => ({
      id: secretId(analysis, name),
      from: { kind: 'file', name: copy?.contextPath ?? name },
    })),
  })
}

/** Every one may be read by every later RUN; nobody writes so many. */
const MAX_COPIES = 50

/** The file is no source of its COPYs any more; a COPY without sources goes. */
function removeSources(analysis: Analysis, { copies }: FileSecret): readonly TextEdit[] {
  return [...new Set(copies.map(it => it.instruction))].flatMap(instruction => {
    const own = copies.filter(it => it.instruction === instruction)
    const { sources } = own[0]?.copy ?? { sources: [] }
    const gone = own.map(it => it.source)
    const [directory] = gone.length < sources.length ? [] : own.flatMap(it => madeDirectory(analysis, it) ?? [])
    return directory === undefined
      ? removeItems(analysis.dockerfile, instruction, sources, gone)
      : [{ span: instruction.span, newText: directory }]
  })
}

function mountForReaders(analysis: Analysis, secret: FileSecret, copy: FileCopy, changes: Changes): string | undefined {
  const { path } = copy
  const line = lineOf(analysis.dockerfile, copy.instruction.span.start)
  if (secret.name.includes('*'))
    return `Line ${line} copies ${secret.name}; name the files, so that each can be mounted.`
  if (path === undefined) return `Where line ${line} puts ${secret.name} depends on a variable that is not known.`
  const uses = usesOf(analysis, secret, copy, path)
  const removed = uses.some(it => [...it.tending, ...it.conflicts].some(isRemoval))
  const { readAtRunTime } = secret.file
  const isRead = readAtRunTime !== 'unless a RUN removes it' && uses.some(it => it.reads === 'reader')
  const forBuild = readAtRunTime !== true && (removed || isRead)
  const needed = forBuild ? startedReader(analysis, secret, copy) : neededWhenItRuns(analysis, secret, copy, path)
  if (needed !== undefined) return needed
  const taken = removed ? undefined : takenBy(analysis, secret, copy, path)
  if (taken)
    return `COPY --from on line ${lineOf(analysis.dockerfile, taken.span.start)} takes ${path} to another stage.`
  const certain = uses.some(it => it.reads === 'reader')
  const guesses = secret.file.readByMany === true || !certain
  const readers = uses.filter(it => it.reads === 'reader' || (it.reads === 'maybe' && guesses))
  for (const use of uses) {
    const problem = adapt(analysis, secret, use, path, readers.includes(use), copy, changes)
    if (problem !== undefined) return problem
  }
  return 0 < readers.length
    ? undefined
    : `No RUN is known to read ${secret.name} at ${path}; if the running container needs it, mount it when it starts, else remove the COPY.`
}

/** What RUNs do with the file at another place, to which no COPY brings it with its directory any more. */
function doWithout(analysis: Analysis, secret: FileSecret, copy: FileCopy, changes: Changes): string | undefined {
  const { path } = copy
  if (path === undefined || secret.copies.some(it => it.path === path)) return undefined
  for (const use of usesOf(analysis, secret, copy, path)) {
    const problem = adapt(analysis, secret, use, path, use.reads === 'reader', copy, changes)
    if (problem !== undefined) return problem
  }
  return undefined
}

/** What the RUNs that have the file do with it, up to the one that removes it. */
function usesOf(analysis: Analysis, { file }: FileSecret, copy: FileCopy, path: string): readonly FileUse[] {
  const from = new Map<BuildStage, number>(whereCopied(analysis.build, copy))
  const uses: FileUse[] = []
  const without = new Set<BuildStage>()
  for (const flow of analysis.trace.flows) {
    const { stage, run } = flow.run
    const start = from.get(stage)
    if (start === undefined || run.span.start < start || isIn(without, stage)) continue
    const use = fileUseOf(analysis, flow, file, path)
    uses.push(use)
    if ([...use.tending, ...use.conflicts].some(isRemoval) || use.moves.some(it => !it.command.conditional))
      without.add(stage)
  }
  return uses
}

/** Whether a stage, or one that it is built FROM, is among some. */
function isIn(stages: ReadonlySet<BuildStage>, stage: BuildStage): boolean {
  for (let it: BuildStage | undefined = stage; it; it = it.parent) if (stages.has(it)) return true
  return false
}

function isRemoval({ command, invocation }: Touch): boolean {
  return !command.conditional && REMOVERS.has(invocation?.name ?? '')
}

function adapt(
  analysis: Analysis,
  secret: FileSecret,
  use: FileUse,
  path: string,
  reads: boolean,
  copy: FileCopy,
  changes: Changes,
): string | undefined {
  const { flow, tending, conflicts } = use
  const line = lineOf(analysis.dockerfile, flow.run.run.span.start)
  if (reads && (flow.run.dialect !== 'posix' || !flow.run.script.understood))
    return `The RUN on line ${line} is not fully understood.`
  const conflict = conflicts.find(it => reads || it.path === path)
  if (conflict && reads && copyWhileRead(analysis, copy, use, secretId(analysis, secret.name), changes))
    return undefined
  if (conflict)
    return `The RUN on line ${line} does something with ${conflict.path} that fails on a mounted file, or would leave a copy of it.`
  dropTending([...tending, ...conflicts.filter(it => findsNothing(analysis, copy, it))], changes, flow.run)
  if (!reads) return undefined
  for (const { invocation } of use.moves) if (invocation) copyInstead(invocation.program, changeOf(changes, flow.run))
  const mount = mountOf(analysis, secret, flow.run, path, copy)
  if (typeof mount === 'string') return mount
  if (isReadOnly(analysis, flow.run, path))
    return `The RUN on line ${line} mounts a directory around ${path} that is read-only; add rw to that mount first.`
  const addMount = ({ mounts }: RunChange) => void (mounts.some(it => it.target === mount.target) || mounts.push(mount))
  if (!isCovered(flow.run.run.mounts, path)) addMount(changeOf(changes, flow.run))
  return forgetImports(analysis, secret, flow, path, addMount, changes)
}

function copyInstead({ start, end }: ShellWord, change: RunChange): void {
  change.cut.push({ start, end })
  change.inserted.push({ offset: end, text: 'cp' })
}

/** `rm -f .npmrc` and `chmod 600 ~/.netrc` go, or the file goes from their arguments. */
function dropTending(tending: readonly Touch[], changes: Changes, run: FileUse['flow']['run']): void {
  for (const { command, invocation, word } of tending) {
    const others = (invocation?.args ?? []).filter(it => it !== word && !it.text.startsWith('-') && !isMode(it.text))
    const ours = new Set(tending.filter(it => it.command === command).map(it => it.word))
    if (others.some(it => !ours.has(it))) changeOf(changes, run).cut.push({ start: word.start - 1, end: word.end })
    else changeOf(changes, run).removed.add(command)
  }
}

/** The mode or owner in front of the files of chmod and chown. */
function isMode(text: string): boolean {
  return (
    /^(?:[0-7]{3,4}|[augo]*[-+=][rwxXst]*|[\w.-]+:[\w.-]*|\w+)$/.test(text) &&
    !text.includes('/') &&
    !text.startsWith('.')
  )
}

function mountOf(
  analysis: Analysis,
  { name, file }: FileSecret,
  run: FileUse['flow']['run'],
  path: string,
  { stage, instruction }: FileCopy,
): NewMount | string {
  const owner = readerOf(analysis, run)
  const user = userAt(analysis.build, run.stage, run.run.span.start)
  const isOther = user !== undefined && user !== 'root'
  if (owner.kind === 'unknown' && file.mode !== undefined && !(file.overSsh && isOther))
    return `The RUN on line ${lineOf(analysis.dockerfile, run.run.span.start)} has a user whose number is not known, and ${name} must belong to it.`
  // Without any WORKDIR the image decides what a relative path means, and a relative target means the same.
  const relative =
    !stateAt(stage, instruction.span.start).workdir && !path.slice(1).includes('/') && !isWithin(path, '/root')
  return {
    id: secretId(analysis, name),
    target: relative && copyIsRelative(instruction) ? path.slice(1) : path,
    ...(file.mode === undefined ? {} : { mode: file.mode }),
    // OpenSSH does not mind who may read the key of another user: https://man.openbsd.org/ssh#FILES
    ...readableBy(owner),
  }
}

function copyIsRelative(instruction: FileCopy['instruction']): boolean {
  return (
    (instruction.kind === 'COPY' || instruction.kind === 'ADD') &&
    instruction.destination?.text.startsWith('/') === false
  )
}

/** In a read-only mount BuildKit can't make the place for another one. */
function isReadOnly({ build }: Analysis, { run, stage }: FileUse['flow']['run'], path: string): boolean {
  const workdir = workdirAt(build, stage, run.span.start) ?? '/'
  return run.mounts.some(mount => {
    const target = field(mount, 'target', 'dst', 'destination')?.value?.text
    const writable = field(mount, 'rw', 'readwrite')
    return mount.type === 'bind' && !writable && target !== undefined && isWithin(path, join(workdir, target))
  })
}

function isCovered(mounts: FileUse['flow']['run']['run']['mounts'], path: string): boolean {
  return mounts.some(it => it.type === 'secret' && it.fields.some(f => f.value?.text === path))
}
