import type { Command, Instruction, Stage, Word } from '../dockerfile/model.ts'
import type { BuildStage } from './build.ts'

/** What USER, WORKDIR and SHELL have set. */
export interface State {
  /** From this offset on. */
  readonly from: number
  readonly user: Word | undefined
  readonly workdir: Workdir | undefined
  readonly shell: Command | undefined
}

/** A WORKDIR and the one that it is relative to. */
export interface Workdir {
  readonly word: Word
  readonly base: Workdir | undefined
}

const INITIAL: State = { from: 0, user: undefined, workdir: undefined, shell: undefined }

/** The states of a stage in order; the first is what it inherits. */
export function collectStates(stage: Stage, parent: BuildStage | undefined): readonly State[] {
  const states: State[] = [{ ...(parent?.states.at(-1) ?? INITIAL), from: 0 }]
  for (const instruction of stage.instructions) {
    const last = states.at(-1) ?? INITIAL
    const changed = changeBy(instruction, last)
    if (changed) states.push({ ...last, ...changed, from: instruction.span.end })
  }
  return stage.instructions.some(it => it.kind === 'ONBUILD') ? withTriggers(stage, states) : states
}

/** What ONBUILD registers runs in another build, after all of this one. */
function withTriggers(stage: Stage, states: readonly State[]): readonly State[] {
  const triggered: State[] = []
  let at = 0
  const between = stage.instructions.flatMap(instruction => {
    if (instruction.kind !== 'ONBUILD') return []
    const { start, end } = instruction.span
    while ((states[at + 1]?.from ?? Infinity) <= start) at++
    const state = { ...(triggered.at(-1) ?? states.at(-1) ?? INITIAL), from: start }
    triggered.push({ ...state, ...(instruction.instruction && changeBy(instruction.instruction, state)) })
    return [state, { ...(states[at] ?? INITIAL), from: end }]
  })
  return [...states, ...between].sort((a, b) => a.from - b.from)
}

function changeBy(instruction: Instruction, { workdir }: State): Partial<State> | undefined {
  if (instruction.kind === 'USER') return { user: instruction.words[0] }
  if (instruction.kind === 'WORKDIR') return { workdir: enter(workdir, instruction.words[0]) }
  return instruction.kind === 'SHELL' ? { shell: instruction.command } : undefined
}

/** After an absolute path it does not matter where one was. */
function enter(base: Workdir | undefined, word: Word | undefined): Workdir | undefined {
  if (!word) return base
  const first = word.parts[0]
  return { word, base: first?.kind === 'literal' && first.value.startsWith('/') ? undefined : base }
}

export function stateAt(stage: BuildStage, offset: number): State {
  let low = 0
  let high = stage.states.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const state = stage.states[middle]
    if (state && state.from <= offset) low = middle + 1
    else high = middle
  }
  return stage.states[low - 1] ?? INITIAL
}
