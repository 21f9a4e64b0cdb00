import type { Token } from '../../text.ts'
import { skipBlanks, skipNonBlanks } from '../chars.ts'
import { checkFlags } from '../checks.ts'
import type { Env, Label, Pair } from '../model.ts'
import { baseOf, reject, rejectAlways, wordAt, type Statement } from '../statement.ts'
import { literalValue, splitWords, tokenOf, type Range } from '../words.ts'

export function parseEnv(statement: Statement): Env {
  return { kind: 'ENV', ...baseOf(statement), ...parsePairs(statement) }
}

export function parseLabels(statement: Statement): Label {
  return { kind: 'LABEL', ...baseOf(statement), ...parsePairs(statement) }
}

/** Where the first `=` of a word is. */
export function equalsIn(text: string, word: Range): number | undefined {
  const index = text.slice(word.start, word.end).indexOf('=')
  return index < 0 ? undefined : word.start + index
}

interface Pairs {
  readonly pairs: readonly Pair[]
  readonly legacy: boolean
}

/** `name=value…`, or `name value` when there is no `=` in the first word. */
function parsePairs(statement: Statement): Pairs {
  checkFlags(statement, {})
  const { line, args, reader, keyword } = statement
  const words = splitWords(line.text, args, reader.escape)
  const [first] = words
  if (!first) {
    reject(statement, keyword, `${keyword.text.toUpperCase()} needs a name and a value.`)
    return { pairs: [], legacy: false }
  }
  if (equalsIn(line.text, first) === undefined) return parseLegacyPair(statement)
  return { pairs: words.flatMap(it => parsePair(statement, it) ?? []), legacy: false }
}

function parsePair(statement: Statement, word: Range): Pair | undefined {
  const { line } = statement
  const { start, end } = tokenOf(line, word)
  const equals = equalsIn(line.text, word)
  if (equals === undefined) {
    rejectAlways(statement, { start, end }, 'A pair has the form name=value.')
    return undefined
  }
  if (equals === word.start) reject(statement, { start, end }, 'The name is missing.')
  const name = nameAt(statement, { start: word.start, end: equals })
  return { start, end, name, value: wordAt(statement, { start: equals + 1, end: word.end }) }
}

function parseLegacyPair(statement: Statement): Pairs {
  const { line, args, keyword } = statement
  const nameEnd = skipNonBlanks(line.text, args.start, args.end)
  const { start, end } = tokenOf(line, args)
  if (nameEnd === args.end) {
    rejectAlways(statement, { start, end }, `${keyword.text.toUpperCase()} needs a value after the name.`)
    return { pairs: [], legacy: true }
  }
  const name = nameAt(statement, { start: args.start, end: nameEnd })
  const value = wordAt(statement, { start: skipBlanks(line.text, nameEnd, args.end), end: args.end })
  return { pairs: [{ start, end, name, value }], legacy: true }
}

/** The name of a pair, without quotes; as written when it has a variable in it. */
function nameAt(statement: Statement, range: Range): Token {
  const word = wordAt(statement, range)
  return { start: word.start, end: word.end, text: literalValue(word) ?? word.text }
}
