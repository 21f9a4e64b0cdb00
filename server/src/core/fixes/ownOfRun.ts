import type { Analysis } from '../analyze.ts'
import { resolve } from '../build/declarations.ts'
import { COPIERS } from '../secrets/flow.ts'
import type { Persisted } from '../secrets/persisted.ts'
import { touchesOf } from '../secrets/touches.ts'
import type { ShellCommand } from '../shell/model.ts'

/** Whether a command moves or copies what its RUN has written before. */
export function copiesOwnFile(
  { build }: Analysis,
  { flow, write }: Persisted,
  block: readonly ShellCommand[],
): boolean {
  const paths = new Set(flow.writes.flatMap(it => it.path ?? []))
  return touchesOf(build, flow).some(
    it =>
      block.includes(it.command) &&
      COPIERS.has(it.invocation?.name ?? '') &&
      it.word !== write.span &&
      it.path !== write.path &&
      paths.has(it.path),
  )
}

/** A variable of the script itself that the value comes from: `T=$(cat /run/secrets/t) && echo $T > file`. */
export function ownVariable({ flow }: Persisted, block: readonly ShellCommand[]): string | undefined {
  const { stage, run } = flow.run
  const own = flow.uses.find(({ source, name, command }) => {
    if (name === '' || !block.includes(command)) return false
    if (source.kind === 'mount') return source.mount.env !== name
    return resolve(stage, name, run.span.start) !== source.declaration
  })
  return own?.name
}
