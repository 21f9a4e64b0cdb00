import { resolve } from 'node:path'
import { Option, type Command } from 'commander'
import type { Severity } from '../core/finding.ts'
import { findDockerfiles, type FoundDockerfile, type PathError } from '../workspace/findDockerfiles.ts'
import { createContextCache } from '../workspace/readBuildContext.ts'
import { decodeText } from '../workspace/readText.ts'
import { checkText, type CheckResult, type CheckSettings } from './check/checkFile.ts'
import { checkFiles } from './check/checkFiles.ts'
import { distinct } from './configErrors.ts'
import { formatCheckJson } from './format/checkJson.ts'
import { formatCheckText } from './format/checkText.ts'
import type { CommandContext } from './context.ts'
import { createProgress } from './progress.ts'
import { describeFailure } from './describeFailure.ts'
import { printErrors } from './format/errors.ts'
import { toPrintable } from './format/style.ts'
import { EXIT, type ExitCode, type Terminal } from './terminal.ts'
import { UsageError } from './usageError.ts'

interface CheckOptions {
  readonly format: 'text' | 'json'
  readonly minSeverity: Severity
  readonly workspace: boolean
  readonly stdinFilename?: string
}

export function addCheck(program: Command, { terminal, end }: CommandContext): void {
  program
    .command('check')
    .summary('find credentials that stay in the image')
    .description('Finds credentials that stay in the image. Exits with 1 when there are some.')
    .argument('[path...]', 'files, directories, or - for standard input', ['.'])
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .addOption(
      new Option('--min-severity <severity>', 'leave out what is less severe')
        .choices(['info', 'warning', 'error'])
        .default('warning'),
    )
    .option('--no-workspace', 'read no file beside the Dockerfile')
    .option('--stdin-filename <name>', 'where the text on standard input belongs')
    .action(async (paths: string[], options: CheckOptions) => end(await check(paths, options, terminal)))
}

async function check(paths: readonly string[], options: CheckOptions, terminal: Terminal): Promise<ExitCode> {
  if (options.stdinFilename !== undefined && !paths.includes('-'))
    throw new UsageError('--stdin-filename says where standard input belongs: add the path "-".')
  const settings = { cwd: terminal.cwd, minSeverity: options.minSeverity, workspace: options.workspace }
  const input = paths.includes('-') ? await checkInput(options.stdinFilename, settings, terminal) : []
  const named = paths.filter(it => it !== '-')
  const { files, errors } = findDockerfiles(named, terminal.cwd)
  const progress = createProgress(files.length, terminal)
  const results = [...input, ...(await checkFiles(files, settings, progress.update))]
  progress.clear()
  tellIgnored(results, files, terminal)
  return print(results, errors, options, terminal)
}

async function checkInput(
  stdinFilename: string | undefined,
  settings: CheckSettings,
  terminal: Terminal,
): Promise<readonly CheckResult[]> {
  const path = stdinFilename ?? '<stdin>'
  const file = stdinFilename === undefined ? undefined : resolve(terminal.cwd, stdinFilename)
  const bytes = await terminal.readInput()
  try {
    return checkText(path, decodeText(bytes).text, file, settings, createContextCache())
  } catch (error) {
    return [{ path, message: describeFailure(error) }]
  }
}

/** Whoever names a file expects to hear about it. */
function tellIgnored(results: readonly CheckResult[], files: readonly FoundDockerfile[], terminal: Terminal): void {
  const found = new Set(files.filter(it => it.foundIn !== undefined).map(it => it.path))
  for (const it of results)
    if ('ignoredBy' in it && !found.has(it.path))
      terminal.printError(`dockerfile-secrets: ${toPrintable(`${it.path} is ignored by ${it.ignoredBy}.`)}\n`)
}

function print(
  results: readonly CheckResult[],
  pathErrors: readonly PathError[],
  { format }: CheckOptions,
  terminal: Terminal,
): ExitCode {
  const reports = results.filter(it => 'findings' in it)
  const errors = distinct([...pathErrors, ...results.filter(it => 'message' in it)])
  printErrors(errors, terminal)
  if (format === 'json') terminal.print(formatCheckJson(reports, errors))
  else if (reports.length > 0) terminal.print(formatCheckText(reports, terminal.color))
  if (errors.length > 0) return EXIT.failed
  return reports.some(it => it.findings.length > 0) ? EXIT.found : EXIT.done
}
