import type { BuildContext } from '../context.ts'
import { isIgnored } from './dockerignore.ts'

/**
 * The ignore file that counts for a Dockerfile: `<Dockerfile>.dockerignore` next to it when there is one, even when
 * it is empty; else `.dockerignore` in the root of the context, which may not exist yet.
 * https://docs.docker.com/build/concepts/context/#filename-and-location
 */
export function dockerignorePath(context: BuildContext): string {
  const own = `${context.dockerfilePath}.dockerignore`
  return context.files.has(own) ? own : '.dockerignore'
}

/** Whether `COPY` can reach a file of the context: nothing ignores it. */
export function isInContext(context: BuildContext, path: string): boolean {
  return !isIgnored(context.files.get(dockerignorePath(context)) ?? '', path)
}
