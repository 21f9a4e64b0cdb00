import { checkFlags } from '../checks.ts'
import { parseJsonForm } from '../json.ts'
import type { Word, WordsInstruction } from '../model.ts'
import { argsSpan, baseOf, reject, rejectAlways, wordAt, type Statement } from '../statement.ts'
import { splitFields, tokenOf } from '../words.ts'
import { wordsOf } from './copy.ts'

/** Instructions that take all of the line as one word, blanks and all. */
export function parseSingleWord(
  statement: Statement,
  kind: 'WORKDIR' | 'USER' | 'STOPSIGNAL' | 'MAINTAINER',
): WordsInstruction {
  const { args, keyword } = statement
  const isEmpty = args.start === args.end
  if (isEmpty) reject(statement, keyword, `${kind} needs an argument.`)
  if (kind !== 'STOPSIGNAL') checkFlags(statement, {})
  const words = isEmpty ? [] : [kind === 'MAINTAINER' ? plainWord(statement) : wordAt(statement, args)]
  return { kind, ...baseOf(statement), words }
}

/** `VOLUME path…`, also in JSON form, and `EXPOSE port…`. */
export function parseWords(statement: Statement, kind: 'VOLUME' | 'EXPOSE'): WordsInstruction {
  const { line, args, keyword } = statement
  checkFlags(statement, {})
  const json = kind === 'VOLUME' ? parseJsonForm(line, args) : undefined
  if (json?.kind === 'mixed')
    rejectAlways(statement, argsSpan(statement), 'In JSON form all arguments must be strings.')
  const words = json ? wordsOf(statement, json) : splitFields(line.text, args).map(it => wordAt(statement, it))
  if (words.length === 0) reject(statement, keyword, `${kind} needs an argument.`)
  for (const word of words)
    if (word.text.trim() === '') reject(statement, word, 'The path of a volume cannot be empty.')
  return { kind, ...baseOf(statement), words }
}

/** A maintainer is not expanded. */
function plainWord({ line, args }: Statement): Word {
  const { start, end, text } = tokenOf(line, args)
  return { start, end, text, parts: [{ kind: 'literal', start, end, value: text }] }
}
