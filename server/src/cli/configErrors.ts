import type { Configured } from '../workspace/config.ts'
import type { PathError } from '../workspace/findDockerfiles.ts'
import { showPath } from './fileChange.ts'

/** What is wrong in the configuration file that counts for a Dockerfile. */
export function configErrors({ config }: Configured, cwd: string): readonly PathError[] {
  if (!config) return []
  const path = showPath(config.path, cwd, false)
  return config.problems.map(message => ({ path, message }))
}

/** Many Dockerfiles share a configuration file, and its mistakes. */
export function distinct(errors: readonly PathError[]): readonly PathError[] {
  return [...new Map(errors.map(it => [`${it.path}\0${it.message}`, it])).values()]
}
