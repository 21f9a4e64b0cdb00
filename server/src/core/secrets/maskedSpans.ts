import { buildOf } from '../build/build.ts'
import { collectRuns } from '../build/runs.ts'
import { effective } from '../dockerfile/effective.ts'
import { parse } from '../dockerfile/parse.ts'
import { matchPersisting } from '../knowledge/match.ts'
import { invocationOf } from '../shell/invocation.ts'
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

/** What commands get or store as a credential: `poetry config http-basic.corp ci <here>`. */
function storedValues(text: string): readonly Span[] {
  const build = buildOf(parse(text))
  const commands = collectRuns(build).flatMap(it => it.script.commands)
  const copied = build.stages.flatMap(it => it.stage.instructions.flatMap(each => [...inHeredocs(effective(each))]))
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
