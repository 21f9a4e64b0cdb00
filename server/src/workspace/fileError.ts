/** What is wrong with one file, in sentences for the user: the cause and what to do. They leave out the path. */
export class FileError extends Error {
  override readonly name = 'FileError'
}

/** Sentences about an error of the operating system. */
export function describeSystemError(error: unknown): string {
  const code = codeOf(error)
  const known = code === undefined ? undefined : SENTENCES[code]
  return known ?? (error instanceof Error ? `${error.message}.` : String(error))
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

const SENTENCES: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or directory. Check the path.',
  ENOTDIR: 'A part of the path is not a directory. Check the path.',
  EISDIR: 'This is a directory, not a file.',
  EACCES: 'Permission is denied. Check the permissions of the file and of its directory.',
  EPERM: 'The system does not permit this. Check the owner and the permissions of the file.',
  ELOOP: 'The symbolic links lead in a circle.',
  ENAMETOOLONG: 'The path is too long.',
  EMFILE: 'Too many files are open. Raise the limit ("ulimit -n").',
  EROFS: 'The file system is read-only.',
  ENOSPC: 'The disk is full. Make room and try again.',
  EBUSY: 'The file is in use or is a mount point, and cannot be replaced. Use --stdout and write it yourself.',
}
