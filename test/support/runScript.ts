import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Run } from './commandLine.ts'

/** Runs `scripts/NAME.mts` as `npm run NAME` does. */
export async function runScript(name: string, args: readonly string[]): Promise<Run> {
  const root = fileURLToPath(new URL('../../', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', `scripts/${name}.mts`, ...args], { cwd: root })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: child.exitCode, stdout, stderr }
}
