// `npm run bench` measures what users notice. `-- --save` also writes docs/bench.md.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { findProblems } from '../server/src/core/analyze.ts'
import { parse } from '../server/src/core/dockerfile/index.ts'
import { largeDockerfile, smallDockerfile } from './bench/dockerfiles.mts'
import { lines, ms, perLine, print, row, size, table } from './bench/report.mts'
import { withServer } from './bench/server.mts'
import { elapsed, medianOf, quantile } from './bench/time.mts'
import { root } from './root.mts'

const FILES = 4000
const folder = join(root, '.cache/bench')
const commandLine = join(root, 'server/bin/dockerfile-secrets.cjs')

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const machine = `${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB of memory`
print('# Benchmark', '', `${machine}, Node ${process.versions.node}, ${process.platform} ${process.arch}.`)
print(`Something else kept ${loadavg()[0]?.toFixed(1)} cores busy in the minute before.`)
benchCore()
await benchEdits()
await benchServer()
benchCommandLine()
benchSizes()
if (process.argv.includes('--save')) writeFileSync(join(root, 'docs/bench.md'), `${lines.join('\n')}\n`)

function benchCore(): void {
  table('The core, median', 'lines', 'parse', 'per line', 'parse and analyze', 'per line')
  for (const count of [50, 500, 5000, 50_000]) {
    const text = largeDockerfile(count)
    // The text that was read last is remembered.
    const texts = [text, `${text}\n`]
    let turn = 0
    const next = () => texts[turn++ % 2] ?? ''
    const parsing = medianOf(() => parse(next()))
    const analyzing = medianOf(() => findProblems(next()))
    row(count, ms(parsing), perLine(parsing, count), ms(analyzing), perLine(analyzing, count))
  }
}

async function benchEdits(): Promise<void> {
  table('One edit to diagnostics, through the language server', 'lines', 'p50', 'p99', 'bar for p99')
  for (const [count, edits, bar] of [
    [100, 1000, 2],
    [5000, 300, 16],
  ] as const) {
    const times = await withServer(async server => {
      await server.open(largeDockerfile(count))
      await server.edit(edits / 10)
      return await server.edit(edits)
    })
    row(count, ms(quantile(times, 0.5)), ms(quantile(times, 0.99)), ms(bar))
  }
}

async function benchServer(): Promise<void> {
  table('The server as a process', '', 'measured', 'bar')
  const starts: number[] = []
  for (let run = 0; run < 9; run++) starts.push(await firstAnswer())
  row('spawn to first diagnostics, median', ms(quantile(starts, 0.5)), ms(150))
  await withServer(async server => {
    await server.open(largeDockerfile(200))
    for (const edits of [1000, 2000, 2000]) {
      await server.edit(edits)
      row(`resident memory after ${edits} more edits in 200 lines`, size(server.memory()), '80 MB')
    }
  })
}

async function firstAnswer(): Promise<number> {
  const start = performance.now()
  return await withServer(async server => {
    await server.open(largeDockerfile(50))
    await server.countProblems()
    return performance.now() - start
  })
}

function benchCommandLine(): void {
  table('The command line', '', 'measured', 'bar')
  const file = join(folder, 'Dockerfile')
  writeFileSync(file, smallDockerfile(0))
  const added = Array.from({ length: 15 }, () => node(commandLine, 'check', file) - node('-e', '0'))
  row('`check` of one file, more than `node -e 0`, median', ms(quantile(added, 0.5)), ms(100))

  const many = join(folder, 'many')
  for (let index = 0; index < FILES; index++) {
    const project = join(many, `${index % 100}`, `project${index}`)
    mkdirSync(project, { recursive: true })
    writeFileSync(join(project, 'Dockerfile'), smallDockerfile(index))
  }
  const seconds = node(commandLine, 'check', many, '--format', 'json') / 1000
  row(`\`check\` of a folder with ${FILES} small files`, `${Math.round(FILES / seconds)} files/s`, '10000 files/s')
}

/** Milliseconds of a whole process. 1 is the exit code of `check` when it found something. */
function node(...args: readonly string[]): number {
  return elapsed(() => {
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 28 })
    if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`)
  })
}

function benchSizes(): void {
  table('Sizes', '', 'measured', 'bar')
  const vsix = join(folder, 'extension.vsix')
  const packing = spawnSync(`npm run package -- --out "${vsix}"`, { cwd: root, shell: true, encoding: 'utf8' })
  if (!existsSync(vsix)) console.error(packing.stderr)
  row('VSIX', size(sizeOf(vsix)), '1 MB')
  for (const file of [
    'dist/client.js',
    'dist/languageClient.js',
    'dist/server.js',
    'server/dist/cli.cjs',
    'server/dist/server.cjs',
  ])
    row(`\`${file}\``, size(sizeOf(join(root, file))), '')
}

function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size
}
