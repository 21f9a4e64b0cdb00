import type { PathError } from '../../workspace/findDockerfiles.ts'
import { createStyle, toPrintable } from './style.ts'
import { count, joinWords } from './words.ts'

/** What `protect` found and did. Paths are shown to the user as they are. */
export interface ProtectOutcome {
  readonly found: readonly ProtectedFile[]
  /** Ignore files that got entries, or would get them. */
  readonly changed: readonly string[]
  readonly errors: readonly PathError[]
  readonly written: boolean
}

interface ProtectedFile {
  readonly path: string
  readonly holdsCredential: boolean
  /** Ignore files that lacked an entry. */
  readonly missingFrom: readonly string[]
}

export function formatProtectJson({ found, changed, errors }: ProtectOutcome): string {
  const files = changed.map(path => ({ path, changed: true }))
  return `${JSON.stringify({ version: 1, found, files, errors }, undefined, 2)}\n`
}

export function formatProtectText({ found, changed, written }: ProtectOutcome, color: boolean): string {
  const style = createStyle(color)
  const lines = found.map(it => `${style.bold(toPrintable(it.path))}: ${describe(it, changed, written)}`)
  return [...lines, summarize(found.length, changed.length, written)].map(it => `${it}\n`).join('')
}

function describe({ missingFrom }: ProtectedFile, changed: readonly string[], written: boolean): string {
  if (missingFrom.length === 0) return 'ignored already'
  const list = (paths: readonly string[]) => joinWords(paths.map(toPrintable))
  const failed = missingFrom.filter(it => !changed.includes(it))
  const added = missingFrom.filter(it => changed.includes(it))
  if (!written || added.length === 0) return `missing in ${list(missingFrom)}`
  return `added to ${list(added)}${failed.length > 0 ? `, but not to ${list(failed)}` : ''}`
}

function summarize(found: number, changed: number, written: boolean): string {
  if (found === 0) return 'There is no auth file here.'
  if (changed === 0) return 'Nothing to change.'
  return written ? `Changed ${count(changed, 'file')}.` : `Would change ${count(changed, 'file')}. Nothing was written.`
}
