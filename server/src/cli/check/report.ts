import type { Finding, Severity } from '../../core/finding.ts'
import { maskedSpans } from '../../core/secrets/maskedSpans.ts'
import type { Span } from '../../core/text.ts'
import { excerptOf, type Excerpt } from '../format/excerpt.ts'

/** What `check` says about one file, as plain data, because it may come from another thread. */
export interface FileReport {
  readonly path: string
  readonly findings: readonly ReportedFinding[]
  /** How many findings are below the wanted severity. */
  readonly hidden: number
}

export interface ReportedFinding extends Omit<Finding, 'span' | 'related' | 'fix'> {
  readonly range: Range
  readonly excerpt: Excerpt
  readonly related: readonly { readonly range: Range; readonly message: string }[]
  readonly fix: { readonly title: string; readonly safety: 'safe' | 'suggestion' } | undefined
}

/** Lines and characters from 0, as in the Language Server Protocol. */
export interface Range {
  readonly start: Position
  readonly end: Position
}

export interface Position {
  readonly line: number
  readonly character: number
}

const RANK: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 }

export function toReport(path: string, text: string, findings: readonly Finding[], minSeverity: Severity): FileReport {
  const wanted = findings.filter(it => RANK[minSeverity] <= RANK[it.severity])
  const hidden = findings.length - wanted.length
  if (wanted.length === 0) return { path, findings: [], hidden }
  const toRange = createRanges(text)
  const masks = maskedSpans(text, new Set(findings.flatMap(it => it.secret ?? [])))
  return { path, findings: wanted.map(it => toReported(it, text, toRange, masks)), hidden }
}

function toReported(
  { span, related, fix, ...rest }: Finding,
  text: string,
  toRange: (span: Span) => Range,
  masks: readonly Span[],
): ReportedFinding {
  const range = toRange(span)
  return {
    ...rest,
    range,
    excerpt: excerptOf(text, range.start.line + 1, span, masks),
    related: related.map(it => ({ range: toRange(it.span), message: it.message })),
    fix: fix && { title: fix.title, safety: fix.safety },
  }
}

function createRanges(text: string): (span: Span) => Range {
  const starts = lineStarts(text)
  const toPosition = (offset: number): Position => {
    const line = lineAt(starts, offset)
    return { line, character: offset - (starts[line] ?? 0) }
  }
  return ({ start, end }) => ({ start: toPosition(start), end: toPosition(end) })
}

function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); 0 <= at; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** The last line that starts at or before `offset`. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((starts[middle] ?? Infinity) <= offset) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}
