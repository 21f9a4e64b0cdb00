import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, realpathSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface DockerOptions {
  readonly cwd?: string
  /** Variables on top of those that reach the engine. */
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
}

export interface DockerOutput {
  readonly code: number
  readonly stdout: Buffer
  readonly stderr: string
}

const repository = fileURLToPath(new URL('../..', import.meta.url))
const script = join(repository, 'scripts', 'docker-engine')
const images = join(repository, 'test', 'buildkit', 'images')

/** Runs the docker client and hands back what it printed; fails only when it can not be started. */
export async function runDocker(args: readonly string[], options: DockerOptions = {}): Promise<DockerOutput> {
  const env = { ...(await engineEnvironment()), ...options.env }
  return run('docker', args, { ...options, env })
}

/** Runs the docker client, which must succeed, and hands back its standard output. */
export async function docker(args: readonly string[], options: DockerOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await runDocker(args, options)
  if (code !== 0) throw new Error(`docker ${args.join(' ')} exited with ${code}:\n${stderr}`)
  return stdout.toString()
}

/** Variables with which the docker client reaches an engine. Starts one when there is none. */
export function engineEnvironment(): Promise<Readonly<Record<string, string>>> {
  environment ??= startEngine()
  return environment
}

/**
 * Makes an image of test/buildkit/images and hands back its name. `needs` are images of the same directory that
 * its FROM and COPY lines refer to; `contexts` are directories that they refer to.
 */
export function testImage(
  name: string,
  needs: readonly string[] = [],
  contexts: Readonly<Record<string, string>> = {},
): Promise<string> {
  const existing = built.get(name)
  if (existing) return existing
  const image = buildTestImage(name, needs, contexts)
  built.set(name, image)
  return image
}

/** The node and npm of this machine, as directories that an image can be made from. */
export function nodeContexts(): Readonly<Record<'node' | 'npm', string>> {
  const modules = npm(['root', '--global']).trim()
  return { node: dirname(realpathSync(process.execPath)), npm: realpathSync(join(modules, 'npm')) }
}

/** A directory with the archives of packages that need no others: an image may not trust what this machine trusts. */
export function npmArchives(packages: readonly string[]): string {
  const directory = join(repository, '.cache', 'archives')
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { recursive: true })
  npm(['pack', '--pack-destination', directory, ...packages])
  return directory
}

function npm(args: readonly string[]): string {
  return execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

let environment: Promise<Readonly<Record<string, string>>> | undefined
const built = new Map<string, Promise<string>>()

async function startEngine(): Promise<Readonly<Record<string, string>>> {
  await must(script, ['start'])
  const point = `eval "$(${JSON.stringify(script)} env)"; printf '%s\\0%s' "$PATH" "\${DOCKER_HOST:-}"`
  const [path, host] = (await must('bash', ['-c', point])).split('\0')
  const inherited = Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  const env: Record<string, string> = Object.fromEntries(inherited)
  if (path) env['PATH'] = path
  if (host) env['DOCKER_HOST'] = host
  await requireAttestations(env)
  return env
}

/** A provenance attestation is one of the places that are searched, so the engine must be able to make one. */
async function requireAttestations(env: Record<string, string>): Promise<void> {
  const { stdout } = await run('docker', ['info', '--format', '{{json .DriverStatus}}'], { env })
  if (stdout.includes('io.containerd.snapshotter')) return
  throw new Error(
    'This Docker Engine does not use the containerd image store, which attestations need. ' +
      'Set {"features": {"containerd-snapshotter": true}} in its daemon.json.',
  )
}

async function buildTestImage(
  name: string,
  needs: readonly string[],
  contexts: Readonly<Record<string, string>>,
): Promise<string> {
  const tag = `dockerfile-secrets-test/${name}`
  if (name === 'debian') {
    await must(script, ['base', tag])
    return tag
  }
  const local = await Promise.all(needs.map(async it => [it, `docker-image://${await testImage(it)}`] as const))
  const given = [...local, ...Object.entries(contexts)]
  const contextArgs = given.flatMap(([from, context]) => ['--build-context', `${from}=${context}`])
  const file = join(images, `${name}.Dockerfile`)
  if (!existsSync(file)) throw new Error(`${file} does not exist`)
  const args = ['buildx', 'build', '--quiet', '--network=host', '--provenance=false', ...contextArgs]
  await docker([...args, '--tag', tag, '--file', file, dirname(file)])
  return tag
}

async function must(command: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, {})
  if (code !== 0) throw new Error(`${command} ${args[0] ?? ''} exited with ${code}:\n${stderr}`)
  return stdout.toString()
}

function run(command: string, args: readonly string[], options: DockerOptions): Promise<DockerOutput> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    child.on('error', reject)
    child.on('close', code =>
      resolve({ code: code ?? 1, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() }),
    )
    child.stdin.on('error', () => undefined)
    child.stdin.end(options.input ?? '')
  })
}
