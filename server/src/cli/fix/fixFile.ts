import { isAbsolute, join, relative } from 'node:path'
import { defaultSettings, type BuildContext } from '../../core/context.ts'
import { fixAll, type FixAllResult } from '../../core/fixes/fixAll.ts'
import { configureNow } from '../../workspace/config.ts'
import type { FoundDockerfile, PathError } from '../../workspace/findDockerfiles.ts'
import { createContextCache, readBuildContextNow, type ContextCache } from '../../workspace/readBuildContext.ts'
import { BYTE_ORDER_MARK, readText, type TextFile } from '../../workspace/readText.ts'
import { configErrors } from '../configErrors.ts'
import { assertInside, showPath, toFileChange, toSlashes, type FileChange } from '../fileChange.ts'

export interface FixSettings {
  /** Only these rules; all when empty. */
  readonly rules: readonly string[]
  readonly safeOnly: boolean
}

/** A Dockerfile with its fixes, nothing of it written yet. */
export interface FixedFile {
  readonly dockerfile: FileChange
  /** Ignore files and the like. */
  readonly others: readonly FileChange[]
  readonly result: FixAllResult
  /** Errors of its configuration. */
  readonly errors: readonly PathError[]
}

/** What a run of `fix` has done, or would do. */
export interface FixOutcome {
  readonly fixed: readonly FixedFile[]
  /** Every other file that changes, once. */
  readonly others: readonly FileChange[]
  readonly errors: readonly PathError[]
}

/** What one run knows. */
export interface Fixer {
  readonly cwd: string
  readonly cache: ContextCache
  /** Files that Dockerfiles share, as earlier fixes of this run have left them; by absolute path. */
  readonly changed: Map<string, FileChange>
}

export function createFixer(cwd: string): Fixer {
  return { cwd, cache: createContextCache(), changed: new Map<string, FileChange>() }
}

/** Throws a `FileError` when the file cannot be read, or its fix would reach out of its project. */
export function fixFile({ path, file, foundIn }: FoundDockerfile, settings: FixSettings, fixer: Fixer): FixedFile {
  if (foundIn !== undefined) assertInside(foundIn, file)
  const input = readText(file)
  const { root, context } = readBuildContextNow(file, input.text, fixer.cache)
  const current = withChanges(context, root, fixer.changed)
  const configured = configureNow(file, defaultSettings, fixer.cache.configs)
  const result = fixAll(input.text, { ...settings, settings: configured.settings, context: current })
  const show = (other: string) => showPath(other, fixer.cwd, isAbsolute(path))
  return {
    dockerfile: toDockerfileChange(path, file, input, result),
    others: result.fileEdits.map(it => toFileChange(it, root, current.files, show)),
    result,
    errors: configErrors(configured, fixer.cwd),
  }
}

/** A text that comes from nowhere: configured as in the current directory, without neighbors and changes to them. */
export function fixText(path: string, input: TextFile, settings: FixSettings, fixer: Fixer): FixedFile {
  const configured = configureNow(join(fixer.cwd, 'Dockerfile'), defaultSettings, fixer.cache.configs)
  const result = fixAll(input.text, { ...settings, settings: configured.settings })
  const errors = configErrors(configured, fixer.cwd)
  return { dockerfile: toDockerfileChange(path, path, input, result), others: [], result, errors }
}

/** Later fixes of this run see the changes of this one. */
export function rememberOthers({ others }: FixedFile, { changed }: Fixer): void {
  for (const change of others)
    changed.set(change.file, { ...change, before: (changed.get(change.file) ?? change).before })
}

function toDockerfileChange(path: string, file: string, input: TextFile, result: FixAllResult): FileChange {
  const mark = input.byteOrderMark ? BYTE_ORDER_MARK : ''
  return { path, file, before: mark + input.text, after: mark + result.text }
}

/** The context with the new texts of files that an earlier fix has changed. */
function withChanges(context: BuildContext, root: string, changed: Fixer['changed']): BuildContext {
  if (changed.size === 0) return context
  const files = new Map(context.files)
  for (const { file, after } of changed.values()) {
    const path = toSlashes(relative(root, file))
    if (!path.startsWith('../')) files.set(path, after)
  }
  return { ...context, files }
}
