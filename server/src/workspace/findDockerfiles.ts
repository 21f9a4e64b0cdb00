import { readdirSync, statSync, type Dirent } from 'node:fs'
import { join, normalize, resolve, sep } from 'node:path'
import { isDockerfileName } from './dockerfileNames.ts'
import { describeSystemError } from './fileError.ts'
import { SKIPPED_DIRECTORIES } from './readContextFiles.ts'

export interface FoundDockerfile {
  /** As the user would write it, slash-separated. */
  readonly path: string
  /** Absolute. */
  readonly file: string
  /** The directory that was searched; undefined for a file that was named. */
  readonly foundIn: string | undefined
}

export interface PathError {
  readonly path: string
  readonly message: string
}

export interface Found {
  readonly files: readonly FoundDockerfile[]
  readonly errors: readonly PathError[]
}

/** Every file that is named, and the Dockerfiles of every directory, sorted; each once. */
export function findDockerfiles(paths: readonly string[], cwd: string): Found {
  const files = new Map<string, FoundDockerfile>()
  const errors: PathError[] = []
  for (const path of paths) {
    const absolute = resolve(cwd, path)
    const kind = kindOf(absolute)
    const shown = toSlashes(normalize(path))
    if (kind === 'directory') {
      const found = searchDirectory(absolute, shown, errors)
      if (found.length === 0) errors.push({ path: shown, message: NOTHING_FOUND })
      for (const it of found) if (!files.has(it.file)) files.set(it.file, it)
    } else if (kind === 'file') files.set(absolute, { path: shown, file: absolute, foundIn: undefined })
    else errors.push({ path: shown, message: kind.message })
  }
  return { files: [...files.values()], errors }
}

const NOTHING_FOUND =
  'There is no Dockerfile in this directory. Files are found by name (Dockerfile, Dockerfile.*, *.dockerfile, ' +
  'Containerfile); a file with another name must be given itself.'

function kindOf(path: string): 'file' | 'directory' | { readonly message: string } {
  try {
    return statSync(path).isDirectory() ? 'directory' : 'file'
  } catch (error) {
    return { message: describeSystemError(error) }
  }
}

function searchDirectory(root: string, shownRoot: string, errors: PathError[]): FoundDockerfile[] {
  const found: FoundDockerfile[] = []
  const prefix = shownRoot === '.' ? '' : shownRoot.endsWith('/') ? shownRoot : `${shownRoot}/`
  const pending = [{ directory: root, prefix }]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { directory, prefix: inner } = next
    const subdirectories: typeof pending = []
    for (const entry of list(directory, inner, errors)) {
      const file = join(directory, entry.name)
      if (isDockerfileName(entry.name) && isFile(entry, file))
        found.push({ path: inner + entry.name, file, foundIn: root })
      else if (entry.isDirectory() && !SKIPPED_DIRECTORIES.has(entry.name))
        subdirectories.push({ directory: file, prefix: `${inner}${entry.name}/` })
    }
    pending.push(...subdirectories.reverse())
  }
  return found
}

function list(directory: string, shown: string, errors: PathError[]): readonly Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    errors.push({ path: shown === '' ? '.' : shown, message: describeSystemError(error) })
    return []
  }
}

/** A link to a file is one; a link to a directory is not entered, so that no circle is walked. */
function isFile(entry: Dirent, file: string): boolean {
  return entry.isFile() || (entry.isSymbolicLink() && kindOf(file) === 'file' && statSync(file).isFile())
}

function toSlashes(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/')
}
