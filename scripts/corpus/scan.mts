import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { excerptOf } from '../../server/src/cli/format/excerpt.ts'
import type { Finding } from '../../server/src/core/finding.ts'
import { maskedSpans } from '../../server/src/core/secrets/maskedSpans.ts'
import { FileError } from '../../server/src/workspace/fileError.ts'
import { findDockerfiles } from '../../server/src/workspace/findDockerfiles.ts'
import { readText } from '../../server/src/workspace/readText.ts'
import type { Found } from './found.mts'

export interface CorpusFile {
  /** Relative to the folder. */
  readonly path: string
  readonly text: string
}

export interface Scan {
  readonly found: readonly Found[]
  readonly files: number
  readonly characters: number
  /** Of the analysis alone. */
  readonly milliseconds: number
  readonly slowest: { readonly path: string; readonly milliseconds: number }
  /** Files on which the core threw, which it must never do. */
  readonly failures: readonly string[]
}

/** The Dockerfiles below a folder that are text. */
export function readDockerfiles(folder: string): readonly CorpusFile[] {
  return pathsBelow(folder).flatMap(path => {
    try {
      return { path, text: readText(join(folder, path)).text }
    } catch (error) {
      if (error instanceof FileError) return []
      throw error
    }
  })
}

/** The Dockerfiles below a folder, relative to it. */
export function pathsBelow(folder: string): readonly string[] {
  const { files, errors } = findDockerfiles([folder], process.cwd())
  for (const { path, message } of errors) throw new Error(`${path}: ${message}`)
  return files.map(it => relative(folder, it.file))
}

/** Runs the rules that the clone in the folder `tree` has. */
export async function scan(files: readonly CorpusFile[], tree: string): Promise<Scan> {
  const module = pathToFileURL(join(tree, 'server/src/core/analyze.ts')).href
  const { findProblems }: { findProblems: (text: string) => readonly Finding[] } = await import(module)
  const found: Found[] = []
  const failures: string[] = []
  let milliseconds = 0
  let slowest = { path: '', milliseconds: 0 }
  for (const file of files) {
    const start = performance.now()
    const findings = orUndefined(() => findProblems(file.text))
    const took = performance.now() - start
    milliseconds += took
    if (slowest.milliseconds < took) slowest = { path: file.path, milliseconds: took }
    if (findings) found.push(...toFound(file, findings))
    else failures.push(file.path)
  }
  const characters = files.reduce((sum, it) => sum + it.text.length, 0)
  return { found, files: files.length, characters, milliseconds, slowest, failures }
}

function toFound({ path, text }: CorpusFile, findings: readonly Finding[]): readonly Found[] {
  const masks = maskedSpans(text, new Set(findings.flatMap(it => it.secret ?? [])))
  return findings.map(({ rule, severity, secret, span, fix }) => {
    const line = lineAt(text, span.start)
    return {
      path,
      line,
      rule,
      severity,
      secret,
      fix: fix?.safety ?? 'none',
      text: excerptOf(text, line, span, masks).text,
    }
  })
}

/** From 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); 0 <= at && at < offset; at = text.indexOf('\n', at + 1)) line++
  return line
}

function orUndefined<Result>(work: () => Result): Result | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
