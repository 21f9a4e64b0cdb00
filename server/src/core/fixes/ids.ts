import type { Analysis } from '../analyze.ts'
import { secretMounts } from '../build/secretMounts.ts'

/** `NPM_TOKEN` → `npm_token`, `.npmrc` → `npmrc`; an id that a mount of the same variable or file has is kept. */
export function secretId(analysis: Analysis, name: string): string {
  for (const { run, stage } of analysis.runs)
    for (const mount of secretMounts(analysis.build, stage, run))
      if (mount.id !== undefined && (mount.env === name || mount.target?.endsWith(`/${name}`) === true)) return mount.id
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
  return words.filter(it => it !== '').join('_') || 'secret'
}
