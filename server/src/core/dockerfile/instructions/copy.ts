import { toSourceSpan, type MappedText, type Token } from '../../text.ts'
import { checkExpandedFlags, checkFlags, type FlagType } from '../checks.ts'
import { parseHeredocWord } from '../heredocs.ts'
import { parseJsonForm, type JsonForm } from '../json.ts'
import type { Copy, Flag, Heredoc, Word } from '../model.ts'
import { argsSpan, baseOf, heredocsOf, reject, rejectAlways, wordAt, wordIn, type Statement } from '../statement.ts'
import { literalValue, parseBody, parseWord, splitFields } from '../words.ts'

const COMMON_FLAGS = { chown: 'string', chmod: 'string', link: 'boolean', exclude: 'list' } as const

const FLAGS: Readonly<Record<'COPY' | 'ADD', Readonly<Record<string, FlagType>>>> = {
  COPY: { ...COMMON_FLAGS, from: 'string', parents: 'boolean' },
  ADD: { ...COMMON_FLAGS, 'keep-git-dir': 'boolean', checksum: 'string', unpack: 'boolean' },
}

/** `COPY [--flags] source… destination`. */
export function parseCopy(statement: Statement, kind: 'COPY' | 'ADD'): Copy {
  checkFlags(statement, FLAGS[kind])
  checkExpandedFlags(statement, ['chown', 'chmod', 'checksum'])
  const json = parseJsonForm(statement.line, statement.args)
  if (json?.kind === 'mixed')
    rejectAlways(statement, argsSpan(statement), 'In JSON form all arguments must be strings.')
  const heredocs = heredocsOf(statement, json)
  const words = wordsOf(statement, json)
  const destination = words.length < 2 ? undefined : words.at(-1)
  if (!destination) reject(statement, argsSpan(statement), `${kind} needs a source and a destination.`)
  const sources = destination ? words.slice(0, -1) : words
  if (destination && parseHeredocWord(destination.text))
    reject(statement, destination, `A here-document cannot be the destination of ${kind}.`)
  for (const heredoc of heredocs) if (heredoc.expand) checkBody(statement, heredoc)
  const from = fromOf(statement.flags)
  if (kind === 'COPY' && from && !isPlain(from.text, statement.reader.escape))
    reject(statement, from, '--from cannot have variables, quotes or escapes.')
  return {
    kind,
    ...baseOf(statement, heredocs),
    sources: sources.filter(it => !parseHeredocWord(it.text)),
    destination,
    from,
    json: json?.kind === 'strings',
  }
}

/** The words of an instruction that may be in JSON form. */
export function wordsOf(statement: Statement, json: JsonForm | undefined): readonly Word[] {
  if (json?.kind !== 'strings') return splitFields(statement.line.text, statement.args).map(it => wordAt(statement, it))
  return json.strings.map(({ token, value }) => {
    const word = wordIn(statement, value, { start: 0, end: value.text.length })
    return { ...token, parts: word.parts }
  })
}

function checkBody(statement: Statement, { body }: Heredoc): void {
  const { error } = parseBody(body)
  if (error) reject(statement, toSourceSpan(body, error.at, Math.min(error.at + 1, body.text.length)), error.message)
}

function fromOf(flags: readonly Flag[]): Token | undefined {
  const value = flags.find(it => it.name === 'from')?.value
  return value && tokenOfText(value)
}

/** True when expansion would leave the text as it is. */
function isPlain(text: string, escape: string): boolean {
  const { word, error } = parseWord({ text, segments: [] }, { start: 0, end: text.length }, escape)
  return !error && literalValue(word) === text
}

function tokenOfText(value: MappedText): Token {
  return { ...toSourceSpan(value, 0, value.text.length), text: value.text }
}
