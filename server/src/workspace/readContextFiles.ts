import { join, sep } from 'node:path'
import { isInterestingFile } from '../core/knowledge/index.ts'
import { listDirectory, readSmallText, resolveLinks, runLater, type DiskCache, type Entry, type Steps } from './disk.ts'

/** What is looked at at most, so that a huge or hostile folder costs bounded time and memory. */
export const LIMITS = { depth: 6, directories: 1000, files: 500, fileBytes: 256 * 1024, totalLength: 8 * 1024 * 1024 }

/** Directories with other people's files, which hold no credentials of this project, and are large. */
export const SKIPPED_DIRECTORIES: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  '.terraform',
  '.tox',
  '.venv',
  '.yarn',
  '__pycache__',
  'bower_components',
  'node_modules',
  'site-packages',
  'venv',
])

/** What the analysis wants to know of a folder that is no build context of its own. */
export async function readFolder(path: string): Promise<ReadonlyMap<string, string>> {
  return await runLater(readContextFiles(path, { listings: new Map<string, readonly Entry[]>() }))
}

/**
 * Texts of the interesting files below `root`, by slash-separated path, nearest first. A link counts when it stays
 * inside of `root`, because only then the build could read it; directories that are links are not entered.
 */
export function* readContextFiles(root: string, cache: DiskCache): Steps<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>()
  let length = 0
  for (const { path, kind } of yield* findFiles(root, cache)) {
    const file = join(root, path)
    if (kind === 'link' && !(yield* staysInside(root, file))) continue
    const text = yield* readSmallText(file, LIMITS.fileBytes)
    if (text === undefined) continue
    length += text.length
    if (LIMITS.totalLength < length) break
    texts.set(path, text)
  }
  return texts
}

interface FoundFile {
  readonly path: string
  readonly kind: Entry['kind']
}

/** Breadth first: where there is too much, what lies deep is left out. */
function* findFiles(root: string, cache: DiskCache): Steps<readonly FoundFile[]> {
  const found: FoundFile[] = []
  const directories = [{ path: '', depth: 0 }]
  for (const directory of directories) {
    for (const { name, kind } of yield* listDirectory(join(root, directory.path), cache)) {
      const path = directory.path === '' ? name : `${directory.path}/${name}`
      if (kind === 'directory') {
        const enters = directory.depth < LIMITS.depth && directories.length < LIMITS.directories
        if (enters && !SKIPPED_DIRECTORIES.has(name)) directories.push({ path, depth: directory.depth + 1 })
      } else if (kind !== 'other' && isInterestingFile(path)) {
        found.push({ path, kind })
        if (LIMITS.files <= found.length) return found
      }
    }
  }
  return found
}

function* staysInside(root: string, file: string): Steps<boolean> {
  const target = yield* resolveLinks(file)
  const realRoot = yield* resolveLinks(root)
  return target !== undefined && realRoot !== undefined && target.startsWith(realRoot + sep)
}
