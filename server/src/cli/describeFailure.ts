import { FileError } from '../workspace/fileError.ts'

/** Why a file could not be worked on. The core accepts every text; should it fail all the same, other files go on. */
export function describeFailure(error: unknown): string {
  if (error instanceof FileError) return error.message
  const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return `This is a mistake in dockerfile-secrets. Please report it together with the file. (${cause})`
}
