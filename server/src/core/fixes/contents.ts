import type { Analysis } from '../analyze.ts'
import type { BuildStage } from '../build/build.ts'
import { baseName, evaluate, isWithin, join, workdirAt } from '../build/evaluate.ts'
import { effective } from '../dockerfile/effective.ts'
import type { Instruction } from '../dockerfile/model.ts'
import { REMOVERS, type RunFlow } from '../secrets/flow.ts'
import { type Touch, touchesOf } from '../secrets/touches.ts'
import { matches } from './patterns.ts'

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

/** What is put, or at least named, before an offset, but for the file itself. */
function* pathsBefore(analysis: Analysis, gone: Gone, end: number): Iterable<string> {
  for (let stage: BuildStage | undefined = gone.stage; stage; stage = stage.parent)
    for (const it of stage.stage.instructions) {
      if (end <= it.span.start) break
      if (it === gone.instruction && sourcesOf(it) === 1) continue
      for (const path of pathsIn(analysis, stage, it, end)) if (path !== gone.path) yield path
    }
}

function sourcesOf(instruction: Instruction): number {
  const inner = effective(instruction)
  return inner.kind === 'COPY' || inner.kind === 'ADD' ? inner.sources.length : 0
}

function* pathsIn(analysis: Analysis, stage: BuildStage, instruction: Instruction, end: number): Iterable<string> {
  const { build } = analysis
  const inner = effective(instruction)
  const offset = instruction.span.start
  const absolute = (text: string | undefined) =>
    text === undefined ? undefined : join(workdirAt(build, stage, offset) ?? '/', text)
  if (inner.kind === 'RUN') {
    const flow = flowsOf(analysis).get(inner)
    for (const it of flow ? touchesOf(build, flow) : []) if (it.word.end <= end && puts(it)) yield it.path
  } else if (inner.kind === 'WORKDIR') {
    const path = absolute(inner.words[0] && evaluate(build, stage, inner.words[0], offset))
    if (path !== undefined) yield path
  } else if (inner.kind === 'COPY' || inner.kind === 'ADD') {
    const destination = absolute(inner.destination && evaluate(build, stage, inner.destination, offset))
    for (const source of destination === undefined ? [] : inner.sources)
      yield* [destination ?? '', join(destination ?? '', baseName(source.text))]
  }
}

function puts({ path, invocation }: Touch): boolean {
  return !path.includes('*') && !REMOVERS.has(invocation?.name ?? '')
}

const flows = new WeakMap<Analysis, ReadonlyMap<Instruction, RunFlow>>()

function flowsOf(analysis: Analysis): ReadonlyMap<Instruction, RunFlow> {
  let found = flows.get(analysis)
  if (!found) flows.set(analysis, (found = new Map(analysis.trace.flows.map(it => [it.run.run, it]))))
  return found
}
