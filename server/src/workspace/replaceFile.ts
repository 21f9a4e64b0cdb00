import {
  chmodSync,
  chownSync,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { randomBytes } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { codeOf, describeSystemError, FileError } from './fileError.ts'

/**
 * Replaces a text file in one step: whoever reads it sees the old or the new text, and after an error the old one is
 * still there. Keeps the mode, and the owner where that is permitted. Follows links. `expected` is the text that the
 * new one was made from; undefined when there was no file. Throws a `FileError`.
 */
export function replaceFile(path: string, expected: string | undefined, newText: string): void {
  try {
    const target = expected === undefined ? path : realpathSync(path)
    assertUnchanged(target, expected)
    replaceAt(target, expected !== undefined, newText)
  } catch (error) {
    throw error instanceof FileError ? error : new FileError(`Not changed: ${describeSystemError(error)}`)
  }
}

function assertUnchanged(path: string, expected: string | undefined): void {
  if (readIfPresent(path)?.equals(Buffer.from(expected ?? '')) === (expected === undefined ? undefined : true)) return
  throw new FileError('Not changed: somebody else has changed the file in the meantime. Run the command again.')
}

function readIfPresent(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function replaceAt(path: string, exists: boolean, newText: string): void {
  // Next to the file, because a rename works only inside of one file system.
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    const file = openSync(temporary, 'wx', 0o666)
    try {
      writeFileSync(file, newText)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    if (exists) copyOwnerAndMode(path, temporary)
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

function copyOwnerAndMode(from: string, to: string): void {
  const { uid, gid, mode } = statSync(from)
  try {
    chownSync(to, uid, gid)
  } catch {
    // Only root may give files away; then the file becomes ours, as with any editor.
  }
  chmodSync(to, mode & 0o7777)
}
