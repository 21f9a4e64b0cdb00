import { Option, type Command } from 'commander'
import { rules } from '../core/rules/index.ts'
import { findDockerfiles, type PathError } from '../workspace/findDockerfiles.ts'
import { decodeText } from '../workspace/readText.ts'
import { distinct } from './configErrors.ts'
import type { CommandContext } from './context.ts'
import { describeFailure } from './describeFailure.ts'
import { writeChange } from './fileChange.ts'
import {
  createFixer,
  fixFile,
  fixText,
  rememberOthers,
  type FixedFile,
  type FixOutcome,
  type FixSettings,
} from './fix/fixFile.ts'
import { printErrors } from './format/errors.ts'
import { formatFixDiff } from './format/fixDiff.ts'
import { formatFixJson } from './format/fixJson.ts'
import { formatFixNotes, formatFixText, formatOthers } from './format/fixText.ts'
import { EXIT, type ExitCode, type Terminal } from './terminal.ts'
import { UsageError } from './usageError.ts'

interface FixOptions {
  readonly dryRun?: true
  readonly diff?: true
  readonly stdout?: true
  readonly rule: readonly string[]
  readonly safeOnly: boolean
  readonly format: 'text' | 'json'
}

export function addFix(program: Command, { terminal, end }: CommandContext): void {
  program
    .command('fix')
    .summary('move credentials to secret mounts')
    .description('Moves credentials to secret mounts. Exits with 1 when something is left that has no automatic fix.')
    .argument('[path...]', 'files, directories, or - for standard input', ['.'])
    .addOption(new Option('--dry-run', 'write nothing, only tell what would change').conflicts(['diff', 'stdout']))
    .addOption(new Option('--diff', 'write nothing, print a unified diff').conflicts(['stdout']))
    .option('--stdout', 'write nothing, print the new text of one file')
    .option('--rule <id>', 'fix only this rule; may be repeated', collectRule, [])
    .option('--safe-only', 'only fixes after which the same build command still works', false)
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .action(async (paths: string[], options: FixOptions) => end(await fix(paths, options, terminal)))
}

function collectRule(id: string, previous: readonly string[]): readonly string[] {
  if (rules.some(it => it.id === id)) return [...previous, id]
  throw new UsageError(`There is no rule "${id}". "dockerfile-secrets rules" lists them.`)
}

type Mode = 'write' | 'dryRun' | 'diff' | 'stdout'

async function fix(paths: readonly string[], options: FixOptions, terminal: Terminal): Promise<ExitCode> {
  const readsInput = paths.includes('-')
  if (readsInput && paths.length > 1) throw new UsageError('Standard input ("-") is fixed alone, without other paths.')
  const mode = modeOf(options, readsInput)
  const outcome = readsInput ? await fixInput(options, terminal) : fixPaths(paths, mode, options, terminal)
  printErrors(outcome.errors, terminal)
  printOutcome(outcome, mode, options, terminal)
  if (outcome.errors.length > 0) return EXIT.failed
  return outcome.fixed.some(it => it.result.refused.length > 0) ? EXIT.found : EXIT.done
}

function modeOf({ dryRun, diff, stdout, format }: FixOptions, readsInput: boolean): Mode {
  if (format === 'json' && (diff || stdout))
    throw new UsageError('--diff and --stdout print text. For JSON without writing, use --dry-run --format json.')
  if (diff) return 'diff'
  if (stdout) return 'stdout'
  if (readsInput) return format === 'json' ? 'dryRun' : 'stdout'
  return dryRun ? 'dryRun' : 'write'
}

async function fixInput(options: FixOptions, terminal: Terminal): Promise<FixOutcome> {
  try {
    const input = decodeText(await terminal.readInput())
    const fixed = fixText('<stdin>', input, toSettings(options), createFixer(terminal.cwd))
    return { fixed: [fixed], others: [], errors: fixed.errors }
  } catch (error) {
    return { fixed: [], others: [], errors: [{ path: '<stdin>', message: describeFailure(error) }] }
  }
}

function fixPaths(paths: readonly string[], mode: Mode, options: FixOptions, terminal: Terminal): FixOutcome {
  const found = findDockerfiles(paths, terminal.cwd)
  if (mode === 'stdout' && found.files.length + found.errors.length > 1)
    throw new UsageError(`--stdout prints one file, but these are ${found.files.length}. Name one, or use --diff.`)
  const fixer = createFixer(terminal.cwd)
  const fixed: FixedFile[] = []
  const errors: PathError[] = [...found.errors]
  for (const file of found.files) {
    try {
      const result = fixFile(file, toSettings(options), fixer)
      // Ignore files first: a Dockerfile that asks for a secret file invites people to create one.
      if (mode === 'write') result.others.forEach(writeChange)
      rememberOthers(result, fixer)
      if (mode === 'write') writeChange(result.dockerfile)
      fixed.push(result)
      errors.push(...result.errors)
    } catch (error) {
      errors.push({ path: file.path, message: describeFailure(error) })
    }
  }
  return { fixed, others: [...fixer.changed.values()], errors: distinct(errors) }
}

function toSettings({ rule, safeOnly }: FixOptions): FixSettings {
  return { rules: rule, safeOnly }
}

function printOutcome(outcome: FixOutcome, mode: Mode, options: FixOptions, terminal: Terminal): void {
  if (options.format === 'json') {
    terminal.print(formatFixJson(outcome))
  } else if (mode === 'stdout') {
    terminal.print(outcome.fixed.map(it => it.dockerfile.after).join(''))
    terminal.printError(formatFixNotes(outcome) + formatOthers(outcome))
  } else if (mode === 'diff') {
    terminal.print(formatFixDiff(outcome, terminal.color))
    terminal.printError(formatFixNotes(outcome))
  } else {
    terminal.print(formatFixText(outcome, mode === 'write', terminal.color))
  }
}
