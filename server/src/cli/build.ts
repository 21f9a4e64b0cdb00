import { Option, type Command } from 'commander'
import { buildCommand } from '../core/plan/buildCommand.ts'
import type { SecretSource } from '../core/plan/model.ts'
import { problemWithSource } from './build/checkSource.ts'
import { runDocker } from './build/runDocker.ts'
import { parseSecretFlag } from './build/secretFlag.ts'
import type { CommandContext } from './context.ts'
import { describeSecret } from './format/plan.ts'
import { createStyle, toPrintable } from './format/style.ts'
import { planDockerfile, type BuildPlan } from './plan/planDockerfile.ts'
import type { ExitCode, Terminal } from './terminal.ts'
import { UsageError } from './usageError.ts'

interface BuildOptions {
  readonly secret: readonly string[]
  readonly context?: string
  readonly verify?: true
}

export function addBuild(program: Command, { terminal, rest, end }: CommandContext): void {
  program
    .command('build')
    .summary('build with secrets')
    .description('Checks that every secret is there, and builds with docker. Exits with the code of docker.')
    .argument('[dockerfile]', 'the file to build; ./Dockerfile when not given')
    .usage('[options] [dockerfile] [-- docker arguments]')
    .option('--secret <source>', 'id=ID,src=FILE or id=ID,env=VARIABLE; may be repeated', collect, [])
    .option('--context <dir>', 'the build context, where it is not found by itself')
    .addOption(new Option('--verify', 'search the image for the secrets afterwards').hideHelp())
    .action(async (path: string | undefined, options: BuildOptions) => end(await build(path, options, rest, terminal)))
}

function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value]
}

async function build(
  path: string | undefined,
  { secret, context, verify }: BuildOptions,
  rest: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  if (verify) throw new UsageError('This version cannot verify images yet. Run the command without --verify.')
  const sources = secret.map(it => parseSecretFlag(it, terminal.env))
  const plan = planDockerfile(path, targetIn(rest), terminal)
  assertReady(plan, sources, terminal)
  const command = buildCommand({
    dockerfile: plan.dockerfile,
    context: context ?? plan.context,
    // It is among the rest when it was given.
    target: undefined,
    tags: [],
    secrets: sources,
    extra: rest,
  })
  return await runDocker(command, terminal)
}

/** `--target` among the arguments for docker. */
function targetIn(args: readonly string[]): string | undefined {
  const index = args.findLastIndex(it => it === '--target' || it.startsWith('--target='))
  const found = args[index]
  return found === '--target' ? args[index + 1] : found?.slice('--target='.length)
}

/** Docker finds out in the middle of a build that a secret is missing, or never; so everything is checked before. */
function assertReady({ secrets }: BuildPlan, sources: readonly SecretSource[], terminal: Terminal): void {
  const style = createStyle(false)
  const ids = sources.map(it => it.id)
  const missing = secrets.filter(it => !ids.includes(it.id))
  const required = missing.filter(it => it.required)
  const problems = [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map(id => `The secret ${id} is given twice.`),
    ...sources.flatMap(it => problemWithSource(it, terminal) ?? []),
  ].map(toPrintable)
  if (required.length > 0)
    problems.push(['These secrets are missing:', ...required.map(it => describeSecret(it, style))].join('\n'))
  if (problems.length > 0) throw new UsageError(`Nothing was built. ${problems.join('\n')}`)
  const warn = (text: string) => terminal.printError(`dockerfile-secrets: ${toPrintable(text)}\n`)
  for (const { id } of missing)
    warn(`The optional secret ${id} is not given; where it is mounted, the credential is empty.`)
  for (const id of ids)
    if (!secrets.some(it => it.id === id) && !isPredefined(id)) warn(`No RUN of this build mounts the secret ${id}.`)
}

/** Secrets that BuildKit itself reads for git and HTTP sources. */
function isPredefined(id: string): boolean {
  return id.startsWith('GIT_AUTH_') || id.startsWith('HTTP_AUTH_')
}
