import { readDirectives } from './directives.ts'
import { readInstruction } from './instructions.ts'
import { readLogicalLine, type LineReader } from './lines.ts'
import type { Dockerfile, From, Instruction, Problem, Stage } from './model.ts'

/**
 * Reads a Dockerfile as BuildKit does. Accepts every text and never throws: what BuildKit would reject is in
 * `problems`, and the tree has all that could be understood. Time is linear in the length of the text.
 */
export function parse(text: string): Dockerfile {
  const { directives, escape, comments, problems, end } = readDirectives(text)
  const reader: LineReader = { text, escape, position: end, comments: [...comments], problems: [...problems] }
  const instructions: Instruction[] = []
  for (let line = readLogicalLine(reader); line; line = readLogicalLine(reader))
    instructions.push(readInstruction(reader, line))
  const { globals, stages } = groupByStage(instructions)
  reader.problems.push(...problemsOfStages(text, instructions, globals))
  return {
    text,
    escape,
    directives,
    comments: reader.comments,
    instructions,
    globals,
    stages,
    problems: reader.problems,
  }
}

function groupByStage(instructions: readonly Instruction[]): {
  globals: readonly Instruction[]
  stages: readonly Stage[]
} {
  const globals: Instruction[] = []
  const stages: Stage[] = []
  let current = globals
  for (const instruction of instructions) {
    if (instruction.kind !== 'FROM') current.push(instruction)
    else {
      current = []
      stages.push(stageOf(instruction, stages.length, current))
    }
  }
  return { globals, stages }
}

function stageOf(from: From, index: number, instructions: readonly Instruction[]): Stage {
  return { index, from, name: from.name?.text.toLowerCase(), instructions }
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
