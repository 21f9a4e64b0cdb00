import type { Analysis } from '../analyze.ts'
import { baseName, isWithin, userAt } from '../build/evaluate.ts'
import { effective } from '../dockerfile/effective.ts'
import { type FileCopy, whereCopied } from '../secrets/files.ts'
import { touchesOf } from '../secrets/touches.ts'
import { findsNothing, isForced, isThere } from './contents.ts'
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
    if (first) return first.invocation?.name !== 'mkdir' && !isThere(analysis, copy, directory, span.start)
  }
  return false
}
