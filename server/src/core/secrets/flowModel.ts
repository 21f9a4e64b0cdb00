import type { Declaration } from '../build/declarations.ts'
import type { BuildRun } from '../build/runs.ts'
import type { SecretMount } from '../build/secretMounts.ts'
import type { PersistingMatch } from '../knowledge/match.ts'
import type { ShellCommand } from '../shell/model.ts'
import type { Span } from '../text.ts'
import type { Role } from './roles.ts'

/** Where a value comes from. */
export type Source =
  | { readonly kind: 'variable'; readonly declaration: Declaration }
  | { readonly kind: 'mount'; readonly mount: SecretMount }

/** A source that reaches a word of a command. */
export interface Use {
  readonly source: Source
  /** The expansion or path that names it. */
  readonly span: Span
  /** The variable as the command names it; empty for a mounted file. */
  readonly name: string
  readonly role: Role
  readonly command: ShellCommand
}

/** A command that writes something into a file. */
export interface Write {
  /** Absolute; undefined when it can't be known. */
  readonly path: string | undefined
  /** The smallest thing to look at. */
  readonly span: Span
  readonly uses: readonly Use[]
  readonly command: ShellCommand
  readonly tool: PersistingMatch | undefined
  /** Taken away again by a later command of the same RUN. */
  readonly removed: boolean
}

/** What the commands of one RUN do with variables, mounts and files. */
export interface RunFlow {
  readonly run: BuildRun
  readonly mounts: readonly SecretMount[]
  readonly uses: readonly Use[]
  readonly writes: readonly Write[]
  /** What the output of a command is made of. */
  readonly outputs: ReadonlyMap<ShellCommand, readonly Use[]>
  /** The working directory of each command; undefined when it can't be known. */
  readonly directories: ReadonlyMap<ShellCommand, string | undefined>
}
