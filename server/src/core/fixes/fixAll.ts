import { analyze, type AnalyzeOptions, findingsOf } from '../analyze.ts'
import type { FileEdit, Finding, RequestedSecret } from '../finding.ts'
import { applyEdits } from '../text.ts'

export interface FixAllOptions extends AnalyzeOptions {
  /** Only these rules; all when empty. */
  readonly rules?: readonly string[]
  readonly safeOnly?: boolean
}

export interface FixAllResult {
  readonly text: string
  readonly fileEdits: readonly FileEdit[]
  /** Rule ids whose findings were fixed, without duplicates. */
  readonly applied: readonly string[]
  readonly refused: readonly RefusedFix[]
  /** What the build needs afterwards. */
  readonly secrets: readonly RequestedSecret[]
}

export interface RefusedFix {
  readonly rule: string
  readonly secret: string | undefined
  readonly reason: string
}

/** What several findings of one secret have in common; positions change with every fix. */
function keyOf({ rule, message, fix, span }: Finding): string {
  return rule.endsWith('secret-mount') ? `${rule} ${span.start}` : `${rule} ${message} ${fix?.title}`
}

/** One secret may be in so many places; a fix that is offered again and again has failed. */
const MAX_ATTEMPTS = 8

/** Each fix takes a secret or a mount away from what is wrong, so this many are never needed. */
const MAX_ROUNDS = 500

/** Applies fixes one after another, analyzing again in between, until nothing changes. */
export function fixAll(text: string, options: FixAllOptions = {}): FixAllResult {
  const { rules = [], safeOnly = false } = options
  const applied = new Set<string>()
  const secrets = new Map<string, RequestedSecret>()
  let files = options.context?.files ?? new Map<string, string>()
  const fileEdits = new Map<string, FileEdit>()
  let current = text
  let findings: readonly Finding[] = []
  const attempts = new Map<string, number>()
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const context = options.context && { ...options.context, files }
    findings = findingsOf(analyze(current, { ...options, context })).filter(
      it => rules.length === 0 || rules.includes(it.rule),
    )
    const next = findings.find(
      it => it.fix && (!safeOnly || it.fix.safety === 'safe') && (attempts.get(keyOf(it)) ?? 0) < MAX_ATTEMPTS,
    )
    if (!next?.fix) break
    attempts.set(keyOf(next), (attempts.get(keyOf(next)) ?? 0) + 1)
    const { fix } = next
    current = applyEdits(current, fix.edits)
    for (const it of findings) if (it.fix === fix) applied.add(it.rule)
    for (const it of fix.secrets) secrets.set(`${it.id} ${it.from.name}`, it)
    for (const it of fix.fileEdits) fileEdits.set(it.path, it)
    files = new Map([...files, ...fix.fileEdits.map((it): [string, string] => [it.path, it.newText])])
  }
  const refused = findings.flatMap(({ rule, secret, refusal }) =>
    refusal === undefined ? [] : { rule, secret, reason: refusal },
  )
  return {
    text: current,
    fileEdits: [...fileEdits.values()],
    applied: [...applied],
    refused,
    secrets: [...secrets.values()],
  }
}
