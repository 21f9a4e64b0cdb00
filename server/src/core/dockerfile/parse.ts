import { readDirectives } from './directives.ts'
import { readInstruction } from './instructions.ts'
import { readLogicalLine, type LineReader } from './lines.ts'
import type { Span } from '../text.ts'
import type { Dockerfile, From, Instruction, Problem, Stage } from './model.ts'
import { Notes } from '../memo.ts'

/**
 * Reads a Dockerfile as BuildKit does. Accepts every text and never throws: what BuildKit would reject is in
 * `problems`, and the tree has all that could be understood. Time is linear in the length of the text.
 */
export function parse(text: string): Dockerfile {
  if (last?.text !== text) last = read(text)
  return last
}

/** One text after the other is asked for several times: for its findings, its surroundings and what is to be masked. */
let last: Dockerfile | undefined

function read(text: string): Dockerfile {
  const { escape, end, ...top } = readDirectives(text)
  const piece = parsePiece(text, 0, end, escape)
  const comments = [...top.comments, ...piece.comments]
  const problems = [...top.problems, ...piece.problems]
  return assemble({ text, escape, directives: top.directives, comments, problems, instructions: piece.instructions })
}

/** What stands in a part of a Dockerfile. */
export interface Piece {
  readonly instructions: readonly Instruction[]
  readonly comments: readonly Span[]
  readonly problems: readonly Problem[]
  /** True when the last instruction goes on behind the piece. */
  readonly isOpen: boolean
}

/** Reads a text that begins at `origin` of a Dockerfile, from `position` of it on. Directives are comments here. */
export function parsePiece(text: string, origin: number, position: number, escape: string): Piece {
  const reader: LineReader = { text, origin, escape, position, isOpen: false, comments: [], problems: [] }
  const instructions: Instruction[] = []
  for (let line = readLogicalLine(reader); line; line = readLogicalLine(reader))
    instructions.push(readInstruction(reader, line))
  return { instructions, comments: reader.comments, problems: reader.problems, isOpen: reader.isOpen }
}

/** Puts the instructions into stages. */
export function assemble(parts: Omit<Dockerfile, 'globals' | 'stages'>): Dockerfile {
  const { text, escape, directives, comments, instructions } = parts
  const { globals, stages } = groupByStage(instructions)
  const problems = [...parts.problems, ...problemsOfStages(text, instructions, globals)]
  return { text, escape, directives, comments, instructions, globals, stages, problems }
}

function groupByStage(instructions: readonly Instruction[]): {
  globals: readonly Instruction[]
  stages: readonly Stage[]
} {
  const starts = instructions.flatMap((it, index) => (it.kind === 'FROM' ? [{ from: it, index }] : []))
  return {
    globals: instructions.slice(0, starts[0]?.index),
    stages: starts.map(({ from, index }, number) =>
      stageOf(from, number, instructions.slice(index + 1, starts[number + 1]?.index)),
    ),
  }
}

const knownStages = new Notes<From, Stage>()

/** The stage as it was in an earlier version of the Dockerfile when nothing in it has changed. */
function stageOf(from: From, index: number, instructions: readonly Instruction[]): Stage {
  const before = knownStages.get(from)
  if (before?.index === index && areSame(before.instructions, instructions)) return before
  const stage = { index, from, name: from.name?.text.toLowerCase(), instructions }
  knownStages.set(from, stage)
  return stage
}

function areSame(some: readonly Instruction[], others: readonly Instruction[]): boolean {
  return some.length === others.length && some.every((it, index) => it === others[index])
}

function* problemsOfStages(
  text: string,
  instructions: readonly Instruction[],
  globals: readonly Instruction[],
): Generator<Problem> {
  for (const { kind, keyword } of globals)
    if (kind !== 'ARG' && kind !== 'UNKNOWN')
      yield {
        span: { start: keyword.start, end: keyword.end },
        message: `Before the first FROM there can be no ${kind}.`,
      }
  if (instructions.length === globals.length)
    yield { span: { start: text.length, end: text.length }, message: 'There is no FROM.' }
}
