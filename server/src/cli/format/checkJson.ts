import type { FileReport, ReportedFinding } from '../check/report.ts'
import type { PathError } from '../../workspace/findDockerfiles.ts'

/** The result of `check --format json`, version 1. */
export function formatCheckJson(reports: readonly FileReport[], errors: readonly PathError[]): string {
  const files = reports.map(({ path, findings }) => ({ path, findings: findings.map(toJson) }))
  return `${JSON.stringify({ version: 1, files, errors }, undefined, 2)}\n`
}

function toJson(finding: ReportedFinding) {
  const { rule, severity, message, secret, range, exposures, related, fix, refusal } = finding
  return {
    rule,
    severity,
    message,
    secret: secret ?? null,
    range,
    exposures,
    related,
    fix: fix ?? null,
    refusal: refusal ?? null,
  }
}
