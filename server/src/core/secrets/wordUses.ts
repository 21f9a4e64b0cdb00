import type { Build, BuildStage } from '../build/build.ts'
import { effective } from '../dockerfile/effective.ts'
import { type Declaration, resolve } from '../build/declarations.ts'
import type { Instruction, VariablePart, Word } from '../dockerfile/model.ts'
import { parseBody } from '../dockerfile/words.ts'
import { perObject } from '../memo.ts'
import type { Span } from '../text.ts'

/** An instruction that BuildKit expands a variable in, other than ARG and ENV. */
export interface WordUse {
  readonly instruction: Instruction
  readonly stage: BuildStage | undefined
  readonly span: Span
  /** Part of a path that COPY or ADD takes, or of an option such as `--mount=type=secret,id=$ID`. */
  readonly isPath: boolean
}

/** Expansions in FROM, COPY, ADD, LABEL, WORKDIR, USER and the like, by the declaration that gives the value. */
export function collectWordUses(build: Build): ReadonlyMap<Declaration, readonly WordUse[]> {
  const uses = new Map<Declaration, WordUse[]>()
  const add = (declaration: Declaration | undefined, use: WordUse) => {
    if (!declaration) return
    const group = uses.get(declaration)
    if (group) group.push(use)
    else uses.set(declaration, [use])
  }
  for (const stage of build.stages) {
    const { from } = stage.stage
    for (const { name, start, end } of variables(from.image))
      add(build.globalNamed.get(name), { instruction: from, stage: undefined, span: { start, end }, isPath: false })
    for (const instruction of stage.stage.instructions)
      for (const { name, span, isPath } of expansionsIn(instruction))
        add(resolve(stage, name, instruction.span.start), { instruction, stage, span, isPath })
  }
  return uses
}

const expansionsIn = perObject((instruction: Instruction) => {
  const inner = effective(instruction)
  const options = inner.flags.flatMap(it => (it.value?.text.includes('$') ? parseBody(it.value).word : []))
  return [...words(inner), ...options].flatMap(word => {
    const isPath = options.includes(word) || isCopied(inner, word)
    return [...variables(word)].map(({ name, start, end }) => ({ name, span: { start, end }, isPath }))
  })
})

function isCopied(instruction: Instruction, word: Word): boolean {
  const isCopy = instruction.kind === 'COPY' || instruction.kind === 'ADD'
  return isCopy && (instruction.destination === word || instruction.sources.includes(word)) && !word.text.includes(':')
}

function words(instruction: Instruction): readonly Word[] {
  switch (instruction.kind) {
    case 'COPY':
    case 'ADD':
      return [
        ...instruction.sources,
        ...(instruction.destination ? [instruction.destination] : []),
        ...instruction.heredocs.flatMap(it => (it.expand ? parseBody(it.body).word : [])),
      ]
    case 'LABEL':
      return instruction.pairs.map(it => it.value)
    case 'WORKDIR':
    case 'USER':
    case 'VOLUME':
    case 'EXPOSE':
    case 'STOPSIGNAL':
      return instruction.words
    default:
      return []
  }
}

function* variables(word: Word | undefined): Iterable<VariablePart> {
  for (const part of word?.parts ?? []) {
    if (part.kind !== 'variable') continue
    yield part
    yield* variables(part.operand)
  }
}
