import { homedir, tmpdir } from 'node:os'
import { basename, dirname } from 'node:path'
import type { Dockerfile, Instruction, Word } from '../core/dockerfile/model.ts'
import { isDockerfileName } from './dockerfileNames.ts'
import { listDirectory, type DiskCache, type Steps } from './disk.ts'

/** How far up a context is looked for: to the top of the repository, or else to a parent of `docker/prod/`. */
const LEVELS = { repository: 8, elsewhere: 2 }

/**
 * The directory that a Dockerfile is most likely built in: its own, unless more of what it copies exists in a parent,
 * as with `docker/Dockerfile` and `docker build -f docker/Dockerfile .`.
 */
export function* findContextRoot(dockerfilePath: string, dockerfile: Dockerfile, cache: DiskCache): Steps<string> {
  const own = dirname(dockerfilePath)
  const paths = dockerfile.instructions.flatMap(sourcePaths)
  const names = [...new Set(paths.flatMap(it => firstSegment(it) ?? []))]
  if (names.length === 0 && paths.some(isEverything)) return yield* nearestWithFiles(own, cache)
  let root = own
  let most = yield* countExisting(own, names, cache)
  if (most === names.length) return own
  for (const parent of yield* parents(own, cache)) {
    const count = yield* countExisting(parent, names, cache)
    if (count <= most) continue
    root = parent
    most = count
  }
  return root
}

/** Paths that COPY, ADD and bind mounts take from the context. */
function sourcePaths(instruction: Instruction): readonly string[] {
  switch (instruction.kind) {
    case 'COPY':
    case 'ADD':
      return instruction.from ? [] : instruction.sources.flatMap(it => literalText(it) ?? [])
    case 'RUN':
      return instruction.mounts.filter(it => it.type === 'bind').flatMap(it => bindSource(it.fields) ?? [])
    default:
      return []
  }
}

function bindSource(fields: Extract<Instruction, { kind: 'RUN' }>['mounts'][number]['fields']): string | undefined {
  if (fields.some(it => it.key.text === 'from')) return undefined
  return fields.find(it => it.key.text === 'source' || it.key.text === 'src')?.value?.text
}

function literalText(word: Word): string | undefined {
  let text = ''
  for (const part of word.parts) {
    if (part.kind === 'variable') return undefined
    text += part.value
  }
  return text
}

/** Undefined for what is in every directory, has wildcards, or is no path of the context. */
function firstSegment(path: string): string | undefined {
  if (path.includes('://') || path.startsWith('git@')) return undefined
  const segment = path.split('/').find(it => it !== '' && it !== '.')
  if (segment === undefined || segment === '..' || /[*?[\\$]/.test(segment)) return undefined
  return segment
}

function isEverything(path: string): boolean {
  return path === '.' || path === './' || path === '/'
}

/** Nobody copies a folder that holds nothing but Dockerfiles. */
function* nearestWithFiles(own: string, cache: DiskCache): Steps<string> {
  for (const directory of [own, ...(yield* parents(own, cache))]) {
    const entries = yield* listDirectory(directory, cache)
    if (entries.some(it => !isDockerfileName(it.name) && !it.name.endsWith('.dockerignore'))) return directory
  }
  return own
}

function* countExisting(directory: string, names: readonly string[], cache: DiskCache): Steps<number> {
  if (names.length === 0) return 0
  const entries = new Set((yield* listDirectory(directory, cache)).map(it => it.name))
  return names.filter(it => entries.has(it)).length
}

/** Parents from the nearest on, in the repository if there is one; never a home or temporary directory. */
function* parents(directory: string, cache: DiskCache): Steps<readonly string[]> {
  const found: string[] = []
  let current = directory
  for (let level = 0; level <= LEVELS.repository; level++) {
    const entries = yield* listDirectory(current, cache)
    if (0 < level) found.push(current)
    if (entries.some(it => it.name === '.git')) return found
    current = dirname(current)
    if (basename(current) === '' || current === homedir() || current === tmpdir()) break
  }
  return found.slice(0, LEVELS.elsewhere)
}
