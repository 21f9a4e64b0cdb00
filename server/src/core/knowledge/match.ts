import { staticText, type ShellWord } from '../shell/model.ts'
import type { Invocation } from '../shell/invocation.ts'
import { ecosystems } from './index.ts'
import type { Ecosystem, PersistingCommand, Tool, UndoingCommand } from './model.ts'

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
  const plain = positionals(invocation.args, tool.valued ?? [])
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
  for (const command of known.tool.persisting) {
    const pattern = patternOf(command)
    const holes = pattern.program === invocation.name ? fill(pattern, invocation.args, known.tool.valued ?? []) : undefined
    if (holes) return { command, holes }
  }
  return undefined
}

/** The command of the tool that takes a stored credential away, if an invocation is one. */
export function matchUndoing(invocation: Invocation): UndoingCommand | undefined {
  const known = toolOf(invocation)
  return known?.tool.undoing?.find(it => {
    const pattern = patternOf(it)
    return pattern.program === invocation.name && fill(pattern, invocation.args, known.tool.valued ?? []) !== undefined
  })
}

interface Pattern {
  readonly program: string
  readonly words: readonly string[]
  /** Names of an option, and the hole of its value. */
  readonly options: readonly { readonly names: readonly string[]; readonly hole: string | undefined }[]
}

const patterns = new Map<UndoingCommand, Pattern>()

function patternOf(command: UndoingCommand): Pattern {
  let pattern = patterns.get(command)
  if (!pattern) patterns.set(command, (pattern = parsePattern(command.pattern)))
  return pattern
}

function parsePattern(text: string): Pattern {
  const [program = '', ...rest] = text.split(' ')
  const words: string[] = []
  const options: Pattern['options'][number][] = []
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index] ?? ''
    if (!word.startsWith('-')) words.push(word)
    else {
      const next = rest[index + 1]
      const hole = next?.startsWith('<') === true ? holeName(next) : undefined
      if (hole !== undefined) index++
      options.push({ names: word.split('|'), hole })
    }
  }
  return { program, words, options }
}

function holeName(text: string): string {
  return text.slice(text.indexOf('<') + 1, -1).replace('?', '')
}

function fill({ words, options }: Pattern, args: readonly ShellWord[], valued: readonly string[]): Map<string, Hole> | undefined {
  const holes = new Map<string, Hole>()
  const plain: ShellWord[] = []
  const missing = new Set(options)
  for (let index = 0; index < args.length; index++) {
    const word = args[index]
    if (!word) break
    if (!word.text.startsWith('-') || word.text === '-') {
      plain.push(word)
      continue
    }
    const option = options.find(it => it.names.some(name => word.text === name || word.text.startsWith(`${name}=`)))
    if (option) missing.delete(option)
    const equals = option?.names.find(it => word.text.startsWith(`${it}=`))
    if (option?.hole !== undefined && equals !== undefined) holes.set(option.hole, { word: after(word, equals.length + 1), text: undefined })
    else if (option?.hole !== undefined || valued.includes(word.text)) {
      const value = args[++index]
      if (option?.hole !== undefined && value) holes.set(option.hole, { word: value, text: undefined })
    }
  }
  const positional = missing.size > 0 ? undefined : fillWords(words, plain)
  return positional && new Map([...holes, ...positional])
}

function fillWords(pattern: readonly string[], words: readonly ShellWord[]): ReadonlyMap<string, Hole> | undefined {
  const holes = new Map<string, Hole>()
  if (pattern.length < words.length) return undefined
  for (const [index, expected] of pattern.entries()) {
    const word = words[index]
    const hole = expected.indexOf('<')
    if (!word) {
      if (expected.endsWith('?>')) continue
      return undefined
    }
    const text = staticText(word)
    if (hole === 0) holes.set(holeName(expected), { word, text: undefined })
    else if (hole < 0 ? text !== expected : text === undefined || !text.startsWith(expected.slice(0, hole))) return undefined
    else if (0 < hole && text !== undefined) holes.set(holeName(expected), { word, text: text.slice(hole) })
  }
  return holes
}

/** What follows `--password=` in a word. */
function after(word: ShellWord, length: number): ShellWord {
  const [first, ...rest] = word.parts
  const tail = first?.kind === 'literal' && first.value.slice(length)
  const parts = first?.kind === 'literal' && tail ? [{ ...first, value: tail, start: first.start + length }, ...rest] : rest
  return { start: word.start + length, end: word.end, text: word.text.slice(length), parts }
}

function positionals(args: readonly ShellWord[], valued: readonly string[]): readonly ShellWord[] {
  return args.filter((it, index) => !it.text.startsWith('-') && !valued.includes(args[index - 1]?.text ?? ''))
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
