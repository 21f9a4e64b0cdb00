import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Paths of the files below a folder that contain one of the texts. */
export function filesWith(folder: string, texts: readonly string[]): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(it => it.isFile())
    .map(it => join(it.parentPath, it.name))
    .filter(path => {
      const content = contentOf(path)
      return texts.some(it => content.includes(it))
    })
}

/** The editor removes its lock files while they are being listed. */
function contentOf(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}
