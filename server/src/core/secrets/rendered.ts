import type { Word } from '../dockerfile/model.ts'
import type { Span } from '../text.ts'
import type { ShellWord } from '../shell/model.ts'

/** A word as text, with its variables replaced by letters, to look at what stands around them. */
export interface RenderedWord {
  readonly text: string
  /** Where each variable stands in `text`, in order. */
  readonly variables: readonly RenderedVariable[]
}

export interface RenderedVariable extends Span {
  readonly name: string
  readonly operator: string | undefined
  /** Where it stands in the Dockerfile. */
  readonly source: Span
}

/** Works for words of the shell and of the Dockerfile. Substitutions count as variables without a name. */
export function render(word: Pick<ShellWord, 'parts'> | Pick<Word, 'parts'>): RenderedWord {
  let text = ''
  const variables: RenderedVariable[] = []
  for (const part of word.parts) {
    const start = text.length
    if (part.kind === 'literal') {
      text += part.value
      continue
    }
    const name = part.kind === 'variable' ? part.name : ''
    text += 'x'.repeat(Math.max(1, name.length))
    const operator = part.kind === 'variable' ? part.operator : undefined
    variables.push({ name, operator, start, end: text.length, source: { start: part.start, end: part.end } })
  }
  return { text, variables }
}

/** Whether an expansion carries the value: `${T}`, `${T:-x}`, `${T#x}`, but not `${T:+x}`, `${#T}` or `${T:0:4}`. */
export function carries(operator: string | undefined): boolean {
  return operator === undefined || !WITHOUT_VALUE.has(operator)
}

const WITHOUT_VALUE = new Set(['+', ':+', 'length', 'indirect', 'piece'])
