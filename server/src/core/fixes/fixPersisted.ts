import type { Analysis } from '../analyze.ts'
import type { SecretMount } from '../build/secretMounts.ts'
import type { Persisted } from '../secrets/persisted.ts'
import { fixVariable } from './fixVariable.ts'
import type { NewMount } from './mountEdits.ts'
import { type Outcome, refuse, repair } from './outcome.ts'
import { relocate } from './relocate.ts'
import type { Changes, Supply } from './supply.ts'
import { editsOfAll, lineOf, type RunChange } from './runChange.ts'

/** Makes a command leave nothing behind. For a variable that is a part of moving it to a secret mount. */
export function fixPersisted(analysis: Analysis, persisted: Persisted): Outcome {
  if (persisted.secret) return fixVariable(analysis, persisted.secret)
  if (persisted.flow.run.dialect !== 'posix')
    return refuse(
      `No fix changes scripts for Windows (line ${lineOf(analysis.dockerfile, persisted.write.span.start)}); hand ${persisted.name} to the command that reads it, without storing it.`,
    )
  const mounts = persisted.write.uses.flatMap(it => (it.source.kind === 'mount' ? it.source.mount : []))
  const changes: Changes = new Map()
  const problem = relocate(analysis, persisted, supplyOf(mounts, persisted), changes)
  if (problem !== undefined) return refuse(problem)
  const edits = editsOfAll(analysis.dockerfile, changes.values())
  if (typeof edits === 'string') return refuse(edits)
  return repair({
    title: `Use ${persisted.name} without storing it`,
    safety: 'safe',
    edits,
    fileEdits: [],
    secrets: [],
  })
}

/** Other RUNs get the mounts that the storing RUN has. */
function supplyOf(mounts: readonly SecretMount[], { flow }: Persisted): Supply {
  const give = (change: RunChange, mount: SecretMount, env = mount.env) => {
    const copy = toMount(mount, env)
    const same = (it: NewMount) => it.env === copy.env && it.target === copy.target
    if (!isThere(change, mount, env) && !change.mounts.some(same)) change.mounts.push(copy)
  }
  return {
    direct: (change, word, variable) => {
      const [only] = word.parts
      const mount = mounts.find(it => it.env !== undefined && only?.kind === 'variable' && only.name === it.env)
      if (!mount || word.parts.length !== 1) return false
      give(change, mount, variable)
      return true
    },
    asBefore: change => {
      if (change.run !== flow.run) for (const mount of mounts) give(change, mount)
    },
    goes: other => (other.secret ? 'no' : 'apart'),
  }
}

/** Whether the RUN has the mount already. */
function isThere({ run: { run } }: RunChange, { id, target }: SecretMount, env: string | undefined): boolean {
  return run.mounts.some(({ type, fields }) => {
    const has = (key: string, value: string | undefined) =>
      fields.some(it => it.key.text === key && it.value?.text === value)
    return type === 'secret' && has('id', id) && (env === undefined ? has('target', target) : has('env', env))
  })
}

function toMount({ id = 'secret', target }: SecretMount, env: string | undefined): NewMount {
  return env === undefined ? { id, ...(target === undefined ? {} : { target }) } : { id, env }
}
