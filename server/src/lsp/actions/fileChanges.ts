import { readFile } from 'node:fs/promises'
import { isAbsolute, join, normalize } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FileEdit } from '../../core/finding.ts'
import type { Surroundings } from '../surroundings.ts'
import type { FileChange } from '../workspaceEdit.ts'

/** Changes to other files of the build context, with the text that they had when the fix was made. */
export async function toFileChanges(
  { root, context }: Surroundings,
  edits: readonly FileEdit[],
): Promise<readonly FileChange[]> {
  if (root === undefined) return []
  const inside = edits.filter(it => isInside(it.path))
  return await Promise.all(
    inside.map(async ({ path, newText }) => {
      const absolute = join(root, path)
      const before = context?.files.get(path) ?? (await readIfPresent(absolute))
      return { uri: pathToFileURL(absolute).href, name: path, before, after: newText }
    }),
  )
}

function isInside(path: string): boolean {
  return !isAbsolute(path) && !normalize(path).startsWith('..')
}

async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch {
    // It is about to be created.
    return undefined
  }
}
