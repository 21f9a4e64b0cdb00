import type { Analysis } from '../analyze.ts'
import { ownerOf, readableBy } from './owner.ts'
import type { RunChange } from './runChange.ts'

/** Gives a secret to a RUN as a variable, in the style that the settings ask for. */
export function mountVariable(analysis: Analysis, change: RunChange, id: string, env: string): void {
  const { run } = change.run
  const present = run.mounts.some(it => it.fields.some(f => f.key.text === 'env' && f.value?.text === env))
  if (present || change.mounts.some(it => it.env === env)) return
  if (analysis.settings.mountStyle !== 'file') return void change.mounts.push({ id, env })
  // `export A="$(cat …)"` would hide that cat fails.
  const text = `${env}="$(cat /run/secrets/${id})" && export ${env}`
  if (!change.before.includes(text)) change.before.push(text)
  if (!change.mounts.some(it => it.id === id)) change.mounts.push({ id, ...readableBy(ownerOf(analysis, change.run)) })
}
