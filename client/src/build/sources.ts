import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { l10n } from 'vscode'
import type { SecretSource } from '../../../server/src/core/plan/model.ts'
import { wasTyped } from './choice.ts'

/**
 * What is missing before the build can start; one sentence for each source.
 * BuildKit takes an unset variable for an empty secret, even if the mount is `required`, so nobody else would notice.
 */
export async function findMissing(
  sources: readonly SecretSource[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly string[]> {
  const problems = await Promise.all(sources.map(it => describeMissing(it, cwd, env)))
  return problems.filter(it => it !== undefined)
}

async function describeMissing(
  source: SecretSource,
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  if (source.kind === 'env') {
    if (env[source.name]) return undefined
    return wasTyped(source)
      ? l10n.t('Secret {0} was typed for one build. Run "Build with Secrets…" to type it again.', source.id)
      : l10n.t('Secret {0}: the environment variable {1} is not set in VS Code.', source.id, source.name)
  }
  const path = resolve(cwd, source.path)
  const found = await stat(path).catch(() => undefined)
  if (!found) return l10n.t('Secret {0}: the file {1} does not exist.', source.id, path)
  if (!found.isFile()) return l10n.t('Secret {0}: {1} is not a file.', source.id, path)
  if (found.size === 0) return l10n.t('Secret {0}: the file {1} is empty.', source.id, path)
  return undefined
}
