import { resolve } from '../build/declarations.ts'
import type { BuildRun } from '../build/runs.ts'
import type { RunFlow } from '../secrets/flow.ts'
import { type ShellSubstitution, type ShellWord, staticText, variablesOf } from '../shell/model.ts'

/** A variable in a word that another RUN would not see. */
export function unknownVariable(there: BuildRun, { run: here, mounts }: RunFlow, word: ShellWord): string | undefined {
  if (there === here) return undefined
  for (const { name } of variablesOf(word))
    if (!resolve(there.stage, name, there.run.span.start) && !mounts.some(it => it.env === name)) return `$${name}`
  return word.parts.some(it => it.kind === 'substitution' && !printsMount(it, mounts))
    ? 'the output of a command'
    : undefined
}

/** `$(cat /run/secrets/token)`, which another RUN can do as well. */
function printsMount({ commands }: ShellSubstitution, mounts: RunFlow['mounts']): boolean {
  const [name, path, ...more] = commands[0]?.words.map(staticText) ?? []
  return commands.length === 1 && name === 'cat' && more.length === 0 && mounts.some(it => it.target === path)
}
