import type { BuildRun } from '../build/runs.ts'
import type { Dockerfile } from '../dockerfile/model.ts'
import { literalAt, type Literal } from '../secrets/literal.ts'
import type { ShellCommand } from '../shell/model.ts'
import type { TextEdit } from '../text.ts'

/** Whether a text is so long and mixed that it is the same credential wherever it stands. */
export function isUnmistakable(value: string): boolean {
  return /^[\w.+/=~-]{8,}$/.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value)
}

/** Where else in commands a credential stands that is known by another use; inner scripts come first. */
export function* elsewhere(
  { value, name }: Literal,
  known: readonly { readonly literal: Literal }[],
  runs: readonly BuildRun[],
): Iterable<{ readonly literal: Literal; readonly command: ShellCommand; readonly run: BuildRun }> {
  const seen = new Set(known.map(it => it.literal.place?.start))
  for (const run of runs)
    for (const command of run.script.commands.toReversed())
      for (const { parts } of command.words)
        for (const part of parts) {
          const start = part.kind === 'literal' ? part.value.indexOf(value) : -1
          if (part.kind !== 'literal' || start < 0) continue
          const word = { text: part.value, parts: [part] }
          const literal = literalAt('value', name, word, { start, end: start + value.length })
          if (!literal.place || seen.has(literal.place.start)) continue
          seen.add(literal.place.start)
          yield { literal, command, run }
        }
}

/** A comment is a part of the provenance: the variable takes the place of the credential there, too. */
export function hideInComments({ text, comments }: Dockerfile, value: string, name: string): readonly TextEdit[] {
  return comments.flatMap(({ start, end }) => {
    const pieces = text.slice(start, end).split(value)
    let at = start
    return pieces.slice(1).map((_, index) => {
      at += pieces[index]?.length ?? 0
      const span = { start: at, end: at + value.length }
      at = span.end
      return { span, newText: `$${name}` }
    })
  })
}
