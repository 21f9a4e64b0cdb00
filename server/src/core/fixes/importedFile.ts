import type { Analysis } from '../analyze.ts'
import type { FileSecret } from '../secrets/files.ts'
import type { RunFlow, Write } from '../secrets/flow.ts'
import { toolWrites, touchesOf } from '../secrets/touches.ts'
import { matchPersisting } from '../knowledge/match.ts'
import { relocate } from './relocate.ts'
import type { RunChange } from './runChange.ts'
import type { Changes, Supply } from './supply.ts'

/**
 * Takes out again what commands have imported from a credential file: `gcloud auth activate-service-account
 * --key-file` keeps a copy of the key. Where other RUNs need that, they import the file themselves, which `mount`
 * gives them. Returns why that can't be done, else nothing.
 */
export function forgetImports(
  analysis: Analysis,
  { name }: FileSecret,
  flow: RunFlow,
  path: string,
  mount: (change: RunChange) => void,
  changes: Changes,
): string | undefined {
  for (const { command, invocation, path: read } of touchesOf(analysis.build, flow)) {
    const tool = read === path && invocation ? matchPersisting(invocation) : undefined
    if (!tool?.holes.has('file')) continue
    const writes = toolWrites(analysis.build, flow, command).map((it): Write => ({
      path: it,
      span: command.span,
      uses: [],
      command,
      tool,
      removed: false,
    }))
    const [write] = writes
    if (!write) continue
    const imported = { ...flow, writes: [...flow.writes, ...writes] }
    const supply: Supply = { direct: () => false, asBefore: mount, goes: () => 'no' }
    const problem = relocate(
      analysis,
      { name, secret: undefined, certain: true, write, flow: imported },
      supply,
      changes,
    )
    if (problem !== undefined) return problem
  }
  return undefined
}
