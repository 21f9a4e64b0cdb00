import type { ExitCode, Terminal } from './terminal.ts'

/** What a command gets beside its arguments. */
export interface CommandContext {
  readonly terminal: Terminal
  /** What follows `--`, for docker. */
  readonly rest: readonly string[]
  end(code: ExitCode): void
}
