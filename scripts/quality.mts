// `npm run quality -- FOLDER` compares what the rules find with what people have said about the same Dockerfiles, which
// are looked for in FOLDER by their hashes. `--save` writes the figures to docs/quality.md, `--mismatches FILE` what to
// look at. `--import FILE`, which may be repeated, first adds labels that name their Dockerfiles by path.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findProblems } from '../server/src/core/analyze.ts'
import { decodeText } from '../server/src/workspace/readText.ts'
import { pathsBelow } from './corpus/scan.mts'
import { importLabels, mergeLabels, readLabels, sha256Of, writeLabels, type LabelledFile } from './quality/labels.mts'
import { formatFigures, formatMismatches, type ScoredFile } from './quality/report.mts'
import { score } from './quality/score.mts'
import { root } from './root.mts'

const PAGE = join(root, 'docs/quality.md')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    labels: { type: 'string', default: join(root, 'test/quality/labels.jsonl') },
    import: { type: 'string', multiple: true, default: [] },
    mismatches: { type: 'string' },
    save: { type: 'boolean', default: false },
  },
})
const [folder] = positionals
if (folder === undefined) {
  console.error('Usage: npm run quality -- FOLDER [--labels FILE] [--import FILE]… [--mismatches FILE] [--save]')
  process.exitCode = 2
} else {
  main(folder)
}

function main(path: string): void {
  const labelled = labels()
  const files = scoreFiles(path, labelled)
  const figures = formatFigures(files, labelled.length)
  console.log(figures)
  if (values.mismatches !== undefined) writeFileSync(values.mismatches, formatMismatches(files))
  if (values.save) writeFileSync(PAGE, withFigures(readFileSync(PAGE, 'utf8'), figures))
}

function labels(): readonly LabelledFile[] {
  const known = existsSync(values.labels) ? readLabels(readFileSync(values.labels, 'utf8')) : []
  if (values.import.length === 0) return known
  const merged = mergeLabels(known, ...values.import.map(it => importLabels(readFileSync(it, 'utf8'))))
  writeFileSync(values.labels, writeLabels(merged))
  return merged
}

function scoreFiles(where: string, labelled: readonly LabelledFile[]): readonly ScoredFile[] {
  const wanted = new Map(labelled.map(it => [it.sha256, it]))
  return pathsBelow(where).flatMap(path => {
    const bytes = readFileSync(join(where, path))
    const hash = sha256Of(bytes)
    const entry = wanted.get(hash)
    if (!entry) return []
    // Once, though the folder may hold copies.
    wanted.delete(hash)
    const { text } = decodeText(bytes)
    return { path, score: score(text, entry.labels, findProblems(text)) }
  })
}

function withFigures(page: string, figures: string): string {
  const [start, end] = ['<!-- figures -->', '<!-- /figures -->']
  if (!page.includes(start) || !page.includes(end)) throw new Error(`docs/quality.md has no ${start} … ${end}.`)
  return `${page.slice(0, page.indexOf(start))}${start}\n\n${figures}\n\n${page.slice(page.indexOf(end))}`
}
