import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after } from 'node:test'

/** A folder on disk that exists until the tests of this file are over. */
export interface Folder {
  readonly path: string
  join(...names: string[]): string
  read(name: string): string
  write(name: string, content: string | Uint8Array): void
}

/** Makes a folder with files; the keys are slash-separated paths. */
export function createFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): Folder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'dockerfile-secrets-')))
  after(() => rmSync(path, { recursive: true, force: true }))
  const folder: Folder = {
    path,
    join: (...names) => join(path, ...names),
    read: name => readFileSync(join(path, name), 'utf8'),
    write(name, content) {
      mkdirSync(dirname(join(path, name)), { recursive: true })
      writeFileSync(join(path, name), content)
    },
  }
  for (const [name, content] of Object.entries(files)) folder.write(name, content)
  return folder
}
