import type { Compound, ShellCommand, ShellRedirect } from './model.ts'

/** What the commands of a part of a script have in common. */
export interface Surroundings {
  readonly conditional: boolean
  readonly shell: number
  readonly depth: number
  /** Whether the output of what is read goes into a pipe. */
  readonly piped?: boolean
  readonly quote?: ShellCommand['quote']
  /** Of the groups around: `{ …; } > file`. */
  readonly redirects?: readonly ShellRedirect[]
  readonly compound?: Compound
  /** What is piped into the group around: `a | (b; c)`. */
  readonly input?: readonly ShellCommand[] | undefined
  /** Collects the commands whose output goes into the pipe after the group around. */
  readonly printers?: ShellCommand[] | undefined
}

/** What a command takes from what is around it. */
export function inherited({
  conditional,
  shell,
  piped = false,
  quote,
  compound,
}: Surroundings): Pick<ShellCommand, 'conditional' | 'shell' | 'piped' | 'quote' | 'compound'> {
  return { conditional, shell, piped, quote, compound }
}

/** Whether a script is written as it is read, so that there are places in it to write something. */
export function isExact({ quote }: Surroundings): boolean {
  return quote !== 'pieces' && quote !== 'escaped'
}

/** So many commands of a group that is piped are followed. */
const MAX_PRINTERS = 64

/** Notes a command whose output goes into the pipe after the group around. */
export function addPrinter({ printers }: Surroundings, command: ShellCommand): void {
  if (printers && printers.length < MAX_PRINTERS) printers.push(command)
}
