import type { VariablePart, Word } from './model.ts'

/** All variables of a word, also those inside of operands. */
export function* variablesIn(word: Word): Iterable<VariablePart> {
  for (const part of word.parts) {
    if (part.kind !== 'variable') continue
    yield part
    if (part.operand) yield* variablesIn(part.operand)
  }
}
