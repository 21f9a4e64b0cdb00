import type { Severity } from '../../core/finding.ts'
import type { FileReport, ReportedFinding } from '../check/report.ts'
import { count, joinWords } from './words.ts'
import { createStyle, toPrintable, type Style } from './style.ts'

/** Findings as a compiler prints them, and a line that sums them up. */
export function formatCheckText(reports: readonly FileReport[], color: boolean): string {
  const style = createStyle(color)
  const findings = reports.flatMap(report => report.findings.map(it => formatFinding(report.path, it, style)))
  return [...findings, summarize(reports, style)].join('\n')
}

function formatFinding(path: string, finding: ReportedFinding, style: Style): string {
  const { range, severity, message, rule, excerpt, exposures, related, fix, refusal } = finding
  const place = style.bold(`${toPrintable(path)}:${position(range.start)}`)
  const gutter = ' '.repeat(String(excerpt.line).length)
  const note = (label: string, text: string) => `${gutter} ${style.dim('=')} ${label}: ${toPrintable(text)}\n`
  const paint = painter(style, severity)
  return (
    `${place}: ${paint(severity)}: ${toPrintable(message)} ${style.dim(`[${rule}]`)}\n` +
    `${style.dim(`${excerpt.line} |`)} ${excerpt.text}\n` +
    `${style.dim(`${gutter} |`)} ${excerpt.marker.replace(/\^+$/, carets => paint(carets))}\n` +
    (exposures.length > 0 ? note('readable in', joinWords(exposures)) : '') +
    related.map(it => note('note', `${path}:${position(it.range.start)}: ${it.message}`)).join('') +
    (fix
      ? note(style.green('fix'), fix.safety === 'safe' ? fix.title : `${fix.title} (changes the build command)`)
      : '') +
    (refusal === undefined ? '' : note('no automatic fix', refusal))
  )
}

function painter(style: Style, severity: Severity): (text: string) => string {
  return { error: style.red, warning: style.yellow, info: style.cyan }[severity]
}

function position({ line, character }: { line: number; character: number }): string {
  return `${line + 1}:${character + 1}`
}

/** `2 errors and 1 warning in 1 of 3 files. "dockerfile-secrets fix" solves 2 of them.` */
function summarize(reports: readonly FileReport[], style: Style): string {
  const findings = reports.flatMap(it => it.findings)
  const files = count(reports.length, 'file')
  const hidden = reports.reduce((sum, it) => sum + it.hidden, 0)
  const rest = hidden > 0 ? ` ${count(hidden, 'finding')} below the wanted severity; see --min-severity.` : ''
  if (findings.length === 0) return `${style.green(`No leaking secret in ${files}.`)}${rest}\n`
  const kinds = (['error', 'warning', 'info'] as const)
    .map(severity => ({ severity, found: findings.filter(it => it.severity === severity).length }))
    .filter(it => it.found > 0)
    .map(({ severity, found }) =>
      painter(style, severity)(severity === 'info' ? `${found} info` : count(found, severity)),
    )
  const affected = reports.filter(it => it.findings.length > 0).length
  const fixable = findings.filter(it => it.fix).length
  const advice = fixable > 0 ? ` "dockerfile-secrets fix" solves ${fixable} of them.` : ''
  const where = reports.length === 1 ? '' : ` in ${affected} of ${files}`
  return `${joinWords(kinds)}${where}.${advice}${rest}\n`
}
