import type { Problem } from '../dockerfile/model.ts'
import type { Span } from '../text.ts'
import { matches } from './automaton.ts'
import { cleanPath, isValidGlob, trimSpace } from './goPath.ts'
import { compileGoRegexp, DIRECTORIES } from './goRegexp.ts'

/** A parsed .dockerignore file. */
export interface Dockerignore {
  readonly patterns: readonly DockerignorePattern[]
  /** What makes every build fail. */
  readonly problems: readonly Problem[]
}

/** One line that is no comment; the span is without white space around it. */
export interface DockerignorePattern extends Span {
  /** As BuildKit understands it: shortest path, without `!` and a slash at the beginning. */
  readonly text: string
  /** `!`: what it matches is not ignored after all. */
  readonly negated: boolean
  readonly matches: (path: string) => boolean
}

/** Longer lines make BuildKit fail, as `bufio.Scanner` of Go does. */
const MAX_LINE = 65_536

/**
 * Reads patterns as BuildKit does: https://docs.docker.com/build/concepts/context/#dockerignore-files,
 * github.com/moby/patternmatcher (`ignorefile.ReadAll`, `patternmatcher.New`) on Linux.
 */
export function parseDockerignore(text: string): Dockerignore {
  const patterns: DockerignorePattern[] = []
  const problems: Problem[] = []
  for (const line of linesIn(text)) {
    if (MAX_LINE <= line.end - line.start) {
      problems.push({ span: line, message: 'This line is too long for BuildKit, which reads 64 KiB at most.' })
      continue
    }
    const written = text.slice(line.start, line.end)
    const content = readLine(written)
    if (content === undefined) continue
    const span = trimmedSpan(line, written)
    const result = newPattern(content, span)
    if (typeof result === 'string') problems.push({ span, message: result })
    else if (result) patterns.push(result)
  }
  return withoutUnprintable({ patterns, problems })
}

/**
 * Whether BuildKit leaves a file out of the build context. `path` is relative to the context root and
 * slash-separated. A text that makes BuildKit fail ignores nothing on the lines in question.
 */
export function isIgnored(ignore: Dockerignore | string, path: string): boolean {
  const { patterns } = typeof ignore === 'string' ? parseDockerignore(ignore) : ignore
  const parts = cleanPath(path).split('/')
  const exceptions = patterns.filter(it => it.negated)
  let before: readonly boolean[] | undefined
  for (let depth = 1; depth < parts.length; depth++) {
    const directory = parts.slice(0, depth).join('/')
    const verdict = judge(patterns, directory, before)
    if (verdict.ignored && !mayReinclude(exceptions, directory)) return true
    before = verdict.matched
  }
  return judge(patterns, parts.join('/'), before).ignored
}

interface Verdict {
  readonly ignored: boolean
  /** Which patterns have matched the path or a directory above. */
  readonly matched: readonly boolean[]
}

/** `MatchesUsingParentResults` of github.com/moby/patternmatcher: a pattern counts where it would change something. */
function judge(patterns: readonly DockerignorePattern[], path: string, above: readonly boolean[] | undefined): Verdict {
  let ignored = false
  const matched = patterns.map((pattern, index) => {
    const match = above?.[index] || (pattern.negated === ignored && pattern.matches(path))
    if (match) ignored = !pattern.negated
    return match
  })
  return { ignored, matched }
}

/** BuildKit does not look into an ignored directory when no exception can match in it (github.com/tonistiigi/fsutil). */
function mayReinclude(exceptions: readonly DockerignorePattern[], directory: string): boolean {
  const fixed = exceptions.map(it => withoutSuffix(withoutSuffix(it.text, '/**'), '/*'))
  return fixed.some(it => /[*[\]?^\\]/.test(it) || `${it}/`.startsWith(`${directory}/`))
}

function withoutSuffix(text: string, suffix: string): string {
  return text.endsWith(suffix) ? text.slice(0, -suffix.length) : text
}

/**
 * BuildKit sends patterns in a header that can't have control characters. It encodes them only when some pattern
 * has a character beyond ASCII (`encodeOpts` in session/filesync).
 */
function withoutUnprintable({ patterns, problems }: Dockerignore): Dockerignore {
  const unprintable = patterns.filter(it => hasControlCharacter(it.text))
  if (unprintable.length === 0 || patterns.some(it => /[^\0-\x7f]/.test(it.text))) return { patterns, problems }
  const message = 'BuildKit rejects a pattern with a control character.'
  return {
    patterns: patterns.filter(it => !hasControlCharacter(it.text)),
    problems: [...problems, ...unprintable.map(({ start, end }) => ({ span: { start, end }, message }))],
  }
}

function hasControlCharacter(text: string): boolean {
  for (const it of text) if (it < ' ' || it === '\x7f') return true
  return false
}

function linesIn(text: string): readonly Span[] {
  const lines: Span[] = []
  let start = text.startsWith('\uFEFF') ? 1 : 0
  for (let end = text.indexOf('\n', start); 0 <= end; end = text.indexOf('\n', start)) {
    lines.push({ start, end })
    start = end + 1
  }
  return [...lines, { start, end: text.length }]
}

function trimmedSpan(line: Span, written: string): Span {
  const start = line.start + written.indexOf(trimSpace(written))
  return { start, end: start + trimSpace(written).length }
}

/** `ignorefile.ReadAll` for one line; undefined for a comment or nothing. */
function readLine(line: string): string | undefined {
  const content = trimSpace(line)
  if (line.startsWith('#') || content === '') return undefined
  const negated = content.startsWith('!')
  let pattern = negated ? trimSpace(content.slice(1)) : content
  if (pattern !== '') pattern = cleanPath(pattern)
  if (1 < pattern.length && pattern.startsWith('/')) pattern = pattern.slice(1)
  return negated ? `!${pattern}` : pattern
}

/** `patternmatcher.New` for one pattern; a text says why the pattern is rejected. */
function newPattern(content: string, span: Span): DockerignorePattern | string | undefined {
  const trimmed = trimSpace(content)
  if (trimmed === '') return undefined
  const cleaned = cleanPath(trimmed)
  if (cleaned === '!') return 'BuildKit rejects an exclamation mark without a pattern.'
  const negated = cleaned.startsWith('!')
  const text = negated ? cleaned.slice(1) : cleaned
  const test = isValidGlob(text) ? compile(text) : undefined
  if (!test) return 'BuildKit rejects this pattern: syntax error in pattern.'
  return { ...span, text, negated, matches: test }
}

/** `Pattern.compile` and `Pattern.match`: simple patterns are compared, others become a regular expression. */
function compile(pattern: string): ((path: string) => boolean) | undefined {
  const { kind, source } = translate(pattern)
  switch (kind) {
    case 'exact':
      return path => path === pattern
    case 'prefix':
      return path => path.startsWith(pattern.slice(0, -2))
    case 'suffix': {
      const suffix = pattern.slice(2)
      return path => path.endsWith(suffix) || `/${path}` === suffix
    }
    case 'regexp': {
      const alternatives = compileGoRegexp(source)
      return alternatives && (path => alternatives.some(it => matches(it, codePoints(path))))
    }
  }
}

interface Translation {
  readonly kind: 'exact' | 'prefix' | 'suffix' | 'regexp'
  readonly source: string
}

function translate(pattern: string): Translation {
  // The scanner that BuildKit reads patterns with drops a byte order mark.
  const characters = [...(pattern.startsWith('\uFEFF') ? pattern.slice(1) : pattern)]
  const pieces = ['^']
  let kind: Translation['kind'] = 'exact'
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? ''
    if (character === '*' && characters[at + 1] === '*') {
      const first = at === 0
      at += characters[at + 2] === '/' ? 2 : 1
      const last = at === characters.length - 1
      if (!last || kind !== 'exact') pieces.push(last ? '.*' : DIRECTORIES)
      kind = first ? 'suffix' : last && kind === 'exact' ? 'prefix' : 'regexp'
      continue
    }
    if ('*?[]\\'.includes(character)) kind = 'regexp'
    if (character === '\\' && at + 1 < characters.length) pieces.push(character + (characters[++at] ?? ''))
    else pieces.push(expressionFor(character))
  }
  return { kind, source: `${pieces.join('')}$` }
}

/** BuildKit means to escape `{`, `|` and `}`, too, but its table has no room for them. */
function expressionFor(character: string): string {
  if (character === '*') return '[^/]*'
  if (character === '?') return '[^/]'
  return '.+()$'.includes(character) ? `\\${character}` : character
}

function codePoints(text: string): readonly number[] {
  return Array.from(text, it => it.codePointAt(0) ?? 0)
}
