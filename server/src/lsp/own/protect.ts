import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { protect } from '../../core/ignore/protect.ts'
import { describeSystemError, FileError } from '../../workspace/fileError.ts'
import { readFolder } from '../../workspace/readContextFiles.ts'
import type { ProtectParams, ProtectResult } from '../protocol.ts'
import { pathOf } from './pathOf.ts'

/** Which auth files a folder has, and what its ignore files lack. */
export async function protectFolder({ uri }: ProtectParams): Promise<ProtectResult> {
  const folder = pathOf(uri)
  await assertFolder(folder)
  const files = await readFolder(folder)
  const { authFiles, edits } = protect(files)
  return {
    found: authFiles.map(it => it.path),
    changes: edits.map(({ path, newText }) => ({
      uri: pathToFileURL(join(folder, path)).href,
      exists: files.has(path),
      newText,
    })),
  }
}

async function assertFolder(path: string): Promise<void> {
  try {
    if ((await stat(path)).isDirectory()) return
  } catch (error) {
    throw new FileError(describeSystemError(error))
  }
  throw new FileError('This is a file, not a folder.')
}
