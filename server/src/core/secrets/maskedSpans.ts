import { buildOf } from '../build/build.ts'
import { collectRuns, scriptIn } from '../build/runs.ts'
import { effective } from '../dockerfile/effective.ts'
import type { Instruction } from '../dockerfile/model.ts'
import { parse } from '../dockerfile/parse.ts'
import { matchPersisting } from '../knowledge/match.ts'
import { invocationOf } from '../shell/invocation.ts'
import type { Script } from '../shell/model.ts'
import type { Span } from '../text.ts'
import { inHeredocs } from './copiedLiterals.ts'
import { keyedValues } from './keyedValues.ts'
import { literalsOf } from './literals.ts'
import { passwordsIn } from './passwords.ts'

/**
 * Parts of a Dockerfile that may be a credential in clear text and must not be shown, by position; they may overlap.
 * Rather too many than too few: a mask in an excerpt does no harm. `names` are variables that are known to be secret.
 */
export function maskedSpans(text: string, names: ReadonlySet<string> = NONE): readonly Span[] {
  return [...storedValues(text), ...keyedValues(text, names)].sort((a, b) => a.start - b.start)
}

const NONE: ReadonlySet<string> = new Set()

/** What the container starts. */
function startedBy(it: Instruction): readonly Script[] {
  const isStarted = it.kind === 'CMD' || it.kind === 'ENTRYPOINT' || it.kind === 'HEALTHCHECK'
  return isStarted && it.command ? [scriptIn(it.command)] : []
}

/** What commands get or store as a credential: `poetry config http-basic.corp ci <here>`. */
function storedValues(text: string): readonly Span[] {
  const build = buildOf(parse(text))
  const instructions = build.stages.flatMap(it => it.stage.instructions).map(effective)
  const scripts = [...collectRuns(build).map(it => it.script), ...instructions.flatMap(startedBy)]
  const commands = scripts.flatMap(it => it.commands)
  const copied = instructions.flatMap(it => [...inHeredocs(it)])
  const literals = [...literalsOf(commands).map(it => it.literal), ...copied].map(it => it.place ?? it)
  const passwords = commands.flatMap(passwordsIn).flatMap(it => it.parts.filter(part => part.kind === 'literal'))
  const matches = commands.flatMap(it => {
    const invocation = invocationOf(it)
    return (invocation && matchPersisting(invocation)) ?? []
  })
  // The address `git@github.com:acme/lib.git` and the path of a file are none.
  const words = matches.flatMap(({ command, holes }) =>
    command.secret.flatMap(it => (it === 'url' || it === 'file' ? [] : (holes.get(it)?.word ?? []))),
  )
  // Of a URL, only its user part is hidden.
  const stored = words.flatMap(it => it.parts.filter(part => part.kind === 'literal' && !part.value.includes('://')))
  return [...passwords, ...stored, ...literals]
}
