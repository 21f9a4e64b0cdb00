import type { Declaration } from '../build/declarations.ts'
import type { Exposure, Finding, Related, Severity } from '../finding.ts'
import type { Span } from '../text.ts'
import type { VariableSecret } from '../secrets/trace.ts'

/** A finding without a fix, to be completed. */
export function finding(
  span: Span,
  severity: Severity,
  message: string,
  secret: string | undefined,
  exposures: readonly Exposure[] = [],
): Omit<Finding, 'rule'> {
  return { span, severity, message, secret, exposures, related: [], fix: undefined, refusal: undefined }
}

/** Certain and in the image: error. An earlier stage, or only a likely credential: warning. */
export function severityOf(shipped: boolean, certain: boolean): Severity {
  return shipped && certain ? 'error' : 'warning'
}

/** The exposures of all, without duplicates, in the order of their first appearance. */
export function union(lists: readonly (readonly Exposure[])[]): readonly Exposure[] {
  return [...new Set(lists.flat())]
}

/** At most this many steps are shown. */
const MAX_RELATED = 8

/** The other steps of the flow. */
export function relatedUses(secret: VariableSecret, here: Declaration): readonly Related[] {
  const declared = secret.declarations
    .filter(it => it !== here)
    .map(it => ({ span: it.name, message: `${it.name.text} is declared here.` }))
  const used = secret.uses.map(it => ({ span: it.span, message: `${it.name || secret.name} is used here.` }))
  const expanded = secret.wordUses.map(it => ({ span: it.span, message: `${it.instruction.kind} expands it here.` }))
  const seen = new Set<number>()
  return [...declared, ...used, ...expanded].filter(it => !seen.has(it.span.start) && seen.add(it.span.start)).slice(0, MAX_RELATED)
}
