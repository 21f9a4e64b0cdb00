import { readFile, writeFile } from 'node:fs/promises'

import type { Outcome } from './variant.ts'

const page = new URL('../../docs/quality.md', import.meta.url)
const [start, end] = ['<!-- equivalence -->', '<!-- /equivalence -->']

/** What came of the builds of one ecosystem. */
export interface GroupFigures {
  readonly group: string
  readonly outcomes: readonly Outcome[]
}

/** A table in Markdown with a line for each group, and one for all. */
export function formatFigures(groups: readonly GroupFigures[]): string {
  const total = { group: 'all', outcomes: groups.flatMap(it => it.outcomes) }
  const rows = [HEAD, ...[...groups, total].map(row)]
  const widths = HEAD.map((_, column) => Math.max(...rows.map(cells => cells[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`
  const ruler = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [line(HEAD), line(ruler), ...rows.slice(1).map(line)].join('\n')
}

/** Writes the table to docs/quality.md. */
export async function saveFigures(table: string): Promise<void> {
  const text = await readFile(page, 'utf8')
  if (!text.includes(start) || !text.includes(end)) throw new Error(`docs/quality.md has no ${start} … ${end}.`)
  await writeFile(page, `${text.slice(0, text.indexOf(start))}${start}\n\n${table}\n\n${text.slice(text.indexOf(end))}`)
}

const HEAD = [
  'builds with',
  'builds',
  'equivalent',
  'refused',
  'broken',
  'not found',
  'no leak',
  'leaks before',
  'leaks after',
]

/** A leak that stays without a word after a fix counts as a broken one does. */
function row({ group, outcomes }: GroupFigures): readonly string[] {
  const count = (...statuses: readonly Outcome['status'][]): number =>
    outcomes.filter(it => statuses.includes(it.status)).length
  const sum = (when: 'before' | 'after'): number => outcomes.reduce((all, it) => all + it.leaks[when], 0)
  const counts = [
    outcomes.length,
    count('equivalent'),
    count('refused'),
    count('broken', 'leak'),
    count('unnoticed'),
    count('clean'),
    sum('before'),
    sum('after'),
  ]
  return [group, ...counts.map(String)]
}
