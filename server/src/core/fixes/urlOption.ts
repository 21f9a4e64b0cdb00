import type { Analysis } from '../analyze.ts'
import type { BuildRun } from '../build/runs.ts'
import type { PersistingMatch } from '../knowledge/match.ts'
import type { Persisted } from '../secrets/persisted.ts'
import { credentialInUrl } from '../secrets/values.ts'
import { invocationOf } from '../shell/invocation.ts'
import type { ShellCommand, ShellWord } from '../shell/model.ts'
import { fitsBeside, lineOf } from './runChange.ts'
import { runsAfter } from './storedReaders.ts'
import { changeOf, type Changes, type Supply } from './supply.ts'
import { unknownVariable } from './unknownVariable.ts'

/**
 * `git clone https://user:$T@host/x` becomes `git -c url."https://user:$T@host/".insteadOf="https://host/" clone
 * https://host/x`, and the commands after it that would have used the stored URL get the same option.
 */
export function giveAsOption(
  analysis: Analysis,
  persisted: Persisted,
  { command: { urlOption }, holes, command: { pattern } }: PersistingMatch,
  supply: Supply,
  changes: Changes,
): string | undefined {
  const { flow, write, name } = persisted
  const word = urlOption && holes.get(urlOption.hole)?.word
  const line = lineOf(analysis.dockerfile, write.command.span.start)
  const url = word && urlIn(word)
  if (!url) return `The URL with ${name} on line ${line} is not written in one piece.`
  const filled = urlOption.option.replace('<with>', url.origin).replace('<without>', url.bare)
  const later = connectionsAfter(analysis, flow.run, write.command)
  if (!urlOption.connects && later.length === 0)
    return `Nothing in this Dockerfile connects to the URL that ${pattern.slice(0, pattern.indexOf(' <'))} stores for ${name}.`
  const taking = [...(urlOption.connects ? [{ run: flow.run, command: write.command }] : []), ...later]
  for (const { run, command } of taking) {
    const program = invocationOf(command)?.program
    const where = lineOf(analysis.dockerfile, command.span.start)
    const change = changeOf(changes, run)
    if (!program || !fitsBeside(command, filled))
      return `git on line ${where} is in a quoted script, in which the URL with ${name} can't be quoted again.`
    if (unknownVariable(run, flow, word) !== undefined || (run === flow.run && command.shell !== write.command.shell))
      return `git on line ${where} may use the URL with ${name} that line ${line} has stored; give it the credential first.`
    if (run !== flow.run) supply.asBefore(change, word)
    const text = ` ${filled}`
    const given = [...command.words, ...change.inserted.filter(it => it.offset === program.end)].map(it => it.text)
    if (given.some(it => it !== text && it.endsWith(`.insteadOf="${url.bare}"`)))
      return `git on line ${where} has another credential for the host of the URL with ${name}; clone them in stages of their own.`
    if (!given.includes(text)) change.inserted.push({ offset: program.end, text })
  }
  changeOf(changes, flow.run).cut.push(url.credential)
  return undefined
}

interface StoredUrl {
  /** `https://user:$T@host/` */
  readonly origin: string
  /** `https://host/` */
  readonly bare: string
  /** `user:$T@` in the Dockerfile. */
  readonly credential: { readonly start: number; readonly end: number }
}

/** The parts of a URL that is written as it is, or in double quotes. */
function urlIn({ text, start, end }: ShellWord): StoredUrl | undefined {
  const quote = text.startsWith('"') && text.endsWith('"') ? 1 : 0
  const url = text.slice(quote, text.length - quote)
  const credential = credentialInUrl(url)
  if (!credential || url.includes("'") || url.includes('"') || text.length !== end - start) return undefined
  const { user, password = user } = credential
  const slash = url.indexOf('/', password.end)
  const origin = slash < 0 ? url : url.slice(0, slash)
  return {
    origin: `${origin}/`,
    bare: `${url.slice(0, user.start)}${origin.slice(password.end + 1)}/`,
    credential: { start: start + quote + user.start, end: start + quote + password.end + 1 },
  }
}

/** The commands after one that connect to a URL which git has stored. */
function connectionsAfter(
  analysis: Analysis,
  run: BuildRun,
  { span }: ShellCommand,
): readonly { readonly run: BuildRun; readonly command: ShellCommand }[] {
  return [run, ...runsAfter(analysis, run)].flatMap(it =>
    it.script.commands
      .filter(command => span.end <= command.span.start && usesRemote(command))
      .map(command => ({ run: it, command })),
  )
}

const CONNECTING = ['fetch', 'pull', 'push', 'submodule', 'lfs', 'ls-remote']

/** A command that is given a URL uses that. */
function usesRemote(command: ShellCommand): boolean {
  const invocation = invocationOf(command)
  if (invocation?.name !== 'git') return false
  const words = invocation.args.map(it => it.text)
  const updates = words.includes('remote') && words.includes('update')
  return (updates || words.some(it => CONNECTING.includes(it))) && !words.some(it => it.includes('://'))
}
