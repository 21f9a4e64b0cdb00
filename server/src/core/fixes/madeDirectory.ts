import type { Analysis } from '../analyze.ts'
import type { BuildStage } from '../build/build.ts'
import { baseName, evaluate, isWithin, join, userAt, workdirAt } from '../build/evaluate.ts'
import { effective } from '../dockerfile/effective.ts'
import type { Instruction } from '../dockerfile/model.ts'
import { type FileCopy, whereCopied } from '../secrets/files.ts'
import { touchesOf } from '../secrets/touches.ts'
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
  if (existsBefore(analysis, copy, directory) || !isNeeded(analysis, copy, directory, path)) return undefined
  const { flags, span } = effective(instruction)
  const owner = flags.find(it => it.name === 'chown')?.value?.text
  const before = analysis.dockerfile.text.slice(instruction.span.start, span.start)
  const make = `${before}RUN mkdir -p ${quote(directory)}`
  // Others own what they make.
  const isRoot = userAt(analysis.build, copy.stage, span.start) === 'root'
  return owner === undefined || !isRoot ? make : `${make} && chown ${quote(owner)} ${quote(directory)}`
}

/** Whether an earlier instruction has put something there. */
function existsBefore(analysis: Analysis, { stage, instruction }: FileCopy, directory: string): boolean {
  const before = instruction.span.start
  for (let it: BuildStage | undefined = stage; it; it = it.parent)
    if (it.stage.instructions.some(other => other.span.start < before && putsInto(analysis, it, other, directory)))
      return true
  return false
}

function putsInto({ build, trace }: Analysis, stage: BuildStage, instruction: Instruction, directory: string): boolean {
  const inner = effective(instruction)
  const offset = instruction.span.start
  if (inner.kind === 'RUN') {
    const flow = trace.flows.find(it => it.run.run === inner)
    return flow !== undefined && touchesOf(build, flow).some(it => isWithin(it.path, directory))
  }
  const word = inner.kind === 'WORKDIR' ? inner.words[0] : copyDestination(inner)
  const path = word && evaluate(build, stage, word, offset)
  return path !== undefined && isWithin(join(workdirAt(build, stage, offset) ?? '/', path), directory)
}

function copyDestination(instruction: Instruction) {
  return instruction.kind === 'COPY' || instruction.kind === 'ADD' ? instruction.destination : undefined
}

/** Whether the first command that names it, or something in it, finds it there. What only tends to the file itself goes. */
function isNeeded(analysis: Analysis, copy: FileCopy, directory: string, file: string): boolean {
  const from = new Map(whereCopied(analysis.build, copy))
  for (const flow of analysis.trace.flows) {
    const start = from.get(flow.run.stage)
    if (start === undefined || flow.run.run.span.start < start) continue
    const first = touchesOf(analysis.build, flow).find(it => it.path !== file && isWithin(it.path, directory))
    if (first) return first.invocation?.name !== 'mkdir'
  }
  return false
}
