import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { startRegistry, type Answer, type Registry, type RegistryOptions } from './registryServer.ts'

/**
 * A server with the repository `/lib.git`, whose branch `main` and tag `v1.0.0` have `files`, by git's dumb protocol;
 * with `others` at other paths. As on the well-known hosts, `.git` may be left out, which Go does.
 * https://git-scm.com/book/en/v2/Git-Internals-Transfer-Protocols
 */
export async function startGitServer(
  files: Readonly<Record<string, string>>,
  options: RegistryOptions,
  others: (path: string) => Answer | undefined = () => undefined,
): Promise<Registry> {
  const root = mkdtempSync(join(tmpdir(), 'dockerfile-secrets-git-'))
  makeRepository(root, files)
  const registry = await startRegistry(options, path => {
    const file = join(root, path.replace('/lib/', '/lib.git/'))
    if (!existsSync(file) || !statSync(file).isFile()) return others(path)
    return { type: 'application/octet-stream', body: readFileSync(file) }
  })
  const close = async (): Promise<void> => {
    await registry.close()
    rmSync(root, { recursive: true })
  }
  return { ...registry, close }
}

function makeRepository(root: string, files: Readonly<Record<string, string>>): void {
  const work = join(root, 'work')
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: root, stdio: 'pipe' })
  git('init', '--quiet', '--initial-branch=main', work)
  for (const [path, text] of Object.entries(files)) writeFileSync(join(work, path), text)
  git('-C', work, 'add', '.')
  const author = ['-c', 'user.name=ci', '-c', 'user.email=ci@example.com']
  git('-C', work, ...author, 'commit', '--quiet', '--message=library')
  git('-C', work, 'tag', 'v1.0.0')
  git('clone', '--quiet', '--bare', work, 'lib.git')
  git('-C', 'lib.git', 'update-server-info')
}
