import { analyze, type Analysis, type AnalyzeOptions } from './analysis.ts'
import type { Finding, Severity } from './finding.ts'
import { rules } from './rules/index.ts'
import { isSuppressed, suppressionsIn } from './suppression.ts'

export { analyze, type Analysis, type AnalyzeOptions } from './analysis.ts'

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
      const severity: Severity = level ?? finding.severity
      const whole = { ...finding, rule: rule.id, severity }
      if (!isSuppressed(suppressions, whole)) findings.push(whole)
    }
  }
  return findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
}
