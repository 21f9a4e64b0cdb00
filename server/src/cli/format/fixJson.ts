import type { FixedFile, FixOutcome } from '../fix/fixFile.ts'

/** The result of `fix --format json`, version 1: Dockerfiles first, then the other files that change with them. */
export function formatFixJson({ fixed, others, errors }: FixOutcome): string {
  const nothing = { applied: [], refused: [], secrets: [] }
  const files = [...fixed.map(toJson), ...others.map(({ path }) => ({ path, changed: true, ...nothing }))]
  return `${JSON.stringify({ version: 1, files, errors }, undefined, 2)}\n`
}

function toJson({ dockerfile, result }: FixedFile) {
  return {
    path: dockerfile.path,
    changed: dockerfile.before !== dockerfile.after,
    applied: result.applied,
    refused: result.refused.map(({ rule, secret, reason }) => ({ rule, secret: secret ?? null, reason })),
    secrets: result.secrets.map(({ id, from }) => ({ id, from: { kind: from.kind, name: from.name } })),
  }
}
