import type { Analysis } from '../analyze.ts'
import type { BuildStage } from '../build/build.ts'
import { baseName, evaluate, isWithin, join, workdirAt } from '../build/evaluate.ts'
import { effective } from '../dockerfile/effective.ts'
import type { Instruction } from '../dockerfile/model.ts'
import { REMOVERS, type RunFlow } from '../secrets/flow.ts'
import { type Touch, touchesOf } from '../secrets/touches.ts'
import { matches } from './patterns.ts'
import { perObject } from '../memo.ts'

/** A file that a fix takes out of the image. */
export interface Gone {
  readonly stage: BuildStage
  readonly path: string | undefined
  /** The COPY that brings it; undefined when a RUN writes it. */
  readonly instruction?: Instruction
}

/** Whether something else has made a directory before `end`. */
export function isThere(analysis: Analysis, gone: Gone, directory: string, end: number): boolean {
  for (const it of pathsBefore(analysis, gone, end)) if (isWithin(it, directory)) return true
  return false
}

/** Whether a pattern such as `~/.ssh/*` stands for no file when this one is not there, so that the command fails. */
export function findsNothing(analysis: Analysis, gone: Gone, touch: Touch): boolean {
  const { path: pattern, word } = touch
  if (gone.path === undefined || isForced(touch) || !pattern.endsWith('*') || !matches(pattern, gone.path)) return false
  for (const it of pathsBefore(analysis, gone, word.start)) if (matches(pattern, it)) return false
  return true
}

/** `rm -rf ~/.ssh` does not mind. */
export function isForced({ invocation }: Touch): boolean {
  return REMOVERS.has(invocation?.name ?? '') && invocation?.args.some(it => /^-[a-zA-Z]*f/.test(it.text)) === true
}

/** What is put beside a file, or at least named there, before an offset, and not removed again. */
function pathsBefore(analysis: Analysis, gone: Gone, end: number): ReadonlySet<string> {
  const directory = gone.path?.slice(0, gone.path.lastIndexOf('/')) ?? ''
  const stages: BuildStage[] = []
  for (let it: BuildStage | undefined = gone.stage; it; it = it.parent) stages.unshift(it)
  const paths = new Set<string>()
  for (const stage of stages)
    for (const it of stage.stage.instructions) {
      if (stage === gone.stage && end <= it.span.start) break
      if (it === gone.instruction && sourcesOf(it) === 1) continue
      for (const { path, removed } of pathsIn(analysis, stage, it, end)) {
        if (removed) for (const other of paths) if (isWithin(other, path)) paths.delete(other)
        if (!removed && path !== gone.path && isWithin(path, directory)) paths.add(path)
      }
    }
  return paths
}

interface Named {
  readonly path: string
  readonly removed?: boolean
}

function sourcesOf(instruction: Instruction): number {
  const inner = effective(instruction)
  return inner.kind === 'COPY' || inner.kind === 'ADD' ? inner.sources.length : 0
}

function* pathsIn(analysis: Analysis, stage: BuildStage, instruction: Instruction, end: number): Iterable<Named> {
  const { build } = analysis
  const inner = effective(instruction)
  const offset = instruction.span.start
  const absolute = (text: string | undefined) =>
    text === undefined ? undefined : join(workdirAt(build, stage, offset) ?? '/', text)
  if (inner.kind === 'RUN') {
    const flow = flowsOf(analysis).get(inner)
    for (const it of flow ? touchesOf(build, flow) : []) if (it.word.end <= end) yield* namedBy(it)
  } else if (inner.kind === 'WORKDIR') {
    const path = absolute(inner.words[0] && evaluate(build, stage, inner.words[0], offset))
    if (path !== undefined) yield { path }
  } else if (inner.kind === 'COPY' || inner.kind === 'ADD') {
    const destination = absolute(inner.destination && evaluate(build, stage, inner.destination, offset))
    if (destination === undefined) return
    yield { path: destination }
    for (const source of inner.sources) yield { path: join(destination, baseName(source.text)) }
  }
}

function namedBy({ path, command, invocation }: Touch): readonly Named[] {
  if (REMOVERS.has(invocation?.name ?? '')) return command.conditional ? [] : [{ path, removed: true }]
  return path.includes('*') ? [] : [{ path }]
}

const flowsOf = perObject(
  ({ trace }: Analysis): ReadonlyMap<Instruction, RunFlow> => new Map(trace.flows.map(it => [it.run.run, it])),
)
