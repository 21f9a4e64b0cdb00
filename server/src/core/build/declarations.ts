import type { Instruction, Stage, Word } from '../dockerfile/model.ts'
import type { Span, Token } from '../text.ts'
import type { Build, BuildStage } from './build.ts'
import { effective } from '../dockerfile/effective.ts'
import { perObject } from '../memo.ts'

/** One name of an ARG or ENV. */
export interface Declaration extends Span {
  readonly kind: 'arg' | 'env'
  readonly name: Token
  readonly value: Word | undefined
  readonly instruction: Instruction
  /** Undefined for a global ARG. */
  readonly stage: Stage | undefined
  /** From where on it is in force. */
  readonly from: number
  /** `ONBUILD ARG`: it holds in builds FROM this image. */
  readonly onbuild: boolean
}

export function collectDeclarations(
  instructions: readonly Instruction[],
  stage: Stage | undefined,
): readonly Declaration[] {
  const found: Declaration[] = []
  for (const outer of instructions) {
    const instruction = effective(outer)
    const common = { instruction: outer, stage, onbuild: outer !== instruction }
    if (instruction.kind === 'ARG')
      for (const { name, value, start, end } of instruction.declarations)
        found.push({ kind: 'arg', name, value, start, end, from: end, ...common })
    // All values of one ENV see the state before it.
    if (instruction.kind === 'ENV')
      for (const { name, value, start, end } of instruction.pairs)
        found.push({ kind: 'env', name, value, start, end, from: instruction.span.end, ...common })
  }
  return found
}

/**
 * The declaration that gives a variable its value at an offset of a stage: the last one before it here, else
 * in the stage this one is built FROM. `ARG NAME` without a value keeps an earlier value of the same name.
 * https://docs.docker.com/reference/dockerfile/#scope; in BuildKit the later of ARG and ENV wins.
 */
export function resolve(stage: BuildStage, name: string, offset: number): Declaration | undefined {
  const own = lastBefore(declarationsNamed(stage, name), offset)
  if (!own) return stage.parent && resolve(stage.parent, name, Number.MAX_SAFE_INTEGER)
  return own
}

/** The global ARG that an `ARG NAME` of a stage imports. */
export function imported(build: Build, declaration: Declaration): Declaration | undefined {
  if (declaration.kind !== 'arg' || declaration.stage === undefined) return undefined
  return build.globalNamed.get(declaration.name.text)
}

function declarationsNamed(stage: BuildStage, name: string): readonly Declaration[] {
  return declarationsByName(stage).get(name) ?? []
}

const declarationsByName = perObject((stage: BuildStage) => {
  const groups = new Map<string, Declaration[]>()
  for (const it of stage.declarations) {
    const group = groups.get(it.name.text)
    if (group) group.push(it)
    else groups.set(it.name.text, [it])
  }
  return groups
})

function lastBefore(declarations: readonly Declaration[], offset: number): Declaration | undefined {
  let low = 0
  let high = declarations.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const declaration = declarations[middle]
    if (declaration && declaration.from <= offset) low = middle + 1
    else high = middle
  }
  return declarations[low - 1]
}
