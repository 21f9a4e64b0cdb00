import type { BuildRun } from '../build/runs.ts'
import { credentialFileFor } from '../knowledge/index.ts'
import { knownVariable } from '../knowledge/match.ts'
import type { Invocation } from '../shell/invocation.ts'
import { judgeName } from './names.ts'

/** So many variables of a stage are looked at. */
const MAX_VARIABLES = 64

/**
 * The variables that `envsubst` puts into a text: those that it is told, else those that a credential file is there
 * for, when it writes one.
 */
export function substitutedBy(
  { args }: Invocation,
  { stage, run }: BuildRun,
  target: string | undefined,
): readonly string[] {
  const told = args.flatMap(it => it.parts.flatMap(part => (part.kind === 'literal' ? namesIn(part.value) : [])))
  if (told.length > 0) return told
  const file = target === undefined ? undefined : credentialFileFor(target)
  if (!file) return []
  const mounted = run.mounts.flatMap(it =>
    it.fields.flatMap(field => (field.key.text === 'env' ? (field.value?.text ?? []) : [])),
  )
  const declared = [stage, stage.parent].flatMap(
    it => it?.declarations.slice(-MAX_VARIABLES).map(({ name }) => name.text) ?? [],
  )
  return [...new Set([...mounted, ...declared])].filter(
    it => judgeName(it).kind === 'secret' || knownVariable(it)?.ecosystem.files.includes(file),
  )
}

/** `'$A ${B}'`. */
function namesIn(text: string): readonly string[] {
  return Array.from(text.matchAll(/\$\{?(\w+)/g), ([, name = '']) => name)
}
