/** Everything that a command sees of the process it runs in. */
export interface Terminal {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether standard output may be coloured. */
  readonly color: boolean
  /** Whether somebody is watching standard error. */
  readonly interactive: boolean
  print(text: string): void
  printError(text: string): void
  /** All of standard input. */
  readInput(): Promise<Buffer>
}

/** What a process tells its caller. */
export const EXIT = { done: 0, found: 1, failed: 2 } as const

export type ExitCode = number

export function createTerminal(): Terminal {
  const { stdout, stderr, stdin, env } = process
  // `check … | head` closes the pipe early; that is no error.
  for (const stream of [stdout, stderr]) stream.on('error', ignoreClosedPipe)
  return {
    cwd: process.cwd(),
    env,
    color: wantsColor(env, stdout.isTTY),
    interactive: stderr.isTTY && env['CI'] === undefined,
    print: text => void stdout.write(text),
    printError: text => void stderr.write(text),
    async readInput() {
      const chunks: Buffer[] = []
      for await (const chunk of stdin) chunks.push(Buffer.from(chunk))
      return Buffer.concat(chunks)
    },
  }
}

/** https://no-color.org, and FORCE_COLOR as Node.js itself understands it. */
function wantsColor(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (env['NO_COLOR']) return false
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0'
  return isTerminal && env['TERM'] !== 'dumb'
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
