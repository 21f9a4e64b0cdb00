import { Command, CommanderError } from 'commander'
import { addBuild } from './build.ts'
import { addCheck } from './check.ts'
import type { CommandContext } from './context.ts'
import { describeFailure } from './describeFailure.ts'
import { addExplain } from './explain.ts'
import { addFix } from './fix.ts'
import { addLsp } from './lsp.ts'
import { addPlan } from './plan.ts'
import { addProtect } from './protect.ts'
import { addRules } from './rules.ts'
import { EXIT, type ExitCode, type Terminal } from './terminal.ts'
import { UsageError } from './usageError.ts'

/** Runs the command line `args`, without the program's name, and tells the exit code. */
export async function main(args: readonly string[], terminal: Terminal, version: string): Promise<ExitCode> {
  const { own, rest } = splitAtSeparator(args)
  let code: ExitCode = EXIT.done
  const context: CommandContext = { terminal, rest, end: it => (code = it) }
  try {
    await createProgram(context, version).parseAsync(own, { from: 'user' })
    return code
  } catch (error) {
    return report(error, terminal)
  }
}

/** Behind `build … --` stands what is meant for docker; elsewhere `--` protects names that begin with a dash. */
function splitAtSeparator(args: readonly string[]): { own: readonly string[]; rest: readonly string[] } {
  const separator = args[0] === 'build' ? args.indexOf('--') : -1
  if (separator < 0) return { own: args, rest: [] }
  return { own: args.slice(0, separator), rest: args.slice(separator + 1) }
}

function createProgram(context: CommandContext, version: string): Command {
  const { terminal } = context
  const program = new Command('dockerfile-secrets')
    .description('Finds credentials that stay in container images, and moves them to BuildKit secret mounts.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help about a command')
    .showSuggestionAfterError()
    .configureOutput({ writeOut: terminal.print, writeErr: terminal.printError })
    .exitOverride()
  for (const add of [addCheck, addFix, addPlan, addProtect, addBuild, addExplain, addRules, addLsp])
    add(program, context)
  return program
}

function report(error: unknown, terminal: Terminal): ExitCode {
  // Help and version end the parser, too. It has printed everything by then.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.failed
  if (error instanceof UsageError) {
    terminal.printError(`dockerfile-secrets: ${error.message}\n`)
    return EXIT.failed
  }
  terminal.printError(`dockerfile-secrets: ${describeFailure(error)}\n`)
  return EXIT.failed
}
