import { judgeName } from '../secrets/names.ts'
import { staticText, type ShellWord } from '../shell/model.ts'
import type { Invocation } from '../shell/invocation.ts'
import { ecosystems } from './index.ts'
import type {
  CredentialVariable,
  Ecosystem,
  PasswordCommand,
  PersistingCommand,
  Tool,
  UndoingCommand,
} from './model.ts'

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
  // An option with a separate value may stand before the subcommand.
  return [first, second, `${first} ${second}`].some(it => it !== '' && tool.consumers.includes(it))
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

/** What stands in a hole: the whole word, or the fixed text that is left of it. */
export interface Hole {
  readonly word: ShellWord
  /** When the hole is only a part of the word. */
  readonly text: string | undefined
}

/** The first persisting command of the tool that an invocation is. */
export function matchPersisting(invocation: Invocation): PersistingMatch | undefined {
  const known = toolOf(invocation)
  for (const command of known?.tool.persisting ?? []) {
    const pattern = patternOf(command)
    const holes = mayFit(pattern, invocation) ? fill(pattern, invocation.args, known?.tool.valued ?? []) : undefined
    if (holes) return { command, holes }
  }
  return invocation.starts && matchPersisting(invocation.starts)
}

/** The command of the tool that takes a stored credential away, if an invocation is one. */
export function matchUndoing(invocation: Invocation): UndoingCommand | undefined {
  const known = toolOf(invocation)
  return known?.tool.undoing?.find(it => {
    const pattern = patternOf(it)
    return mayFit(pattern, invocation) && fill(pattern, invocation.args, known.tool.valued ?? []) !== undefined
  })
}

const patterns = new Map<AnyCommand, Pattern>()

export interface PasswordMatch {
  readonly command: PasswordCommand
  readonly holes: ReadonlyMap<string, Hole>
}

const passwordsByProgram = new Map<string, PasswordCommand[]>()
for (const command of ecosystems.flatMap(it => it.passwords ?? [])) {
  const { program } = patternOf(command)
  passwordsByProgram.set(program, [...(passwordsByProgram.get(program) ?? []), command])
}

/** All commands with a password that an invocation is. */
export function matchPasswords(invocation: Invocation): readonly PasswordMatch[] {
  return (passwordsByProgram.get(invocation.name) ?? []).flatMap(command => {
    const pattern = patternOf(command)
    const holes = mayFit(pattern, invocation) ? fill(pattern, invocation.args, command.valued ?? []) : undefined
    return holes ? { command, holes } : []
  })
}

/** Most invocations can be told apart by their subcommand. */
function mayFit({ program, words: [subcommand] }: Pattern, { name, args }: Invocation): boolean {
  if (program !== name) return false
  const isFixed = subcommand !== undefined && !subcommand.startsWith('<') && subcommand !== '...'
  return !isFixed || args.some(it => it.text === subcommand)
}

interface Pattern {
  readonly program: string
  readonly words: readonly string[]
  readonly options: readonly PatternOption[]
}

interface PatternOption {
  readonly names: readonly string[]
  /** The hole of its value. */
  readonly hole: string | undefined
  /** Nothing stands between its only name and the value: `-psecret`. */
  readonly joined: boolean
}

type AnyCommand = Pick<UndoingCommand, 'pattern'>

function patternOf(command: AnyCommand): Pattern {
  let pattern = patterns.get(command)
  if (!pattern) patterns.set(command, (pattern = parsePattern(command.pattern)))
  return pattern
}

function parsePattern(text: string): Pattern {
  const [program = '', ...rest] = text.split(' ')
  const words: string[] = []
  const options: PatternOption[] = []
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index] ?? ''
    if (!word.startsWith('-') || word === '-') words.push(word)
    else if (word.includes('<'))
      options.push({ names: [word.slice(0, word.indexOf('<'))], hole: holeName(word), joined: true })
    else {
      const next = rest[index + 1]
      const hole = next?.startsWith('<') === true ? holeName(next) : undefined
      if (hole !== undefined) index++
      options.push({ names: word.split('|'), hole, joined: false })
    }
  }
  return { program, words, options }
}

function holeName(text: string): string {
  return text.slice(text.indexOf('<') + 1, -1).replace('?', '')
}

function fill(
  { words, options }: Pattern,
  args: readonly ShellWord[],
  valued: readonly string[],
): Map<string, Hole> | undefined {
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
    const option = options.find(it => isOption(it, word.text))
    if (option) missing.delete(option)
    const value = option && valueInWord(option, word)
    if (option?.hole !== undefined && value) holes.set(option.hole, { word: value, text: undefined })
    else if (option?.hole !== undefined || valued.includes(word.text)) {
      const next = args[++index]
      // Of an option that is there several times the one with a variable counts.
      const isFixed = next !== undefined && holes.has(option?.hole ?? '') && staticText(next) !== undefined
      if (option?.hole !== undefined && next && !isFixed) holes.set(option.hole, { word: next, text: undefined })
    }
  }
  const positional = missing.size > 0 ? undefined : fillWords(words, plain)
  return positional && new Map([...holes, ...positional])
}

function isOption({ names, hole, joined }: PatternOption, text: string): boolean {
  if (joined) return names.some(it => text.startsWith(it) && it.length < text.length && !text.startsWith('--'))
  return names.some(it => text === it || text.startsWith(`${it}=`) || isInCluster(it, text, hole !== undefined))
}

/** `-bc` is `-b -c`; only the last one can have a value. */
function isInCluster(name: string, text: string, hasValue: boolean): boolean {
  if (name.length !== 2 || !/^-[A-Za-z]{2,6}$/.test(text)) return false
  return hasValue ? text.endsWith(name.slice(1)) : text.includes(name.slice(1))
}

function valueInWord({ names, joined }: PatternOption, word: ShellWord): ShellWord | undefined {
  if (joined) return after(word, names[0]?.length ?? 0)
  const name = names.find(it => word.text.startsWith(`${it}=`))
  return name === undefined ? undefined : after(word, name.length + 1)
}

function fillWords(pattern: readonly string[], words: readonly ShellWord[]): ReadonlyMap<string, Hole> | undefined {
  const holes = new Map<string, Hole>()
  if (pattern.length < words.length && pattern.at(-1) !== '...') return undefined
  for (const [index, expected] of pattern.entries()) {
    const word = words[index]
    const hole = expected.indexOf('<')
    if (expected === '...') break
    if (!word) {
      if (expected.endsWith('?>')) continue
      return undefined
    }
    const text = staticText(word)
    if (expected.includes('>=<')) {
      if (!fillAssignment(expected, word, holes)) return undefined
    } else if (expected.includes('>.<')) {
      if (text === undefined || text.indexOf('.') < 1) return undefined
      holes.set(expected.slice(1, expected.indexOf('>')), { word, text })
    } else if (hole === 0) holes.set(holeName(expected), { word, text: undefined })
    else if (hole < 0 ? text !== expected : text === undefined || !text.startsWith(expected.slice(0, hole)))
      return undefined
    else if (0 < hole && text !== undefined) holes.set(holeName(expected), { word, text: text.slice(hole) })
  }
  return holes
}

/** `<key>=<value>` for a word whose key is known. */
function fillAssignment(expected: string, word: ShellWord, holes: Map<string, Hole>): boolean {
  const [first] = word.parts
  const equals = first?.kind === 'literal' ? first.value.indexOf('=') : -1
  if (first?.kind !== 'literal' || equals < 1) return false
  const [key = '', value = ''] = expected.split('=')
  holes.set(holeName(key), { word, text: first.value.slice(0, equals) })
  holes.set(holeName(value), { word: after(word, equals + 1), text: undefined })
  return true
}

/** What follows `--password=` in a word. */
function after(word: ShellWord, length: number): ShellWord {
  const [first, ...rest] = word.parts
  const tail = first?.kind === 'literal' && first.value.slice(length)
  // A quote may stand before the literal.
  const start = (first?.kind === 'literal' ? first.start : word.start) + length
  const parts = first?.kind === 'literal' && tail ? [{ ...first, value: tail, start }, ...rest] : rest
  return { start, end: word.end, text: word.text.slice(start - word.start), parts }
}

function positionals(args: readonly ShellWord[], valued: readonly string[]): readonly ShellWord[] {
  return args.filter((it, index) => !it.text.startsWith('-') && !valued.includes(args[index - 1]?.text ?? ''))
}

/** `corp-feed` as a part of a variable name: `CORP_FEED`. */
export function toVariablePart(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '_')
}

/** The ecosystem and variable that a name stands for: `POETRY_HTTP_BASIC_CORP_PASSWORD`. */
export function knownVariable(name: string): KnownVariable | undefined {
  return (
    variablesByName.get(name) ??
    variablesWithHole.find(
      ([pattern, it]) => matchesVariable(pattern, name) && (!it.judged || judgeName(name).kind === 'secret'),
    )?.[1]
  )
}

interface KnownVariable extends CredentialVariable {
  readonly ecosystem: Ecosystem
}

const variables = ecosystems.flatMap(ecosystem =>
  ecosystem.variables.map((it): readonly [string, KnownVariable] => [it.name, { ...it, ecosystem }]),
)
const variablesByName = new Map(variables)
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
