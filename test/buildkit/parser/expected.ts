import {
  variablesIn,
  type Arg,
  type ArgDeclaration,
  type Dockerfile,
  type Instruction,
  type Mount,
  type Run,
} from '../../../server/src/core/dockerfile/index.ts'
import { parseWord } from '../../../server/src/core/dockerfile/words.ts'
import { expand } from './expand.ts'
import type { LineRange, OutlineArg, OutlineSecret, OutlineStage } from './outline.ts'

/** What an outline of the last stage must be; every stage is built on the one before it. */
export interface Expected {
  readonly args: readonly OutlineArg[]
  readonly secrets: readonly OutlineSecret[]
}

/** Undefined when an expansion fails, which BuildKit rejects. */
export function expectedOutline(dockerfile: Dockerfile): Expected | undefined {
  const globals = newState(dockerfile)
  const state = newState(dockerfile)
  state.environment.set('PATH', PATH)
  try {
    for (const instruction of dockerfile.globals) run(instruction, globals, undefined)
    // A global argument is listed when a FROM needs it.
    const inImages = dockerfile.stages.flatMap(it => (it.from.image ? [...variablesIn(it.from.image)] : []))
    for (const { name } of inImages) list(name, globals, state)
    for (const stage of dockerfile.stages) {
      // In the next stage, what the image holds wins over the arguments that the stage had.
      for (const [name, value] of state.variables) state.environment.set(name, value)
      for (const instruction of stage.instructions) run(instruction, state, globals)
    }
    return { args: [...state.args.values()], secrets: [...state.secrets.values()] }
  } catch {
    return undefined
  }
}

export function expectedStages(dockerfile: Dockerfile): readonly OutlineStage[] {
  return dockerfile.stages.map(({ name, from }) => ({
    name: name ?? '',
    base: from.image?.text ?? '',
    lines: linesOf(dockerfile.text, from),
  }))
}

/** First and last line of an instruction, from 1. */
export function linesOf(text: string, { span }: Pick<Instruction, 'span'>): LineRange {
  return [lineAt(text, span.start), lineAt(text, span.end)]
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

interface State {
  readonly dockerfile: Dockerfile
  readonly environment: Map<string, string>
  /** Those of ENV alone. */
  readonly variables: Map<string, string>
  readonly args: Map<string, OutlineArg>
  readonly secrets: Map<string, OutlineSecret>
}

function newState(dockerfile: Dockerfile): State {
  return { dockerfile, environment: new Map(), variables: new Map(), args: new Map(), secrets: new Map() }
}

function run(instruction: Instruction, state: State, globals: State | undefined): void {
  const { environment, variables } = state
  if (instruction.kind === 'ARG') {
    for (const it of instruction.declarations) declare(it, instruction, state, globals)
  } else if (instruction.kind === 'ENV') {
    const values = instruction.pairs.map(it => expand(it.value, environment))
    instruction.pairs.forEach((it, index) => {
      environment.set(it.name.text, values[index] ?? '')
      variables.set(it.name.text, values[index] ?? '')
    })
  } else if (instruction.kind === 'RUN') {
    for (const mount of instruction.mounts) if (mount.type === 'secret') addSecret(mount, instruction, state)
  }
}

function declare({ name, value }: ArgDeclaration, arg: Arg, state: State, globals: State | undefined): void {
  const inherited = globals?.environment.get(name.text)
  const text = value ? expand(value, state.environment) : inherited
  if (text !== undefined) state.environment.set(name.text, text)
  const lines = linesOf(state.dockerfile.text, arg)
  if (!value && inherited !== undefined && globals) list(name.text, globals, state)
  else state.args.set(name.text, { name: name.text, value: text ?? '', lines })
}

function list(name: string, globals: State, state: State): void {
  const arg = globals.args.get(name)
  if (arg) state.args.set(name, arg)
}

function addSecret(mount: Mount, instruction: Run, state: State): void {
  const { dockerfile, environment, secrets } = state
  const fields = new Map<string, string>()
  for (const { key, value } of mount.fields) {
    const line = { text: value?.text ?? 'true', segments: [] }
    const { word } = parseWord(line, { start: 0, end: line.text.length }, dockerfile.escape)
    fields.set(key.text, expand(word, environment))
  }
  const target = fields.get('target') ?? fields.get('dst') ?? fields.get('destination')
  const name = fields.get('source') || fields.get('src') || fields.get('id') || target?.split('/').at(-1) || ''
  if (secrets.has(name)) return
  const required = ['1', 't', 'T', 'TRUE', 'true', 'True'].includes(fields.get('required') ?? '')
  secrets.set(name, { name, required, lines: linesOf(dockerfile.text, instruction) })
}
