import { perObject, perText } from '../memo.ts'
import { judgeName } from '../secrets/names.ts'
import type { ShellWord } from '../shell/model.ts'
import type { Invocation } from '../shell/invocation.ts'
import { ecosystems } from './index.ts'
import type {
  CredentialVariable,
  Ecosystem,
  GeneratingCommand,
  PasswordCommand,
  PersistingCommand,
  Tool,
  UndoingCommand,
} from './model.ts'
import { fit, type Hole, isInCluster, programOf } from './patterns.ts'

export type { Hole } from './patterns.ts'

export interface KnownTool {
  readonly ecosystem: Ecosystem
  readonly tool: Tool
}

const toolsByCommand = new Map<string, KnownTool>(
  ecosystems.flatMap(ecosystem =>
    ecosystem.tools.flatMap(tool =>
      tool.commands.map((command): [string, KnownTool] => [command, { ecosystem, tool }]),
    ),
  ),
)

export function toolOf(invocation: Invocation): KnownTool | undefined {
  return toolsByCommand.get(invocation.name)
}

/** Whether this invocation uses credentials: `npm ci`, but not `npm --version`. */
export function consumes(tool: Tool, invocation: Invocation): boolean {
  if (tool.consumers.length === 0) return !isQuiet(tool, invocation)
  const plain = positionals(invocation.args, tool.valued ?? [])
  if (plain.length === 0) return tool.consumers.includes('') && !invocation.args.some(it => isQuestion(it.text))
  const [first = '', second = ''] = plain.map(it => it.text)
  if (tool.consumers.includes(`${first} ${second}`)) return true
  // An option with a separate value may stand before the subcommand.
  return !isQuiet(tool, invocation) && [first, second].some(it => it !== '' && tool.consumers.includes(it))
}

/** Whether the tables say that this subcommand neither uses credentials nor runs code of the project. */
export function isQuiet({ quiet = [], valued = [] }: Tool, { args }: Invocation): boolean {
  if (quiet.length === 0) return false
  const [first, second] = positionals(args, valued).map(it => it.text)
  if (first === undefined) return args.some(it => isQuestion(it.text))
  return quiet.includes(first) || (second !== undefined && quiet.includes(`${first} ${second}`))
}

/** Whether the tool looks for a credential file, by name: `curl` for `.netrc` only with `-n`. */
export function readsFile({ reads, readsOn = {} }: Tool, { args }: Invocation, name: string): boolean {
  const options = Object.keys(readsOn).filter(it => readsOn[it] === name)
  return (
    reads.includes(name) || args.some(({ text }) => options.some(it => text === it || isInCluster(it, text, false)))
  )
}

function isQuestion(text: string): boolean {
  return ['--version', '-v', '--help', '-h'].includes(text)
}

export interface PersistingMatch {
  readonly command: PersistingCommand
  readonly holes: ReadonlyMap<string, Hole>
}

export interface UndoingMatch {
  readonly command: UndoingCommand
  readonly holes: ReadonlyMap<string, Hole>
}

const persistingByProgram = byProgram(ecosystems.flatMap(it => it.persisting ?? []))

/** The first persisting command of the tool that an invocation is. */
export const matchPersisting = perObject((invocation: Invocation): PersistingMatch | undefined => {
  const known = toolOf(invocation)
  const commands = known?.tool.persisting ?? persistingByProgram.get(invocation.name) ?? []
  for (const command of commands) {
    const holes = fit(command, invocation, known?.tool.valued)
    const code = holes?.get('code')?.word.text ?? ''
    if (holes && command.calls?.every(it => code.includes(it)) !== false) return { command, holes }
  }
  return invocation.starts && matchPersisting(invocation.starts)
})

/** The command of the tool that takes a stored credential away, if an invocation is one. */
export const matchUndoing = perObject((invocation: Invocation): UndoingMatch | undefined => {
  const known = toolOf(invocation)
  for (const command of known?.tool.undoing ?? []) {
    const holes = fit(command, invocation, known?.tool.valued)
    if (holes) return { command, holes }
  }
  return undefined
})

export interface PasswordMatch {
  readonly command: PasswordCommand
  readonly holes: ReadonlyMap<string, Hole>
}

const passwordsByProgram = byProgram(ecosystems.flatMap(it => it.passwords ?? []))

/** All commands with a password that an invocation is. */
export const matchPasswords = perObject((invocation: Invocation): readonly PasswordMatch[] => {
  return (passwordsByProgram.get(invocation.name) ?? []).flatMap(command => {
    const holes = fit(command, invocation, command.valued)
    return holes ? { command, holes } : []
  })
})

export interface GeneratingMatch {
  readonly command: GeneratingCommand
  readonly holes: ReadonlyMap<string, Hole>
}

const generatingByProgram = byProgram(ecosystems.flatMap(it => it.generating ?? []))

/** The command that makes a private key, if an invocation is one. */
export function matchGenerating(invocation: Invocation): GeneratingMatch | undefined {
  for (const command of generatingByProgram.get(invocation.name) ?? []) {
    const isOther = command.unless?.some(option =>
      invocation.args.some(({ text }) => text === option || isInCluster(option, text, false)),
    )
    const holes = isOther ? undefined : fit(command, invocation)
    if (holes) return { command, holes }
  }
  return undefined
}

function byProgram<Command extends { readonly pattern: string }>(
  commands: readonly Command[],
): ReadonlyMap<string, readonly Command[]> {
  const groups = new Map<string, Command[]>()
  for (const command of commands) {
    const group = groups.get(programOf(command))
    if (group) group.push(command)
    else groups.set(programOf(command), [command])
  }
  return groups
}

function positionals(args: readonly ShellWord[], valued: readonly string[]): readonly ShellWord[] {
  return args.filter((it, index) => !it.text.startsWith('-') && !valued.includes(args[index - 1]?.text ?? ''))
}

/** `corp-feed` as a part of a variable name: `CORP_FEED`. */
export function toVariablePart(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '_')
}

/** The ecosystem and variable that a name stands for: `POETRY_HTTP_BASIC_CORP_PASSWORD`. */
export const knownVariable = perText(
  (name): KnownVariable | undefined =>
    variablesByName.get(name) ?? variablesWithHole.find(([, it]) => isVariable(it, name))?.[1],
)

/** Whether the tools of an ecosystem read a variable. Several may: GITHUB_TOKEN. */
export function readsVariable(ecosystem: Ecosystem, name: string): boolean {
  return ecosystem.variables.some(it => it.name === name || (it.name.includes('<') && isVariable(it, name)))
}

function isVariable({ name: pattern, judged }: CredentialVariable, name: string): boolean {
  return matchesVariable(pattern, name) && (!judged || judgeName(name).kind === 'secret')
}

interface KnownVariable extends CredentialVariable {
  readonly ecosystem: Ecosystem
}

const variables = ecosystems.flatMap(ecosystem =>
  ecosystem.variables.map((it): readonly [string, KnownVariable] => [it.name, { ...it, ecosystem }]),
)
// The first that has a name counts.
const variablesByName = new Map(variables.toReversed())
const variablesWithHole = variables.filter(([name]) => name.includes('<'))

function matchesVariable(pattern: string, name: string): boolean {
  const [first = '', ...pieces] = pattern.split(/<\w+>/)
  const last = pieces.pop() ?? ''
  let at = first.length
  for (const piece of pieces) {
    const found = name.indexOf(piece, at + 1)
    if (found < 0) return false
    at = found + piece.length
  }
  return name.startsWith(first) && name.endsWith(last) && at + last.length < name.length
}
