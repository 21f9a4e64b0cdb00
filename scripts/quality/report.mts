import type { Score } from './score.mts'

export interface ScoredFile {
  readonly path: string
  readonly score: Score
}

/** The tables of docs/quality.md. */
export function formatFigures(files: readonly ScoredFile[], labelled: number): string {
  const scores = files.map(it => it.score)
  const absent = labelled - files.length
  const first = `${number(labelled)} labelled files`
  return [
    absent === 0 ? `${first}.` : `${first}, of which ${number(absent)} are not in the folder.`,
    formatBars(scores),
    formatKinds(scores),
    formatRules(scores),
    formatBeside(scores),
  ].join('\n\n')
}

function formatBars(scores: readonly Score[]): string {
  const count = (pick: (score: Score) => readonly unknown[]) => scores.flatMap(pick).length
  const sure = count(it => it.sure)
  const right = count(it => it.right)
  const ordinary = scores.filter(it => it.ordinary)
  const alarmed = ordinary.filter(it => it.wrong.length > 0)
  return table(
    ['', 'number', 'of', 'share', 'bar'],
    [
      ['leaks found', ...ratio(sure - count(it => it.missed), sure), '≥ 97 %'],
      ['findings right', ...ratio(right, right + count(it => it.wrong)), '≥ 98 %'],
      ['false alarms on ordinary files', ...ratio(alarmed.length, ordinary.length), '≤ 1 %'],
      [
        'false alarms on hard names',
        ...ratio(
          count(it => it.sprung),
          count(it => it.traps),
        ),
        '≤ 1 %',
      ],
    ],
  )
}

function formatKinds(scores: readonly Score[]): string {
  const sure = countBy(scores.flatMap(it => it.sure.map(leak => leak.kind)))
  const missed = countBy(scores.flatMap(it => it.missed.map(leak => leak.kind)))
  const rows = [...sure].map(([kind, count]) => [kind, ...ratio(count - (missed.get(kind) ?? 0), count)])
  return table(['leaks of the kind', 'found', 'of', 'share'], rows)
}

function formatRules(scores: readonly Score[]): string {
  const found = countBy(scores.flatMap(it => [...it.right, ...it.wrong].map(({ rule }) => rule)))
  const right = countBy(scores.flatMap(it => it.right.map(({ rule }) => rule)))
  const rows = [...found].map(([rule, count]) => [`\`${rule}\``, ...ratio(right.get(rule) ?? 0, count)])
  return table(['findings of the rule', 'right', 'of', 'share'], rows)
}

function formatBeside(scores: readonly Score[]): string {
  const rules = countBy(scores.flatMap(it => it.apart.map(({ rule }) => rule)))
  return table(
    ['beside the leaks', 'findings'],
    [...rules].map(([rule, count]) => [`\`${rule}\``, number(count)]),
  )
}

/** What to look at: `miss` for leaks that nobody found, `alarm` for findings that no label supports. */
export function formatMismatches(files: readonly ScoredFile[]): string {
  const lines = files.flatMap(({ path, score: { missed, wrong, ordinary } }) => [
    ...missed.map(it => ['miss', `${path}:${it.line}`, it.kind, it.name]),
    ...wrong.map(it => [ordinary ? 'alarm, ordinary file' : 'alarm', `${path}:${it.line}`, it.rule, it.secret ?? '']),
  ])
  return lines.map(it => `${it.join('\t')}\n`).join('')
}

/** In the order of the names. */
function countBy(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const it of [...names].sort()) counts.set(it, (counts.get(it) ?? 0) + 1)
  return counts
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, index) => (index === 0 ? '---' : '--:'))
  return [head, rule, ...rows].map(it => `| ${it.join(' | ')} |`).join('\n')
}

function ratio(count: number, total: number): readonly [count: string, total: string, share: string] {
  return [number(count), number(total), total === 0 ? '–' : `${((100 * count) / total).toFixed(1)} %`]
}

function number(value: number): string {
  return value.toLocaleString('en')
}
