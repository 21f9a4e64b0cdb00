import type { Problem } from '../dockerfile/model.ts'
import type { Span } from '../text.ts'
import { matches } from './automaton.ts'
import { isControlCharacter } from './characters.ts'
import { isValidGlob } from './goGlob.ts'
import { cleanPath, trimSpace } from './goPath.ts'
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
  const lines = linesIn(text)
  const encoded = lines.some(it => /[^\0-\x7f]/.test(it.content))
  for (const { content, start, end } of lines) {
    const result = rejection(content, encoded) ?? newPattern(content, { start, end })
    if (typeof result === 'string') problems.push({ span: { start, end }, message: result })
    else if (result) patterns.push(result)
  }
  return { patterns, problems }
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

interface Line extends Span {
  /** What BuildKit sends to the client. */
  readonly content: string
}

/** The lines that have a pattern. */
function linesIn(text: string): readonly Line[] {
  const lines: Line[] = []
  let start = text.startsWith('\uFEFF') ? 1 : 0
  while (start < text.length) {
    const lineEnd = text.indexOf('\n', start)
    const end = lineEnd < 0 ? text.length : lineEnd
    const written = text.slice(start, end)
    const content = readLine(written)
    const trimmed = trimSpace(written)
    const first = start + written.indexOf(trimmed)
    if (content !== undefined) lines.push({ content, start: first, end: first + trimmed.length })
    start = end + 1
  }
  return lines
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

/**
 * Why a pattern does not get through to the client. Patterns travel in a header that can't have control characters;
 * they are encoded only when some pattern has a character beyond ASCII (`encodeOpts` in session/filesync).
 */
function rejection(content: string, encoded: boolean): string | undefined {
  if (MAX_LINE <= content.length) return 'This line is too long for BuildKit, which reads 64 KiB at most.'
  return !encoded && [...content].some(isControlCharacter)
    ? 'BuildKit rejects a pattern with a control character.'
    : undefined
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
    const escapes = character === '\\' && at + 1 < characters.length
    if (escapes || '*?[]'.includes(character)) kind = 'regexp'
    if (escapes) pieces.push(character + (characters[++at] ?? ''))
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
