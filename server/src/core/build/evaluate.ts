import type { Word } from '../dockerfile/model.ts'
import type { Build, BuildStage } from './build.ts'
import { imageVariable } from './image.ts'
import { imported, resolve, type Declaration } from './declarations.ts'
import { stateAt, type Workdir } from './state.ts'
import { Notes } from '../memo.ts'

/** How many variables are followed from one to the next. */
const MAX_DEPTH = 16

/** PATH_MAX of Linux. */
const MAX_PATH = 4096

/**
 * The value of a word of an instruction at `offset` of a stage, as far as the Dockerfile alone says it: ARGs have
 * their default values. Undefined when a value comes from outside.
 */
export function evaluate(build: Build, stage: BuildStage, word: Word, offset: number, depth = 0): string | undefined {
  let text = ''
  for (const part of word.parts) {
    if (part.kind === 'literal') {
      text += part.value
      continue
    }
    const value = variableValue(build, stage, part.name, offset, depth + 1)
    const fallback = part.operand && evaluate(build, stage, part.operand, offset, depth + 1)
    const expanded = expand(part.operator, value, fallback)
    if (expanded === undefined || MAX_PATH < text.length) return undefined
    text += expanded
  }
  return text
}

function expand(
  operator: string | undefined,
  value: string | undefined,
  operand: string | undefined,
): string | undefined {
  if (operator === undefined) return value
  if (operator === '-' || operator === ':-') return value ?? operand
  return undefined
}

/** The value of a variable at an offset of a stage, also of its image; undefined when it is not known. */
export function variableValue(
  build: Build,
  stage: BuildStage,
  name: string,
  offset: number,
  depth = 0,
): string | undefined {
  if (MAX_DEPTH < depth) return undefined
  const declaration = resolve(stage, name, offset)
  return declaration ? declaredValue(build, stage, declaration, depth) : imageVariable(stage, name)
}

function declaredValue(build: Build, stage: BuildStage, declaration: Declaration, depth: number): string | undefined {
  if (declaration.value) return evaluate(build, stage, declaration.value, declaration.start, depth)
  const global = imported(build, declaration)
  if (!global?.value) return undefined
  return global.value.parts.every(it => it.kind === 'literal') ? global.value.parts.map(literal).join('') : undefined
}

function literal(part: Word['parts'][number]): string {
  return part.kind === 'literal' ? part.value : ''
}

/** The absolute working directory; `/` when none is set (an image may set another). Undefined when it can't be known. */
export function workdirAt(build: Build, stage: BuildStage, offset: number): string | undefined {
  const { workdir } = stateAt(stage, offset)
  return workdir ? pathOf(build, stage, workdir, offset) : '/'
}

const paths = new Notes<Workdir, { readonly path: string | undefined }>()

function pathOf(build: Build, stage: BuildStage, workdir: Workdir, offset: number): string | undefined {
  // A loop, because a hostile file has thousands of relative directories.
  const chain: Workdir[] = []
  let it: Workdir | undefined = workdir
  for (; it && !paths.get(it); it = it.base) chain.push(it)
  let path = it ? paths.get(it)?.path : '/'
  for (const next of chain.reverse()) {
    const value = evaluate(build, stage, next.word, offset)
    path = path === undefined || value === undefined || MAX_PATH < path.length ? undefined : join(path, value)
    paths.set(next, { path })
  }
  return path
}

/** Who runs commands: `root` when nothing says otherwise. Undefined when it can't be known. */
export function userAt(build: Build, stage: BuildStage, offset: number): string | undefined {
  const { user } = stateAt(stage, offset)
  if (!user) return 'root'
  const value = evaluate(build, stage, user, offset)
  return value === undefined || value === '' ? undefined : value.split(':')[0] === '0' ? 'root' : value.split(':')[0]
}

/** The home directory of the active user. Undefined when it can't be known. */
export function homeAt(build: Build, stage: BuildStage, offset: number): string | undefined {
  const declared = resolve(stage, 'HOME', offset)
  if (declared) return declaredValue(build, stage, declared, 1)
  const user = userAt(build, stage, offset)
  if (user === undefined || isNumber(user)) return undefined
  return user === 'root' ? '/root' : `/home/${user}`
}

export function isNumber(text: string): boolean {
  return text !== '' && [...text].every(it => '0' <= it && it <= '9')
}

/** `path` seen from `directory`, without `.` and `..`. */
export function join(directory: string, path: string): string {
  const parts: string[] = []
  for (const part of (path.startsWith('/') ? path : `${directory}/${path}`).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}

/** The last part of a path, for `/` too. */
export function baseName(path: string): string {
  const trimmed = path.endsWith('/') ? path.slice(0, -1) : path
  return trimmed.slice(trimmed.lastIndexOf('/') + 1)
}

/** Whether `path` is `directory` or below it. */
export function isWithin(path: string, directory: string): boolean {
  const trimmed = directory.endsWith('/*') ? directory.slice(0, -2) : directory
  return path === trimmed || path.startsWith(trimmed === '/' ? '/' : `${trimmed}/`)
}
