import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { BuildRequest, SecretSource } from '../../../server/src/core/plan/model.ts'

/** Absolute paths on disk. */
export interface Places {
  readonly dockerfile: string
  readonly context: string
  /** Where docker is started. */
  readonly cwd: string
}

export type Wish = Pick<BuildRequest, 'target' | 'tags' | 'secrets' | 'extra'>

/**
 * Paths as docker understands them when it is started in `cwd`: relative where they are below it, so that the copied
 * command works for everyone who has the folder.
 */
export function toBuildRequest({ dockerfile, context, cwd }: Places, wish: Wish): BuildRequest {
  const shorten = (path: string) => shortenPath(cwd, path)
  const toSource = (source: SecretSource): SecretSource =>
    source.kind === 'file' ? { ...source, path: shorten(resolve(context, source.path)) } : source
  return { ...wish, dockerfile: shorten(dockerfile), context: shorten(context), secrets: wish.secrets.map(toSource) }
}

function shortenPath(cwd: string, path: string): string {
  const short = relative(cwd, path)
  if (short === '') return '.'
  return isAbsolute(short) || short === '..' || short.startsWith(`..${sep}`) ? path : short.split(sep).join('/')
}
