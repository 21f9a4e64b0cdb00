import type { Analysis } from '../analyze.ts'
import { perObject } from '../memo.ts'

/** `NPM_TOKEN` → `npm_token`, `.npmrc` → `npmrc`; an id that a mount of the same variable or file has is kept. */
export function secretId(analysis: Analysis, name: string): string {
  return presentIds(analysis).get(name) ?? toId(name)
}

export function toId(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
  return words.filter(it => it !== '').join('_') || 'secret'
}

/** Ids of the mounts that there are, by their variable and by the base name of their file. */
const presentIds = perObject(({ trace }: Analysis): ReadonlyMap<string, string> => {
  const ids = new Map<string, string>()
  for (const { id, env, target } of trace.flows.flatMap(it => it.mounts)) {
    if (id === undefined) continue
    for (const name of [env, ...(target === undefined ? [] : namesOf(target))])
      if (name !== undefined && !ids.has(name)) ids.set(name, id)
  }
  return ids
})

/** `credentials` and `.aws/credentials`. */
function namesOf(path: string): readonly string[] {
  const parts = path.split('/')
  return [parts.slice(-1), parts.slice(-2)].map(it => it.join('/'))
}
