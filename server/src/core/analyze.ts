import { analyze, type Analysis, type AnalyzeOptions } from './analysis.ts'
import type { Finding, Severity } from './finding.ts'
import type { Outcome } from './fixes/outcome.ts'
import type { Found } from './rule.ts'
import { rules } from './rules/index.ts'
import { isSuppressed, suppressionsIn } from './suppression.ts'

export { analyze, analyzeDockerfile, type Analysis, type AnalyzeOptions } from './analysis.ts'

/** All findings of a Dockerfile, by position. Accepts every text and never throws. */
export function findProblems(text: string, options: AnalyzeOptions = {}): readonly Finding[] {
  return findingsOf(analyze(text, options))
}

/** What the rules that are switched on find and no comment suppresses. */
export function findingsOf(analysis: Analysis): readonly Finding[] {
  const suppressions = suppressionsIn(analysis.dockerfile)
  const findings: Finding[] = []
  for (const rule of rules) {
    const level = analysis.settings.rules[rule.id]
    if (level === 'off') continue
    for (const finding of rule.check(analysis)) {
      const whole = toFinding(rule.id, level ?? finding.severity, finding)
      if (!isSuppressed(suppressions, whole)) findings.push(whole)
    }
  }
  return findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
}

/** How to repair is worked out when somebody asks: an editor shows all findings and repairs one. */
function toFinding(rule: string, severity: Severity, found: Found): Finding {
  const { span, message, secret, exposures, related } = found
  let outcome: Outcome | undefined
  const repaired = () => (outcome ??= found.repair?.() ?? { fix: found.fix, refusal: found.refusal })
  return {
    rule,
    severity,
    span,
    message,
    secret,
    exposures,
    related,
    get fix() {
      return repaired().fix
    },
    get refusal() {
      return repaired().refusal
    },
  }
}
