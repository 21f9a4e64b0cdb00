import type { Declaration } from '../build/declarations.ts'
import type { Exposure, Related, Severity } from '../finding.ts'
import type { Found } from '../rule.ts'
import type { Span } from '../text.ts'
import type { VariableSecret } from '../secrets/trace.ts'

/** A finding that says nothing about repairing yet. */
export function finding(
  { start, end }: Span,
  severity: Severity,
  message: string,
  secret: string | undefined,
  exposures: readonly Exposure[] = [],
): Found {
  return { span: { start, end }, severity, message, secret, exposures, related: [] }
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
  const steps = new Map<number, Related>()
  for (const step of stepsOf(secret)) {
    if (steps.size === MAX_RELATED) break
    if (step.span !== here.name && !steps.has(step.span.start)) steps.set(step.span.start, step)
  }
  return [...steps.values()]
}

function* stepsOf({ name, declarations, uses, wordUses }: VariableSecret): Iterable<Related> {
  for (const it of declarations) yield { span: it.name, message: `${it.name.text} is declared here.` }
  for (const it of uses) yield { span: it.span, message: `${it.name || name} is used here.` }
  for (const it of wordUses) yield { span: it.span, message: `${it.instruction.kind} expands it here.` }
}
