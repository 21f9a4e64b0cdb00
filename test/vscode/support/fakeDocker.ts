import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What one `docker …` of a test was given. */
export interface Invocation {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
}

export interface FakeDocker {
  /** Folder to put in front of the PATH. */
  readonly bin: string
  /** File with one invocation a line. */
  readonly builds: string
}

/** A `docker` that says it has buildx, and notes how it was called instead of building. */
export function createFakeDocker(home: string): FakeDocker {
  const docker = { bin: join(home, 'bin'), builds: join(home, 'builds.jsonl') }
  mkdirSync(docker.bin, { recursive: true })
  const program = join(docker.bin, 'docker')
  writeFileSync(program, `#!${process.execPath}\n${note(docker.builds)}`)
  chmodSync(program, 0o755)
  return docker
}

export function readInvocations(builds: string): readonly Invocation[] {
  if (!existsSync(builds)) return []
  return readFileSync(builds, 'utf8')
    .split('\n')
    .filter(it => it !== '')
    .map((line): Invocation => JSON.parse(line))
}

function note(builds: string): string {
  return `
    const args = process.argv.slice(2)
    if (args.join(' ') === 'buildx version') {
      console.log('github.com/docker/buildx v0.29.1')
    } else {
      const line = JSON.stringify({ args, env: process.env, cwd: process.cwd() })
      require('node:fs').appendFileSync(${JSON.stringify(builds)}, line + '\\n')
      console.log('Built nothing: this docker belongs to a test.')
    }
  `
}
