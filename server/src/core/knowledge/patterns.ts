import { staticText, type ShellWord } from '../shell/model.ts'
import type { Invocation } from '../shell/invocation.ts'

/** What stands in a hole: the whole word, or the fixed text that is left of it. */
export interface Hole {
  readonly word: ShellWord
  /** When the hole is only a part of the word. */
  readonly text: string | undefined
}

type AnyCommand = { readonly pattern: string }

/** What stands in the holes of a pattern, when an invocation is that command; `valued` as in `Tool`. */
export function fit(
  command: AnyCommand,
  invocation: Invocation,
  valued: readonly string[] = [],
): ReadonlyMap<string, Hole> | undefined {
  const pattern = patternOf(command)
  return mayFit(pattern, invocation) ? fill(pattern, invocation.args, valued) : undefined
}

/** The name of the program that a pattern begins with. */
export function programOf(command: AnyCommand): string {
  return patternOf(command).program
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

const patterns = new Map<AnyCommand, Pattern>()

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
    const text = withoutQuotes(word.text)
    if (!text.startsWith('-') || text === '-') {
      plain.push(word)
      continue
    }
    const option = options.find(it => isOption(it, text))
    if (option) missing.delete(option)
    const value = option && valueInWord(option, word)
    if (option?.hole !== undefined && value) holes.set(option.hole, { word: value, text: undefined })
    else if (option?.hole !== undefined || valued.includes(text)) {
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
  if (joined) return names.some(it => text.startsWith(it) && it.length < text.length && isLong(it) === isLong(text))
  return names.some(it => text === it || text.startsWith(`${it}=`) || isInCluster(it, text, hole !== undefined))
}

function isLong(option: string): boolean {
  return option.startsWith('--')
}

/** `-bc` is `-b -c`; only the last one can have a value. */
export function isInCluster(name: string, text: string, hasValue: boolean): boolean {
  if (name.length !== 2 || !/^-[A-Za-z]{2,6}$/.test(text)) return false
  return hasValue ? text.endsWith(name.slice(1)) : text.includes(name.slice(1))
}

function valueInWord({ names, joined }: PatternOption, word: ShellWord): ShellWord | undefined {
  if (joined) return after(word, names[0]?.length ?? 0)
  const text = withoutQuotes(word.text)
  const name = names.find(it => text.startsWith(`${it}=`))
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
      if (!word.parts.some(it => it.kind === 'literal' && it.value.includes('.'))) return undefined
      holes.set(expected.slice(1, expected.indexOf('>')), { word, text })
    } else if (hole === 0) holes.set(holeName(expected), { word, text: undefined })
    else if (hole < 0 ? text !== expected : !beginsWith(word, expected.slice(0, hole))) return undefined
    else if (0 < hole) holes.set(holeName(expected), { word, text: text?.slice(hole) })
  }
  return holes
}

function beginsWith({ parts: [first] }: ShellWord, text: string): boolean {
  return first?.kind === 'literal' && first.value.startsWith(text)
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
  const text = word.text.slice(start - word.start)
  return {
    start,
    end: word.end,
    text: withoutQuotes(word.text) === word.text ? text : word.text.charAt(0) + text,
    parts,
  }
}

/** What a program gets of `"--password=$P"`; a word that is quoted in part stays as it is. */
function withoutQuotes(text: string): string {
  return 1 < text.length && /^["']/.test(text) && text.endsWith(text.charAt(0)) ? text.slice(1, -1) : text
}
