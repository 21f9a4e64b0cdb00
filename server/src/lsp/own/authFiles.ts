import { lstat, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { authFilesFor } from '../../core/authfile/authFiles.ts'
import { describeSystemError, FileError } from '../../workspace/fileError.ts'
import { readBuildContext } from '../../workspace/readBuildContext.ts'
import { readFolder } from '../../workspace/readContextFiles.ts'
import type { AuthFilesParams, AuthFilesResult } from '../protocol.ts'
import { pathOf } from './pathOf.ts'

/** The auth files that the project files of a folder ask for; a Dockerfile stands for its build context. */
export async function authFiles({ uri }: AuthFilesParams): Promise<AuthFilesResult> {
  const folder = await folderOf(pathOf(uri))
  const { files, problems } = authFilesFor(await readFolder(folder))
  return {
    files: await Promise.all(
      files.map(async ({ path, label, text, mode }) => {
        const absolute = join(folder, path)
        return { uri: pathToFileURL(absolute).href, label, text, mode, exists: await exists(absolute) }
      }),
    ),
    problems,
  }
}

async function folderOf(path: string): Promise<string> {
  try {
    return (await stat(path)).isDirectory() ? path : (await readBuildContext(path)).root
  } catch (error) {
    throw new FileError(describeSystemError(error))
  }
}

/** Asks the disk: a file may be there that is too large to be read, or a link that leads nowhere. */
async function exists(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  )
}
