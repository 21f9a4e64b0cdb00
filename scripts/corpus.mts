// `npm run corpus -- FOLDER` runs the rules over a folder of Dockerfiles, each on its own, and prints counts and speed.
// `--save FILE` keeps what was found; `--against FILE`, or a commit, prints what has changed since.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { compare, fromSnapshot, toSnapshot, type Found } from './corpus/found.mts'
import { formatChanges, formatCounts, formatSpeed } from './corpus/report.mts'
import { atCommit } from './corpus/revision.mts'
import { readDockerfiles, scan } from './corpus/scan.mts'
import { root } from './root.mts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { against: { type: 'string' }, save: { type: 'string' } },
})
const [folder] = positionals
if (folder === undefined) {
  console.error('Usage: npm run corpus -- FOLDER [--against COMMIT|FILE] [--save FILE]')
  process.exitCode = 2
} else {
  await main(folder)
}

async function main(path: string): Promise<void> {
  const files = readDockerfiles(path)
  const now = await scan(files, root)
  console.log(formatSpeed(now))
  console.log(formatCounts(now.found))
  for (const it of now.failures) console.log(`The core threw on ${it}`)
  if (values.save !== undefined) writeFileSync(values.save, toSnapshot(now.found))
  if (values.against !== undefined) console.log(formatChanges(compare(await before(values.against), now.found)))
  process.exitCode = now.failures.length > 0 ? 1 : 0

  async function before(against: string): Promise<readonly Found[]> {
    if (existsSync(against)) return fromSnapshot(readFileSync(against, 'utf8'))
    const then = await atCommit(against, tree => scan(files, tree))
    console.log(`${against}: ${formatSpeed(then)}`)
    return then.found
  }
}
