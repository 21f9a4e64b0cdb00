import { accessSync, constants, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { SecretSource } from '../../core/plan/model.ts'
import { describeSystemError } from '../../workspace/fileError.ts'
import type { Terminal } from '../terminal.ts'

/** Above this, docker refuses a secret (500 KiB). */
const LARGEST_SECRET = 512_000

/**
 * Why a secret cannot come from where it should; undefined when it can. Docker itself takes a variable that is not
 * set for an empty secret, even where the Dockerfile says `required`.
 */
export function problemWithSource(
  source: SecretSource,
  { cwd, env }: Pick<Terminal, 'cwd' | 'env'>,
): string | undefined {
  if (source.kind === 'file') return problemWithFile(source.path, resolve(cwd, source.path))
  const value = env[source.name]
  if (value === undefined) return `The variable ${source.name} is not set. Set and export it, or use a file (src=…).`
  return value === '' ? `The variable ${source.name} is empty. Give it a value.` : undefined
}

function problemWithFile(shown: string, path: string): string | undefined {
  try {
    const stats = statSync(path)
    if (stats.isDirectory()) return `${shown} is a directory. Name a file.`
    if (stats.isFile() && stats.size === 0) return `${shown} is empty.`
    if (LARGEST_SECRET < stats.size) return `${shown} is larger than 500 KiB, which docker does not take for a secret.`
    accessSync(path, constants.R_OK)
    return undefined
  } catch (error) {
    return `${shown}: ${describeSystemError(error)}`
  }
}
