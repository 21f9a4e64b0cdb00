import { diffLines, type Change } from '../../core/lineDiff.ts'
import type { Style } from './style.ts'

export interface ChangedFile {
  readonly path: string
  /** Undefined for a new file. */
  readonly before: string | undefined
  readonly after: string
}

/** Lines of context around a change. */
const CONTEXT = 3

/**
 * The change of one file as `git apply` and `patch -p1` take it; empty when there is none.
 * Every line is printed as `show` has it.
 */
export function unifiedDiff(file: ChangedFile, style: Style, show: (line: string) => string): string {
  const { path, before, after } = file
  if (before === after) return ''
  const oldLines = splitLines(before ?? '')
  const newLines = splitLines(after)
  const write = (sign: string, lines: readonly string[], paint: (text: string) => string) =>
    lines.map(it => formatLine(sign, it, paint, show)).join('')
  const hunks = group(diffLines(oldLines, newLines)).map(it => formatHunk(it, oldLines, newLines, style, write))
  const name = path.startsWith('/') ? path.slice(1) : path
  const head = `--- ${before === undefined ? '/dev/null' : `a/${name}`}\n+++ b/${name}`
  return `${style.bold(head)}\n${hunks.join('')}`
}

/** Lines with their ends, which are a part of what is compared. */
function splitLines(text: string): readonly string[] {
  const lines = text.split('\n').map(it => `${it}\n`)
  const last = lines.pop()
  if (last !== undefined && last !== '\n') lines.push(last.slice(0, -1))
  return lines
}

/** Changes whose contexts touch belong into one hunk. */
function group(changes: readonly Change[]): readonly (readonly Change[])[] {
  const hunks: Change[][] = []
  for (const change of changes) {
    const hunk = hunks.at(-1)
    const previous = hunk?.at(-1)
    if (hunk && previous && change.oldStart - previous.oldEnd <= 2 * CONTEXT) hunk.push(change)
    else hunks.push([change])
  }
  return hunks
}

function formatHunk(
  changes: readonly Change[],
  oldLines: readonly string[],
  newLines: readonly string[],
  style: Style,
  write: (sign: string, lines: readonly string[], paint: (text: string) => string) => string,
): string {
  const first = changes[0]
  const last = changes.at(-1)
  if (!first || !last) return ''
  const lead = Math.min(CONTEXT, first.oldStart)
  const oldStart = first.oldStart - lead
  const oldEnd = Math.min(oldLines.length, last.oldEnd + CONTEXT)
  const newStart = first.newStart - lead
  const newEnd = last.newEnd + (oldEnd - last.oldEnd)
  let body = ''
  let position = oldStart
  for (const change of changes) {
    body += write(' ', oldLines.slice(position, change.oldStart), it => it)
    body += write('-', oldLines.slice(change.oldStart, change.oldEnd), style.red)
    body += write('+', newLines.slice(change.newStart, change.newEnd), style.green)
    position = change.oldEnd
  }
  body += write(' ', oldLines.slice(position, oldEnd), it => it)
  const head = `@@ -${formatRange(oldStart, oldEnd)} +${formatRange(newStart, newEnd)} @@`
  return `${style.cyan(head)}\n${body}`
}

/** An empty range is given by the line before it. */
function formatRange(start: number, end: number): string {
  const length = end - start
  if (length === 1) return String(start + 1)
  return `${length === 0 ? start : start + 1},${length}`
}

function formatLine(
  sign: string,
  line: string,
  paint: (text: string) => string,
  show: (line: string) => string,
): string {
  const hasEnd = line.endsWith('\n')
  const content = show(hasEnd ? line.slice(0, -1) : line)
  return paint(sign + content) + (hasEnd ? '\n' : '\n\\ No newline at end of file\n')
}
