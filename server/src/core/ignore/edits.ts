import { cleanPath } from './goPath.ts'
import { isControlCharacter } from './characters.ts'
import { isIgnored } from './dockerignore.ts'
import { isIgnoredByGit } from './gitignore.ts'

export type IgnoreKind = 'git' | 'docker'

/**
 * The text of an ignore file with entries for paths, which are slash-separated and relative to its directory. What
 * is ignored already gets no entry. Order, comments, line ends and a missing last line end stay as they are; new
 * entries come last, because the last match wins. `anywhere` tells paths whose base name is to be ignored in every
 * directory.
 */
export function addIgnoreEntries(
  text: string | undefined,
  kind: IgnoreKind,
  paths: readonly string[],
  anywhere: (path: string) => boolean = () => false,
): string {
  let result = text ?? ''
  for (const path of paths.filter(isInside)) {
    // Two stars do not match a directory with a line break in its name: there, the exact path helps.
    const entries = anywhere(path) ? [anywhereEntry(kind, path), exactEntry(kind, path)] : [exactEntry(kind, path)]
    for (const entry of entries) if (!ignores(result, kind, path)) result = appendLine(result, entry)
  }
  return result
}

/** Outside of the directory there is nothing to ignore. */
function isInside(path: string): boolean {
  const cleaned = cleanPath(path)
  return !path.startsWith('/') && cleaned !== '.' && cleaned !== '..' && !cleaned.startsWith('../')
}

function ignores(text: string, kind: IgnoreKind, path: string): boolean {
  return kind === 'git' ? isIgnoredByGit(text, cleanPath(path)) : isIgnored(text, path)
}

function exactEntry(kind: IgnoreKind, path: string): string {
  const cleaned = cleanPath(path)
  return kind === 'git' ? `/${escapeForGit(cleaned)}` : escapeForDocker(cleaned)
}

function anywhereEntry(kind: IgnoreKind, path: string): string {
  const cleaned = cleanPath(path)
  const name = cleaned.slice(cleaned.lastIndexOf('/') + 1)
  if (kind === 'docker') return `**/${escapeForDocker(name)}`
  return ['#', '!', '\uFEFF'].includes(name.charAt(0)) ? `\\${escapeForGit(name)}` : escapeForGit(name)
}

/** A backslash before what means something; no line can have a line break, so that any character stands for it. */
function escapeForGit(path: string): string {
  const escaped = path.replace(/[*?[\\]/g, '\\$&').replace(/[\r\n]/g, '?')
  const trimmed = escaped.trimEnd()
  return trimmed + escaped.slice(trimmed.length).replaceAll(' ', '\\ ')
}

/** White space at both ends is put into brackets, or BuildKit takes it away. It rejects control characters. */
function escapeForDocker(path: string): string {
  const escaped = path.replace(/^[#!]|[*?[\]^{|}\\]/g, '\\$&')
  const printable = Array.from(escaped, it => (isControlCharacter(it) ? '?' : it)).join('')
  return printable.replace(/^[\s\u0085\uFEFF]|[\s\u0085]$/g, '[$&]')
}

function appendLine(text: string, line: string): string {
  const lineEnd = text.indexOf('\n')
  const separator = text.charAt(lineEnd - 1) === '\r' && 0 < lineEnd ? '\r\n' : '\n'
  if (text === '' || text.endsWith('\n')) return text + line + separator
  return text + separator + line
}
