import { FileError } from '../../workspace/fileError.ts'
import { toPath } from '../surroundings.ts'

/** Path of a file or folder that a command is about; fails with a sentence for the user when it is on no disk. */
export function pathOf(uri: string): string {
  const path = toPath(uri)
  if (path !== undefined) return path
  if (uri.startsWith('untitled:')) throw new FileError('The Dockerfile is not saved yet. Save it and try again.')
  throw new FileError('This works only with files on a disk of this machine. Open the project from there.')
}
