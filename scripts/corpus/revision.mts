import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.mts'

/** Puts the sources of a commit in a folder for as long as they are used: inside of this clone, with its packages. */
export async function atCommit<Result>(commit: string, use: (tree: string) => Promise<Result>): Promise<Result> {
  const hash = git('rev-parse', '--verify', '--end-of-options', `${commit}^{commit}`).toString().trim()
  const folder = join(root, '.cache/corpus', `${hash}.${process.pid}`)
  mkdirSync(folder, { recursive: true })
  try {
    execFileSync('tar', ['-x', '-C', folder], { input: git('archive', '--format=tar', hash, 'server') })
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function git(...args: readonly string[]): Buffer {
  return execFileSync('git', [...args], { cwd: root, maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'inherit'] })
}
