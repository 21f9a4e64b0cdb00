import { execFileSync, type ExecFileSyncOptions } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Path of a Chromium; installs Debian's when there is none and this is a Debian that lets us. */
export function findChromium(): string {
  const found = firstOnPath()
  if (found !== undefined) return found
  if (process.getuid?.() !== 0 || onPath('apt-get') === undefined)
    throw new Error(`No browser was found. Install Chromium or Chrome (${PROGRAMS.join(', ')}).`)
  console.log('Installing Chromium with apt-get.')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const quietly: ExecFileSyncOptions = { env, stdio: ['ignore', 'ignore', 'inherit'] }
  execFileSync('apt-get', ['update', '-qq'], quietly)
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quietly)
  const installed = firstOnPath()
  if (installed === undefined) throw new Error('apt-get installed Chromium, but it is not on the PATH.')
  return installed
}

function firstOnPath(): string | undefined {
  return PROGRAMS.map(onPath).find(it => it !== undefined)
}

/** Path of a program, as a shell would find it. */
export function onPath(program: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map(folder => join(folder, program))
    .find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
