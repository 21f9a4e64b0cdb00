import { type Build, type BuildStage, stageFrom } from '../build/build.ts'
import { baseName, evaluate, join, workdirAt } from '../build/evaluate.ts'
import type { Copy, Word } from '../dockerfile/model.ts'
import type { ShellRedirect, ShellWord } from '../shell/model.ts'
import { arrival, copiedBy, isAmong, isDirectory } from './copying.ts'
import type { RunFlow } from './flowModel.ts'
import { COPIERS, MOVERS, REMOVERS } from './textPrograms.ts'
import { type Touch, touchesOf } from './touches.ts'

/** A file that a stage has from an offset on. */
export interface Origin<T> {
  readonly stage: BuildStage
  readonly from: number
  readonly path: string
  /** What it is. */
  readonly of: T
}

/** A file that `COPY --from` takes along to another stage, by name or with its directory. */
export interface Carried<T> {
  readonly of: T
  readonly source: Word
  readonly stage: BuildStage
}

/** What a stage has, by path. */
type Files<T> = Map<string, T>

/** Something that happens to the files of a stage at an offset. */
interface Step<T> {
  readonly at: number
  readonly change: (files: Files<T>) => void
}

/** Follows files from stage to stage, as far as no command removes, moves or overwrites them. */
export function carriedFrom<T>(
  build: Build,
  flows: readonly RunFlow[],
  origins: readonly Origin<T>[],
): readonly Carried<T>[] {
  if (origins.length === 0 || build.stages.length < 2) return []
  const carried: Carried<T>[] = []
  const files = new Map<BuildStage, Files<T>>()
  const steps = new Map<BuildStage, Step<T>[]>(build.stages.map(it => [it, []]))
  for (const { stage, from, path, of } of origins) steps.get(stage)?.push({ at: from, change: it => put(it, path, of) })
  for (const flow of flows) {
    const { instruction, stage } = flow.run
    if (instruction.kind === 'RUN')
      steps.get(stage)?.push({ at: instruction.span.start, change: it => afterRun(build, flow, it) })
  }
  for (const stage of build.stages) {
    const here = new Map(stage.parent && files.get(stage.parent))
    files.set(stage, here)
    const all = [...(steps.get(stage) ?? [])]
    for (const copy of stage.stage.instructions) {
      const holder = copy.kind === 'COPY' && copy.from ? stageFrom(build, copy.from.text, stage) : undefined
      const there = holder && files.get(holder)
      if (copy.kind !== 'COPY' || !there) continue
      const change = (it: Files<T>) => {
        for (const { of, source, path } of taken(build, stage, copy, there)) {
          carried.push({ of, source, stage })
          put(it, path, of)
        }
      }
      all.push({ at: copy.span.start, change })
    }
    for (const { change } of all.sort((a, b) => a.at - b.at)) change(here)
  }
  return carried
}

/** So many files of a stage are followed. */
const MAX_FILES = 64

function put<T>(files: Files<T>, path: string, of: T): void {
  if (files.size < MAX_FILES) files.set(path, of)
}

/** What a COPY takes of the files of another stage, and where it puts them. */
function* taken<T>(build: Build, stage: BuildStage, copy: Copy, files: Files<T>) {
  const offset = copy.span.start
  const destination = copy.destination && evaluate(build, stage, copy.destination, offset)
  const to = join(workdirAt(build, stage, offset) ?? '/', destination ?? '.')
  for (const source of copy.sources) {
    const text = evaluate(build, stage, source, offset)
    if (text === undefined) continue
    const from = join('/', text)
    for (const [path, of] of files)
      if (isAmong(path, from) && !isExcluded(copy, path))
        yield { of, source, path: arrival(path, from, to, isDirectory(to, destination ?? '.')) }
  }
}

/** `--exclude=.npmrc`; a pattern with a wildcard in its last part may mean anything. */
function isExcluded({ flags }: Copy, path: string): boolean {
  const patterns = flags.flatMap(it => (it.name === 'exclude' && it.value ? baseName(it.value.text) : []))
  return patterns.some(it => it.includes('*') || it === baseName(path))
}

function afterRun<T>(build: Build, flow: RunFlow, files: Files<T>): void {
  if (files.size === 0) return
  const touches = touchesOf(build, flow)
  const paths = new Map<ShellWord, string>(touches.map(it => [it.word, it.path]))
  for (const [index, touch] of touches.entries()) {
    if (!touch.command.conditional && takesAway(touch))
      for (const it of files.keys()) if (isAmong(it, touch.path)) files.delete(it)
    // The last word of a command that has a path.
    if (touches[index + 1]?.command !== touch.command) copyFiles(touch, paths, files)
  }
}

function takesAway({ invocation, redirect }: Touch): boolean {
  const { name = '', args = [] } = invocation ?? {}
  const finds = name === 'find' && args.some(it => it.text === '-delete' || it.text === 'rm')
  return finds || REMOVERS.has(name) || redirect?.operator === '>'
}

/** `cp ~/.npmrc /app/`, `mv`, `cat ~/.npmrc > /app/.npmrc`. */
function copyFiles<T>({ command, invocation }: Touch, paths: ReadonlyMap<ShellWord, string>, files: Files<T>): void {
  if (!invocation || (invocation.name !== 'cat' && !COPIERS.has(invocation.name))) return
  const { sources, target, intoDirectory } =
    invocation.name === 'cat'
      ? { sources: invocation.args, target: command.redirects.find(isOutput)?.target, intoDirectory: false }
      : copiedBy(invocation)
  const to = target && paths.get(target)
  for (const from of sources.flatMap(it => paths.get(it) ?? []))
    // Files that are added meanwhile are not copied again.
    for (const [path, of] of Array.from(files)) {
      if (!isAmong(path, from)) continue
      if (MOVERS.has(invocation.name) && !command.conditional) files.delete(path)
      const directory = intoDirectory || isDirectory(to ?? '', target?.text ?? '')
      if (to !== undefined) put(files, arrival(path, from, to, directory), of)
    }
}

function isOutput({ operator }: ShellRedirect): boolean {
  return operator.startsWith('>')
}
