import { buildOf } from '../build/build.ts'
import { collectRuns } from '../build/runs.ts'
import { parse } from '../dockerfile/parse.ts'
import { matchPersisting } from '../knowledge/match.ts'
import { invocationOf } from '../shell/invocation.ts'
import type { Span } from '../text.ts'
import { isCredentialKey } from './roles.ts'
import { credentialsInUrls, judgeValue } from './values.ts'

/**
 * Parts of a Dockerfile that may be a credential in clear text and must not be shown, by position; they may overlap.
 * Rather too many than too few: a mask in an excerpt does no harm.
 */
export function maskedSpans(text: string): readonly Span[] {
  return [...storedValues(text), ...urlPasswords(text), ...keyedValues(text)].sort((a, b) => a.start - b.start)
}

/** Arguments of commands that store a credential: `poetry config http-basic.corp ci <here>`. */
function storedValues(text: string): readonly Span[] {
  const commands = collectRuns(buildOf(parse(text))).flatMap(it => it.script.commands)
  const matches = commands.flatMap(it => {
    const invocation = invocationOf(it)
    return (invocation && matchPersisting(invocation)) ?? []
  })
  const words = matches.flatMap(({ command, holes }) => command.secret.flatMap(it => holes.get(it)?.word ?? []))
  return words.flatMap(it => it.parts.filter(part => part.kind === 'literal'))
}

function urlPasswords(text: string): readonly Span[] {
  return credentialsInUrls(text).flatMap(({ user, password }) => [password ?? user])
}

/** What follows a key with a secret's name, and whatever looks like a token. */
function* keyedValues(text: string): Iterable<Span> {
  let key = ''
  let keyEnd = -1
  for (const { start, end } of words(text)) {
    const word = text.slice(start, end)
    const between = text.slice(keyEnd, start)
    const follows = key !== '' && between.length <= 4 && /^["']?[ \t]*[=:]?[ \t]*["']?$/.test(between)
    const scheme = follows && /^(?:bearer|basic|token)$/i.test(word)
    const value = judgeValue(word)
    if (isSecretText(value) || (follows && !scheme && !word.startsWith('$'))) yield { start, end }
    const named = text[start - 1] !== '$' && text[start - 1] !== '{' && isCredentialKey(word)
    key = scheme ? key : named ? word : ''
    keyEnd = end
  }
}

function isSecretText({ kind, issuer }: ReturnType<typeof judgeValue>): boolean {
  return issuer !== undefined || kind === 'token' || kind === 'private-key'
}

const SEPARATORS = new Set([
  ' ',
  '\t',
  '\r',
  '\n',
  '"',
  "'",
  '=',
  ':',
  ',',
  ';',
  '{',
  '}',
  '(',
  ')',
  '<',
  '>',
  '|',
  '&',
  '`',
])

function* words(text: string): Iterable<Span> {
  let start = 0
  for (let offset = 0; offset <= text.length; offset++) {
    if (offset < text.length && !SEPARATORS.has(text[offset] ?? '')) continue
    if (start < offset) yield { start, end: offset }
    start = offset + 1
  }
}
