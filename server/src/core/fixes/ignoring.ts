import type { Analysis } from '../analyze.ts'
import type { BuildStage } from '../build/build.ts'
import { evaluate, isWithin, join, workdirAt } from '../build/evaluate.ts'
import type { Instruction } from '../dockerfile/model.ts'
import type { FileEdit } from '../finding.ts'
import { dockerignorePath, isInContext } from '../ignore/contextIgnore.ts'
import { addIgnoreEntries } from '../ignore/edits.ts'
import type { FileCopy, FileSecret } from '../secrets/files.ts'

/** The COPYs that bring the file in with its directory, such as `COPY . .`, as long as it is not ignored. */
export function widerCopies({ build, context }: Analysis, { copies }: FileSecret): readonly FileCopy[] {
  const paths = new Set(copies.flatMap(it => it.contextPath ?? []).filter(it => context && isInContext(context, it)))
  return build.stages.flatMap(stage =>
    stage.stage.instructions.flatMap(instruction => [...paths].flatMap(path => copiesWith(stage, instruction, path))),
  )

  function copiesWith(stage: BuildStage, instruction: Instruction, contextPath: string): readonly FileCopy[] {
    if ((instruction.kind !== 'COPY' && instruction.kind !== 'ADD') || instruction.from) return []
    const offset = instruction.span.start
    const to = instruction.destination && evaluate(build, stage, instruction.destination, offset)
    const target = to === undefined ? undefined : join(workdirAt(build, stage, offset) ?? '/', to)
    return instruction.sources.flatMap(source => {
      const inside = pathInside(evaluate(build, stage, source, offset), contextPath)
      if (inside === undefined) return []
      const path = target === undefined ? undefined : join(target, `./${inside}`)
      return { copy: instruction, instruction, source, stage, path, contextPath }
    })
  }
}

/** The ignore file changes too when another COPY would bring the file in. */
export function ignoreWhatCopiesReach({ context }: Analysis, copies: readonly FileCopy[]): readonly FileEdit[] {
  if (!context || copies.length === 0) return []
  const path = dockerignorePath(context)
  const entries = [...new Set(copies.flatMap(it => it.contextPath ?? []))]
  return [{ path, newText: addIgnoreEntries(context.files.get(path), 'docker', entries) }]
}

/** Where a file is in a source directory that holds it; the file itself is what the fix takes away. */
function pathInside(source: string | undefined, path: string): string | undefined {
  const directory = source?.replace(/^(?:\.?\/)+/, '').replace(/\/$/, '')
  if (directory === undefined) return undefined
  if (directory === '' || directory === '.' || directory === '*') return path
  return directory !== path && isWithin(path, directory) ? path.slice(directory.length + 1) : undefined
}
