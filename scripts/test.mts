// Runs a group of tests: `npm test`, `npm run test:vscode`, `npm run test:buildkit`; with paths behind `--`, only the
// test files under them. `--save` writes the figures of the buildkit group to docs/quality.md. Leaves the counts in
// .cache/results/ for CI and ends with the line `N passed, N failed`.
import { once } from 'node:events'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { run } from 'node:test'
import { checks, failureOf } from './checks.mts'
import { root } from './root.mts'

interface Group {
  readonly files: readonly string[]
  readonly concurrency: number
  /** For one file. */
  readonly minutes: number
  /** Print each test when it ends. */
  readonly verbose: boolean
}

const counts = { passed: 0, failed: 0, skipped: 0 }

await main(process.argv[2] ?? 'quick', process.argv.slice(3))

async function main(name: string, args: readonly string[]): Promise<void> {
  const paths = args.filter(it => it !== '--save')
  if (paths.length < args.length) process.env['SAVE_FIGURES'] = 'yes'
  if (name === 'quick' && paths.length === 0) runChecks()
  await runTests(groupOf(name, paths))
  if (counts.passed + counts.failed === 0) fail('No test ran.')
  if (paths.length === 0) saveCounts(name)
  if (counts.skipped > 0) console.log(`${counts.skipped} skipped`)
  console.log(`${counts.passed} passed, ${counts.failed} failed`)
  // Something that a test file left open must not keep the process alive.
  process.exit(counts.failed > 0 ? 1 : 0)
}

function groupOf(name: string, paths: readonly string[]): Group {
  const slow = name === 'vscode' || name === 'buildkit'
  const wanted = paths.map(it => resolve(it))
  const files = testFiles()
    .filter(it => groupName(it) === name)
    .filter(it => wanted.length === 0 || wanted.some(path => it.startsWith(path)))
  // The slow suites bring up an engine or an editor, and use the whole machine.
  return slow
    ? { files, concurrency: 1, minutes: 45, verbose: true }
    : { files, concurrency: availableParallelism(), minutes: 5, verbose: false }
}

function testFiles(): string[] {
  return readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter(it => it.endsWith('.test.ts') && !it.includes('node_modules'))
    .map(it => join(root, 'test', it))
    .sort()
}

function groupName(file: string): string {
  const folder = relative(join(root, 'test'), file).split(/[/\\]/)[0]
  return folder === 'vscode' || folder === 'buildkit' ? folder : 'quick'
}

function runChecks(): void {
  for (const [title, command] of Object.entries(checks)) {
    const failure = failureOf(command)
    if (failure === undefined) counts.passed++
    else fail(`${title}: ${command}`, failure)
  }
}

async function runTests({ files, concurrency, minutes, verbose }: Group): Promise<void> {
  if (files.length === 0) return
  const stream = run({ files: [...files], concurrency, timeout: minutes * 60_000 })
  stream.on('test:pass', ({ name, details, file, skip, todo }) => {
    if (details.type === 'suite') return
    if (skip !== undefined || todo !== undefined) counts.skipped++
    else if (name === file) fail(`${name} has no test.`)
    else counts.passed++
    if (verbose) console.log(`✓ ${name} (${Math.round(details.duration_ms)} ms)`)
  })
  stream.on('test:fail', ({ name, details, file, todo }) => {
    const error: { failureType?: string; cause?: unknown } = details.error
    if (todo !== undefined) counts.skipped++
    // The test that made its parent fail was reported itself.
    else if (error.failureType !== 'subtestsFailed')
      fail(`${relative(root, file ?? '')}: ${name}`, describeError(error.cause ?? error))
  })
  for (const event of ['test:stdout', 'test:stderr'] as const)
    stream.on(event, ({ message }) => void process.stdout.write(message))
  stream.resume()
  await once(stream, 'end')
}

function describeError(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return text.replaceAll(/^ +at .*\bnode:.*\n?/gm, '').trimEnd()
}

function fail(title: string, details = ''): void {
  counts.failed++
  console.log(`✗ ${title}\n${details.replaceAll(/^/gm, '  ')}\n`)
}

function saveCounts(group: string): void {
  const folder = join(root, '.cache/results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${group}.json`), JSON.stringify(counts))
}
