import type { Severity } from '../../server/src/core/finding.ts'

/** A finding as people compare it. */
export interface Found {
  /** Relative to the folder. */
  readonly path: string
  /** From 1. */
  readonly line: number
  readonly rule: string
  readonly severity: Severity
  readonly secret: string | undefined
  readonly fix: 'safe' | 'suggestion' | 'none'
  /** The line of the Dockerfile, with `***` for secrets. */
  readonly text: string
}

export interface Changes {
  readonly added: readonly Found[]
  readonly removed: readonly Found[]
}

/** What is in one list alone. A finding whose severity or fix has changed is in both results. */
export function compare(before: readonly Found[], after: readonly Found[]): Changes {
  return { added: without(after, before), removed: without(before, after) }
}

/** One line for each finding, so that other tools can compare snapshots, too. */
export function toSnapshot(found: readonly Found[]): string {
  return found.map(it => `${JSON.stringify(it)}\n`).join('')
}

export function fromSnapshot(text: string): readonly Found[] {
  return text
    .split('\n')
    .filter(it => it !== '')
    .map((it): Found => JSON.parse(it))
}

function without(from: readonly Found[], others: readonly Found[]): readonly Found[] {
  const left = new Map<string, number>()
  for (const it of others) left.set(keyOf(it), (left.get(keyOf(it)) ?? 0) + 1)
  return from.filter(it => {
    const count = left.get(keyOf(it)) ?? 0
    left.set(keyOf(it), count - 1)
    return count <= 0
  })
}

/** Not the text, which is masked by the rules of the day. */
function keyOf({ path, line, rule, severity, secret = '', fix }: Found): string {
  return [path, line, rule, severity, secret, fix].join('\t')
}
