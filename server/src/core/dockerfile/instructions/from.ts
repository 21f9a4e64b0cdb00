import { checkExpandedFlags, checkFlags } from '../checks.ts'
import type { From } from '../model.ts'
import { argsSpan, baseOf, reject, wordAt, type Statement } from '../statement.ts'
import { splitFields, tokenOf } from '../words.ts'

/** `FROM [--platform=…] image [AS name]`. */
export function parseFrom(statement: Statement): From {
  const { line, args } = statement
  const fields = splitFields(line.text, args)
  const [image, as, name] = fields
  const count = fields.length
  const isNamed = as !== undefined && line.text.slice(as.start, as.end).toLowerCase() === 'as'
  if (count !== 1 && !(count === 3 && isNamed))
    reject(statement, argsSpan(statement), 'FROM is followed by an image, and perhaps AS and a name.')
  checkFlags(statement, { platform: 'string' })
  checkExpandedFlags(statement, ['platform'])
  const token = isNamed && name ? tokenOf(line, name) : undefined
  if (token && !/^[a-z][a-z0-9-_.]*$/.test(token.text.toLowerCase()))
    reject(
      statement,
      token,
      `A stage cannot be called ${token.text}: names are letters, digits, - _ . and begin with a letter.`,
    )
  return { kind: 'FROM', ...baseOf(statement), image: image && wordAt(statement, image), name: token }
}
