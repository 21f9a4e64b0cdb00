import type { Heredoc, VariablePart, Word } from './model.ts'
import { parseBody } from './words.ts'

/** All variables of a word, also those inside of operands. */
export function* variablesIn(word: Word): Iterable<VariablePart> {
  for (const part of word.parts) {
    if (part.kind !== 'variable') continue
    yield part
    if (part.operand) yield* variablesIn(part.operand)
  }
}

/** What BuildKit expands in a here-document of COPY or ADD; undefined when its delimiter is quoted. */
export function expandedBody(heredoc: Heredoc): Word | undefined {
  return heredoc.expand ? parseBody(heredoc.body).word : undefined
}
