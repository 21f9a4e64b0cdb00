import type { Analysis } from '../analyze.ts'
import { resolve } from '../build/declarations.ts'
import type { BuildRun } from '../build/runs.ts'
import { consumes, knownVariable, readsVariable, toolOf } from '../knowledge/match.ts'
import type { CredentialVariable } from '../knowledge/model.ts'
import { mayReadAnything, printsOnly } from '../knowledge/programs.ts'
import { type Invocation, invocationOf } from '../shell/invocation.ts'
import { identifiersIn, type ShellCommand, variablesOf } from '../shell/model.ts'
import type { VariableSecret } from '../secrets/trace.ts'
import { onlyStores, readByReference, referencesOf } from './references.ts'
import { perObject } from '../memo.ts'

/** The RUNs that need a secret, each with the names of the variables under which it needs it. */
export type Needs = ReadonlyMap<BuildRun, ReadonlySet<string>>

/**
 * A RUN needs a variable when its script names it, when a tool in it reads it by itself, or when it starts something
 * that may read anything. The last counts only as long as nothing else explains what the variable is for; a script of
 * the project always counts. `gone` are commands that the fix takes away; `relocated` says that it hands the secret
 * to the commands that read a stored file.
 */
export function needsOf(
  analysis: Analysis,
  secret: VariableSecret,
  gone: ReadonlySet<ShellCommand>,
  relocated: boolean,
): Needs {
  const visible = visibleNames(analysis, secret)
  const references = referencesOf(analysis)
  const reads = (it: ShellCommand, name: string) =>
    namesOf(it).has(name) || readByTool(it, name) || readByReference(references, it, name)
  const clearly = (run: BuildRun, name: string) => run.script.commands.some(it => !gone.has(it) && reads(it, name))
  const explained =
    relocated || [...visible].some(([run, all]) => !onlyExports(run) && all.some(it => clearly(run, it)))
  const needs = new Map<BuildRun, ReadonlySet<string>>()
  for (const [run, all] of visible) {
    const needed = all.filter(it => clearly(run, it) || mayRead(run, it, explained))
    if (needed.length > 0) needs.set(run, new Set(needed))
  }
  return needs
}

/** `RUN export TOKEN=$TOKEN` does nothing, and says nothing about what the variable is for. */
function onlyExports({ script }: BuildRun): boolean {
  return script.commands.every(it => it.words[0]?.text === 'export')
}

/** For each RUN the names under which the secret is in its environment. */
export function visibleNames(analysis: Analysis, secret: VariableSecret): ReadonlyMap<BuildRun, readonly string[]> {
  const members = new Set(secret.declarations)
  const names = [...new Set(secret.declarations.map(it => it.name.text))]
  const visible = new Map<BuildRun, readonly string[]>()
  for (const run of analysis.runs) {
    const here = names.filter(name => {
      const declaration = resolve(run.stage, name, run.run.span.start)
      return declaration !== undefined && members.has(declaration)
    })
    if (here.length > 0) visible.set(run, here)
  }
  return visible
}

/** Names that a command expands itself, or hands to a program that may expand them. */
const namesOf = perObject((command: ShellCommand): ReadonlySet<string> => new Set(namesIn(command)))

function* namesIn(command: ShellCommand): Iterable<string> {
  const invocation = invocationOf(command)
  const words = [
    ...command.words,
    ...command.assignments.map(it => it.value),
    ...command.redirects.flatMap(it => [it.target ?? [], it.body ?? []].flat()),
  ]
  for (const word of words) {
    for (const { name } of variablesOf(word)) yield name
    // `echo '${TOKEN}'` only prints the name, `python -c '…TOKEN…'` reads the variable.
    if (invocation && (printsOnly(invocation) || onlyStores(invocation))) continue
    // `--disabled-password` is the name of an option.
    if (/^--?[a-z][a-z-]*$/.test(word.text)) continue
    for (const part of word.parts) if (part.kind === 'literal') yield* identifiersIn(part.value)
  }
}

/** `pip install` reads PIP_EXTRA_INDEX_URL, `npm ci` reads what a `.npmrc` refers to. */
export function readByTool(command: ShellCommand, name: string): boolean {
  const known = knownVariable(name)
  const invocation = known && invocationOf(command)
  return [invocation, invocation?.starts].some(it => {
    const tool = it && toolOf(it)
    return it !== undefined && tool !== undefined && readsVariable(tool.ecosystem, name) && consumes(tool.tool, it)
  })
}

function mayRead(run: BuildRun, name: string, explained: boolean): boolean {
  if (run.dialect !== 'posix') return true
  const known = knownVariable(name)
  return run.script.commands.some(command => {
    const invocation = invocationOf(command)
    if (!invocation) return !explained && 0 < command.words.length
    if (isProjectScript(invocation)) return true
    const tool = toolOf(invocation)
    // `npm run build`: what it starts may look for a variable that no tool is known to read.
    if (!known && tool?.tool.runsScripts && !consumes(tool.tool, invocation)) return mayReadAnything(invocation)
    const isOther = tool && known && !readsVariable(tool.ecosystem, name)
    if (explained && isOther && (!isForScripts(known) || consumes(tool.tool, invocation))) return false
    // `yarn build` fails when a `.npmrc` refers to a variable that is not set, and any script may install more.
    if (tool && known && !consumes(tool.tool, invocation)) return mayReadAnything(invocation)
    return (!explained || isForScripts(known)) && mayReadAnything(invocation)
  })
}

/** `npm run build` may upload to a cloud, or publish a release. */
function isForScripts(variable: CredentialVariable | undefined): boolean {
  return variable?.readByMany === true || variable?.readByScripts === true
}

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', '.', 'source'])

/** `./build.sh`, `sh build.sh`: the project's own code. */
export function isProjectScript({ name, args, program }: Invocation): boolean {
  if (program.text.startsWith('./') || name.endsWith('.sh')) return true
  const first = args[0]?.text ?? ''
  return SHELLS.has(name) && first.endsWith('.sh')
}
