import { FileError } from '../workspace/fileError.ts'

/** Why a file could not be worked on. The core accepts every text; should it fail all the same, other files go on. */
export function describeFailure(error: unknown): string {
  if (error instanceof FileError) return error.message
  return `This is a mistake in dockerfile-secrets. Please report it together with the file.\n${describeCrash(error)}`
}

/** What went wrong and where, without the message, which may quote what stands in a file. */
export function describeCrash(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const frames = (error.stack ?? '').split('\n').filter(it => it.startsWith('    at '))
  return [error.name, ...frames].join('\n')
}
