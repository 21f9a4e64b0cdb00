import type { Span } from '../text.ts'
import { compileWildmatch, utf8 } from './wildmatch.ts'
import { matches } from './automaton.ts'

/** One line of a .gitignore file that is no comment. */
export interface GitignorePattern extends Span {
  /** `!`: what it matches is not ignored after all. */
  readonly negated: boolean
  /** A slash at the end: it matches directories only. */
  readonly directoryOnly: boolean
  /** For a path relative to the file's directory. */
  readonly matches: (path: string) => boolean
}

/** The patterns of all .gitignore files, by their directories, which end in a slash unless it is the root (''). */
export type Gitignores = ReadonlyMap<string, readonly GitignorePattern[]>

export interface GitVerdict {
  readonly ignored: boolean
  /** The directory of the file that decided, as in `Gitignores`; undefined when no pattern matches. */
  readonly decidedIn: string | undefined
}

/** Reads lines as git does: https://git-scm.com/docs/gitignore#_pattern_format, `dir.c`. */
export function parseGitignore(text: string): readonly GitignorePattern[] {
  const patterns: GitignorePattern[] = []
  let start = text.startsWith('\uFEFF') ? 1 : 0
  while (start < text.length) {
    const lineEnd = text.indexOf('\n', start)
    const end = lineEnd < 0 ? text.length : lineEnd
    const line = withoutTrailingSpaces(text.slice(start, end).replace(/\r$/, ''))
    if (line !== '' && !line.startsWith('#')) patterns.push(newPattern(line, start))
    start = end + 1
  }
  return patterns
}

/** The .gitignore files among files by slash-separated path. */
export function parseGitignores(files: ReadonlyMap<string, string>): Gitignores {
  const found = new Map<string, readonly GitignorePattern[]>()
  for (const [path, text] of files)
    if (path === NAME || path.endsWith(`/${NAME}`)) found.set(path.slice(0, -NAME.length), parseGitignore(text))
  return found
}

/**
 * What git does with an untracked file. A directory that is ignored stays so, whatever is said about what is in it;
 * else the last pattern counts of the deepest .gitignore that has one that matches.
 */
export function gitVerdict(ignores: Gitignores, path: string): GitVerdict {
  for (let end = path.indexOf('/'); 0 < end; end = path.indexOf('/', end + 1)) {
    const verdict = judge(ignores, path.slice(0, end), true)
    if (verdict.ignored) return verdict
  }
  return judge(ignores, path, false)
}

/** Whether the text of a .gitignore keeps a path out that is relative to the file's directory. */
export function isIgnoredByGit(text: string, path: string): boolean {
  return gitVerdict(new Map([['', parseGitignore(text)]]), path).ignored
}

const NAME = '.gitignore'

function judge(ignores: Gitignores, path: string, isDirectory: boolean): GitVerdict {
  for (let slash = path.lastIndexOf('/'); ; slash = path.lastIndexOf('/', slash - 1)) {
    const directory = path.slice(0, slash + 1)
    const relative = path.slice(slash + 1)
    const last = ignores.get(directory)?.findLast(it => (isDirectory || !it.directoryOnly) && it.matches(relative))
    if (last) return { ignored: !last.negated, decidedIn: directory }
    if (slash <= 0) return { ignored: false, decidedIn: undefined }
  }
}

/** Spaces at the end do not count unless a backslash is before them. */
function withoutTrailingSpaces(line: string): string {
  let end = 0
  for (let at = 0; at < line.length; at++) {
    if (line.charAt(at) === '\\') end = Math.min(++at + 1, line.length)
    else if (line.charAt(at) !== ' ') end = at + 1
  }
  return line.slice(0, end)
}

function newPattern(line: string, start: number): GitignorePattern {
  const negated = line.startsWith('!')
  const content = negated ? line.slice(1) : line
  const directoryOnly = content.endsWith('/')
  const pattern = directoryOnly ? content.slice(0, -1) : content
  return { start, end: start + line.length, negated, directoryOnly, matches: compile(pattern) }
}

/** Without a slash a pattern is about the base name, else about the whole path. */
function compile(pattern: string): (path: string) => boolean {
  if (!pattern.includes('/')) {
    const test = compileName(pattern)
    return path => test(path.slice(path.lastIndexOf('/') + 1))
  }
  const anchored = pattern.startsWith('/') ? pattern.slice(1) : pattern
  // Git compares the part without wildcards first, and only the rest is a pattern.
  const fixed = fixedPrefix(anchored)
  if (fixed === anchored) return path => path === anchored
  const test = compileRest(anchored.slice(fixed.length), true)
  return path => path.startsWith(fixed) && test(path.slice(fixed.length))
}

function compileName(pattern: string): (name: string) => boolean {
  if (fixedPrefix(pattern) === pattern) return name => name === pattern
  const rest = pattern.slice(1)
  if (pattern.startsWith('*') && fixedPrefix(rest) === rest) return name => name.endsWith(rest)
  return compileRest(pattern, false)
}

function compileRest(pattern: string, isPath: boolean): (text: string) => boolean {
  const nodes = compileWildmatch(pattern, isPath)
  return text => nodes !== undefined && matches(nodes, utf8(text))
}

function fixedPrefix(pattern: string): string {
  const end = pattern.search(/[*?[\\]/)
  return end < 0 ? pattern : pattern.slice(0, end)
}
