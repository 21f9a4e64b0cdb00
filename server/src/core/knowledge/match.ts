import { staticText, type ShellWord } from '../shell/model.ts'
import type { Invocation } from '../shell/invocation.ts'
import { ecosystems } from './index.ts'
import type { Ecosystem, PersistingCommand, Tool } from './model.ts'

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
  if (tool.consumers.length === 0) return true
  const plain = positionals(invocation.args)
  if (plain.length === 0) return tool.consumers.includes('') && !invocation.args.some(it => isQuestion(it.text))
  // An option with a separate value may stand before the subcommand.
  return plain.slice(0, 2).some(it => tool.consumers.includes(it.text))
}

function isQuestion(text: string): boolean {
  return ['--version', '-v', '--help', '-h'].includes(text)
}

export interface PersistingMatch {
  readonly command: PersistingCommand
  readonly holes: ReadonlyMap<string, Hole>
}

/** What stands in a hole: the whole word, or the fixed text that is left of it. */
export interface Hole {
  readonly word: ShellWord
  /** When the hole is only a part of the word. */
  readonly text: string | undefined
}

/** The first persisting command of the tool that an invocation is. */
export function matchPersisting(invocation: Invocation): PersistingMatch | undefined {
  const known = toolOf(invocation)
  if (!known) return undefined
  const words = positionals(invocation.args)
  for (const command of known.tool.persisting) {
    const [name, ...pattern] = command.pattern.split(' ')
    const holes = name === invocation.name && pattern.length === words.length ? fill(pattern, words) : undefined
    if (holes) return { command, holes }
  }
  return undefined
}

function fill(pattern: readonly string[], words: readonly ShellWord[]): ReadonlyMap<string, Hole> | undefined {
  const holes = new Map<string, Hole>()
  for (const [index, expected] of pattern.entries()) {
    const word = words[index]
    if (!word) return undefined
    const hole = expected.indexOf('<')
    const text = staticText(word)
    if (hole === 0) holes.set(expected.slice(1, -1), { word, text: undefined })
    else if (hole < 0 ? text !== expected : text === undefined || !text.startsWith(expected.slice(0, hole)))
      return undefined
    else if (0 < hole && text !== undefined) holes.set(expected.slice(hole + 1, -1), { word, text: text.slice(hole) })
  }
  return holes
}

function positionals(args: readonly ShellWord[]): readonly ShellWord[] {
  return args.filter(it => !it.text.startsWith('-'))
}

/** `corp-feed` as a part of a variable name: `CORP_FEED`. */
export function toVariablePart(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '_')
}

/** The ecosystem and variable that a name stands for: `POETRY_HTTP_BASIC_CORP_PASSWORD`. */
export function knownVariable(name: string): { ecosystem: Ecosystem; holds: 'token' | 'url' | 'user' } | undefined {
  for (const ecosystem of ecosystems)
    for (const variable of ecosystem.variables)
      if (matchesVariable(variable.name, name)) return { ecosystem, holds: variable.holds }
  return undefined
}

function matchesVariable(pattern: string, name: string): boolean {
  const hole = pattern.indexOf('<')
  if (hole < 0) return pattern === name
  const prefix = pattern.slice(0, hole)
  const suffix = pattern.slice(pattern.indexOf('>') + 1)
  return name.startsWith(prefix) && name.endsWith(suffix) && prefix.length + suffix.length < name.length
}
