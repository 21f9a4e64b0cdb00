import { dirname } from 'node:path/posix'

import type { Invocation } from './invocation.ts'

/** What the real tool would do, as far as credentials are concerned. An independent model: it knows nothing of the core. */
export interface ToolModel {
  readonly commands: readonly string[]
  readonly purpose: (it: Invocation) => Purpose
  /**
   * One statement per credential that the tool would take from arguments, variables and files, such as
   * `index https://host/simple as user:password`. Two invocations with the same statements authenticate in the same way.
   */
  readonly credentials: (it: Invocation) => readonly string[]
  /** Whether code of the project runs, which may read any variable. */
  readonly runsProject: (it: Invocation) => boolean
  /** A shell script with the tool's effect on files. */
  readonly effect: (it: Invocation) => string
}

/**
 * - `use`: it may take credentials, and must have the same in both builds
 * - `store`: it only writes settings; when a credential is one of them, another way to give it is as good
 * - `remove`: it only takes a stored credential away
 * - `nothing`: it runs, and needs no credential: `--version`
 */
export type Purpose = 'use' | 'store' | 'remove' | 'nothing'

/** A shell script that writes `content` to `path` as the tool would: in place, so that a mounted file can not be replaced. */
export function writeFileScript(path: string, content: string): string {
  const encoded = Buffer.from(content).toString('base64')
  return `$b mkdir -p ${quote(dirname(path))} && echo ${encoded} | $b base64 -d > ${quote(path)} || exit 1`
}

export function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`
}

export const never = (): boolean => false
