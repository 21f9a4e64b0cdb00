import { lstatSync, realpathSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { FileEdit } from '../core/finding.ts'
import { describeSystemError, FileError } from '../workspace/fileError.ts'
import { replaceFile } from '../workspace/replaceFile.ts'
import type { ChangedFile } from './format/unifiedDiff.ts'

/** The new text of a file on disk; not written yet. */
export interface FileChange extends ChangedFile {
  /** Absolute. */
  readonly file: string
}

/** A change beside the Dockerfile. `files` are the texts below `root`, as they were when the edit was made. */
export function toFileChange(
  edit: FileEdit,
  root: string,
  files: ReadonlyMap<string, string>,
  show: (file: string) => string,
): FileChange {
  const file = join(root, edit.path)
  const before = files.get(edit.path)
  if (exists(file)) {
    assertInside(root, file)
    if (before === undefined)
      throw new FileError(`Not changed: ${show(file)} would have to change, too, but is no small UTF-8 text file.`)
  }
  return { path: show(file), file, before, after: edit.newText }
}

/** Throws a `FileError` when the file is not as it was. */
export function writeChange({ file, before, after }: FileChange): void {
  if (before !== after) replaceFile(file, before, after)
}

/** A link in somebody's repository must not make us change a file elsewhere. Throws a `FileError`. */
export function assertInside(directory: string, file: string): void {
  const target = resolveLinks(file)
  if (target.startsWith(resolveLinks(directory) + sep)) return
  throw new FileError(`Not changed: a link leads to ${target}, outside of ${directory}. Name that file itself.`)
}

/** Slash-separated; as seen from `cwd` unless paths are to be absolute. */
export function showPath(file: string, cwd: string, absolute: boolean): string {
  return toSlashes(absolute ? file : relative(cwd, file))
}

export function toSlashes(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/')
}

function resolveLinks(file: string): string {
  try {
    return realpathSync(file)
  } catch (error) {
    throw new FileError(`Not changed: ${describeSystemError(error)}`)
  }
}

function exists(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined
  } catch (error) {
    throw new FileError(`Not changed: ${describeSystemError(error)}`)
  }
}
