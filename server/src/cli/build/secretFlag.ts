import { homedir } from 'node:os'
import { join } from 'node:path'
import type { SecretSource } from '../../core/plan/model.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usageError.ts'

/**
 * Reads the value of `--secret` as buildx does: `id=ID,src=FILE`, `id=ID,env=NAME`, or `id=ID` alone for the variable
 * or else the file of that name. Throws a `UsageError`, which does not repeat what may be a secret.
 * https://docs.docker.com/reference/cli/docker/buildx/build/#secret
 */
export function parseSecretFlag(flag: string, env: Terminal['env']): SecretSource {
  const fields = readFields(flag)
  const id = fields.get('id')
  if (!id) throw new UsageError(`${PREFIX} It has no id.`)
  const type = fields.get('type') ?? ''
  if (!['', 'file', 'env'].includes(type))
    throw new UsageError(`${PREFIX} The type of "${id}" is neither file nor env.`)
  const path = fields.get('src') ?? fields.get('source')
  const name = fields.get('env')
  if (path !== undefined && name !== undefined)
    throw new UsageError(`${PREFIX} "${id}" has both a file (src) and a variable (env). Keep one.`)
  if (name !== undefined) return { id, kind: 'env', name }
  if (type === 'env') return { id, kind: 'env', name: path ?? id }
  if (path === undefined && type === '' && env[id] !== undefined) return { id, kind: 'env', name: id }
  return { id, kind: 'file', path: expandHome(path ?? id) }
}

const PREFIX = '--secret takes id=ID,src=FILE or id=ID,env=VARIABLE.'

const KEYS: ReadonlySet<string> = new Set(['id', 'src', 'source', 'env', 'type'])

function readFields(flag: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  for (const field of splitFields(flag)) {
    const equals = field.indexOf('=')
    if (equals < 0) throw new UsageError(`${PREFIX} A part of it has no "=".`)
    const key = field.slice(0, equals).trim().toLowerCase()
    if (!KEYS.has(key))
      throw new UsageError(`${PREFIX} It has a key that docker does not know. A value is never given here.`)
    fields.set(key, field.slice(equals + 1))
  }
  return fields
}

/** Fields of comma-separated values: `id=x,"src=a,b"`; inside of quotes, `""` is one quote. */
function splitFields(flag: string): readonly string[] {
  const fields = ['']
  let quoted = false
  let previous = ''
  for (const character of flag) {
    const isContent = character === '"' ? !quoted && previous === '"' : character !== ',' || quoted
    if (isContent) fields.push((fields.pop() ?? '') + character)
    else if (character === ',') fields.push('')
    if (character === '"') quoted = !quoted
    previous = character
  }
  return fields
}

/** A shell leaves `~` alone after `src=`, and so does docker. */
function expandHome(path: string): string {
  return path.startsWith('~/') ? join(homedir(), path.slice(2)) : path
}
