import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { buffer } from 'node:stream/consumers'

/** The program that `npx dockerfile-secrets` starts; it runs the bundle that `npm run build` makes. */
export const COMMAND = fileURLToPath(new URL('../../server/bin/dockerfile-secrets.cjs', import.meta.url))

export interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  readonly input?: string | Uint8Array
}

/** Runs the command line as a process of its own, without a terminal. */
export async function runCommand(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env
  const child = spawn(process.execPath, [COMMAND, ...args], { cwd: options.cwd, env: { ...env, ...options.env } })
  child.stdin.end(options.input)
  const [stdout, stderr] = await Promise.all([buffer(child.stdout), buffer(child.stderr), once(child, 'close')])
  // Not with a decoder, which takes the byte order mark away.
  return { code: child.exitCode, stdout: stdout.toString(), stderr: stderr.toString() }
}
