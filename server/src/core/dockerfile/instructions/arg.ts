import type { Arg, ArgDeclaration } from '../model.ts'
import { baseOf, reject, wordAt, type Statement } from '../statement.ts'
import { splitWords, tokenOf, type Range } from '../words.ts'
import { equalsIn } from './pairs.ts'

/** `ARG name[=value]…`. Flags are read, but not looked at. */
export function parseArg(statement: Statement): Arg {
  const { line, args, reader } = statement
  const words = splitWords(line.text, args, reader.escape)
  if (words.length === 0) reject(statement, statement.keyword, 'ARG needs a name.')
  return { kind: 'ARG', ...baseOf(statement), declarations: words.map(it => parseDeclaration(statement, it)) }
}

function parseDeclaration(statement: Statement, word: Range): ArgDeclaration {
  const { start, end } = tokenOf(statement.line, word)
  const equals = equalsIn(statement.line.text, word)
  // Quotes are part of the name.
  const name = tokenOf(statement.line, { start: word.start, end: equals ?? word.end })
  if (equals === word.start) reject(statement, { start, end }, 'The name of a build argument is missing.')
  const value = equals === undefined ? undefined : wordAt(statement, { start: equals + 1, end: word.end })
  return { start, end, name, value }
}
