import { statSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import { Option, type Command } from 'commander'
import { protect, type AuthFile } from '../core/ignore/protect.ts'
import { describeSystemError } from '../workspace/fileError.ts'
import type { PathError } from '../workspace/findDockerfiles.ts'
import { readFolder } from '../workspace/readContextFiles.ts'
import type { CommandContext } from './context.ts'
import { describeFailure } from './describeFailure.ts'
import { showPath, toFileChange, writeChange } from './fileChange.ts'
import { printErrors } from './format/errors.ts'
import { formatProtectJson, formatProtectText, type ProtectOutcome } from './format/protect.ts'
import { EXIT, type ExitCode, type Terminal } from './terminal.ts'
import { UsageError } from './usageError.ts'

interface ProtectOptions {
  readonly dryRun?: true
  readonly format: 'text' | 'json'
}

export function addProtect(program: Command, { terminal, end }: CommandContext): void {
  program
    .command('protect')
    .summary('keep auth files out of git and of the build context')
    .description(
      'Finds auth files and adds what .gitignore and .dockerignore lack to keep them out of git and of images.',
    )
    .argument('[dir]', 'the directory that is built', '.')
    .option('--dry-run', 'write nothing, only tell what is missing')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .action(async (dir: string, options: ProtectOptions) => end(await run(dir, options, terminal)))
}

async function run(dir: string, { dryRun, format }: ProtectOptions, terminal: Terminal): Promise<ExitCode> {
  const root = resolve(terminal.cwd, dir)
  assertDirectory(dir, root)
  const files = await readFolder(root)
  const { authFiles, edits } = protect(files)
  const show = (file: string) => showPath(file, terminal.cwd, isAbsolute(dir))
  const changed: string[] = []
  const errors: PathError[] = []
  for (const edit of edits) {
    try {
      const change = toFileChange(edit, root, files, show)
      if (!dryRun) writeChange(change)
      changed.push(change.path)
    } catch (error) {
      errors.push({ path: show(resolve(root, edit.path)), message: describeFailure(error) })
    }
  }
  const found = authFiles.map(it => withPaths(it, path => show(resolve(root, path))))
  const outcome: ProtectOutcome = { found, changed, errors, written: !dryRun }
  printErrors(errors, terminal)
  terminal.print(format === 'json' ? formatProtectJson(outcome) : formatProtectText(outcome, terminal.color))
  return errors.length > 0 ? EXIT.failed : EXIT.done
}

function withPaths({ path, holdsCredential, missingFrom }: AuthFile, show: (path: string) => string) {
  return { path: show(path), holdsCredential, missingFrom: missingFrom.map(show) }
}

function assertDirectory(dir: string, root: string): void {
  try {
    if (statSync(root).isDirectory()) return
  } catch (error) {
    throw new UsageError(`${dir}: ${describeSystemError(error)}`)
  }
  throw new UsageError(`${dir}: This is a file. Name the directory that is built.`)
}
