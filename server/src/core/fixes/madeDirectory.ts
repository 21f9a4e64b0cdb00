import type { Analysis } from '../analyze.ts'
import type { BuildStage } from '../build/build.ts'
import { baseName, evaluate, isWithin, join, userAt, workdirAt } from '../build/evaluate.ts'
import { effective } from '../dockerfile/effective.ts'
import type { Instruction } from '../dockerfile/model.ts'
import { type FileCopy, whereCopied } from '../secrets/files.ts'
import { REMOVERS, type RunFlow } from '../secrets/flow.ts'
import { type Touch, touchesOf } from '../secrets/touches.ts'
import { quote } from './runChange.ts'

/**
 * The RUN that makes the directory which a COPY has made on the way, when later commands count on it: `~/.ssh` for
 * `ssh-keyscan >> ~/.ssh/known_hosts`. Undefined when it is there anyway, or nobody needs it.
 */
export function madeDirectory(analysis: Analysis, copy: FileCopy): string | undefined {
  const { path, instruction } = copy
  const directory = path?.slice(0, path.lastIndexOf('/')) ?? ''
  // Images come with most others.
  if (path === undefined || !baseName(directory).startsWith('.')) return undefined
  if (!isNeeded(analysis, copy, directory, path)) return undefined
  const { flags, span } = effective(instruction)
  const owner = flags.find(it => it.name === 'chown')?.value?.text
  const before = analysis.dockerfile.text.slice(instruction.span.start, span.start)
  const make = `${before}RUN mkdir -p ${quote(directory)}`
  // Others own what they make.
  const isRoot = userAt(analysis.build, copy.stage, span.start) === 'root'
  return owner === undefined || !isRoot ? make : `${make} && chown ${quote(owner)} ${quote(directory)}`
}

/** Whether a pattern such as `~/.ssh/*` stands for no file when this one is not there. */
export function findsNothing(analysis: Analysis, copy: FileCopy, touch: Touch): boolean {
  const { path, command } = touch
  const directory = path.slice(0, path.lastIndexOf('/'))
  return path.endsWith('*') && !isForced(touch) && !isFilled(analysis, copy, directory, command.span.start)
}

/** Whether something else is in a directory before `end`. */
export function isFilled(analysis: Analysis, copy: FileCopy, directory: string, end: number): boolean {
  const {
    path,
    copy: { sources },
  } = copy
  if (1 < sources.length) return true
  for (let stage: BuildStage | undefined = copy.stage; stage; stage = stage.parent)
    for (const it of stage.stage.instructions)
      if (it !== copy.instruction && it.span.end <= end && putsInto(analysis, stage, it, directory, path)) return true
  return false
}

/** Whether an instruction puts something into a directory, or names something in it but the file itself. */
function putsInto(
  analysis: Analysis,
  stage: BuildStage,
  instruction: Instruction,
  directory: string,
  file: string | undefined,
): boolean {
  const { build } = analysis
  const inner = effective(instruction)
  const offset = instruction.span.start
  if (inner.kind === 'RUN') {
    const flow = flowsOf(analysis).get(inner)
    return flow !== undefined && touchesOf(build, flow).some(it => it.path !== file && puts(it, directory))
  }
  const word = inner.kind === 'WORKDIR' ? inner.words[0] : copyDestination(inner)
  const path = word && evaluate(build, stage, word, offset)
  return path !== undefined && isWithin(join(workdirAt(build, stage, offset) ?? '/', path), directory)
}

function puts({ path, invocation }: Touch, directory: string): boolean {
  return isWithin(path, directory) && !path.endsWith('*') && !REMOVERS.has(invocation?.name ?? '')
}

const flows = new WeakMap<Analysis, ReadonlyMap<Instruction, RunFlow>>()

function flowsOf(analysis: Analysis): ReadonlyMap<Instruction, RunFlow> {
  let found = flows.get(analysis)
  if (!found) flows.set(analysis, (found = new Map(analysis.trace.flows.map(it => [it.run.run, it]))))
  return found
}

function copyDestination(instruction: Instruction) {
  return instruction.kind === 'COPY' || instruction.kind === 'ADD' ? instruction.destination : undefined
}

/** Whether the first command that counts on the directory finds it there only because of the COPY. */
function isNeeded(analysis: Analysis, copy: FileCopy, directory: string, file: string): boolean {
  const from = new Map(whereCopied(analysis.build, copy))
  for (const flow of analysis.trace.flows) {
    const start = from.get(flow.run.stage)
    const { span } = flow.run.run
    if (start === undefined || span.start < start) continue
    const first = touchesOf(analysis.build, flow).find(
      it => it.path !== file && isWithin(it.path, directory) && !isForced(it) && !findsNothing(analysis, copy, it),
    )
    if (first) return first.invocation?.name !== 'mkdir' && !isFilled(analysis, copy, directory, span.start)
  }
  return false
}

/** `rm -rf ~/.ssh` does not mind. */
function isForced({ invocation }: Touch): boolean {
  return REMOVERS.has(invocation?.name ?? '') && invocation?.args.some(it => /^-[a-zA-Z]*f/.test(it.text)) === true
}
