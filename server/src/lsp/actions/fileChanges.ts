import { access } from 'node:fs/promises'
import { isAbsolute, join, normalize } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FileEdit } from '../../core/finding.ts'
import type { Surroundings } from '../surroundings.ts'
import type { FileChange } from '../workspaceEdit.ts'

/**
 * Changes to other files of the build context. Undefined when a file is there that the fix did not know when it was
 * made: its text would be lost.
 */
export async function toFileChanges(
  { root, context }: Surroundings,
  edits: readonly FileEdit[],
): Promise<readonly FileChange[] | undefined> {
  const changes: FileChange[] = []
  for (const { path, newText } of edits) {
    if (root === undefined || isAbsolute(path) || normalize(path).startsWith('..')) return undefined
    const absolute = join(root, path)
    const before = context?.files.get(path)
    if (before === undefined && (await exists(absolute))) return undefined
    changes.push({ uri: pathToFileURL(absolute).href, name: path, before, after: newText })
  }
  return changes
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  )
}
