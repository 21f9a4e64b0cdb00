import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { docker, runDocker, type DockerOptions, type DockerOutput } from './dockerEngine.ts'
import { readImage, type Image } from './imageSearch.ts'

/** Where the value of a secret comes from. */
export type SecretValue = { readonly value: string } | { readonly file: string }

export interface BuildRequest {
  /** Text of the Dockerfile. */
  readonly dockerfile: string
  /** Directory with the build context. */
  readonly context: string
  readonly args?: Readonly<Record<string, string>>
  /** By id. */
  readonly secrets?: Readonly<Record<string, SecretValue>>
  /** Local images by the reference in FROM or COPY that they stand in for. */
  readonly bases?: Readonly<Record<string, string>>
  /** Names that the build can resolve, such as `pypi.org:127.0.0.1`. */
  readonly hosts?: readonly string[]
  readonly target?: string
  /** Run every step again. */
  readonly noCache?: boolean
}

export interface BuildOutput {
  readonly ok: boolean
  readonly log: string
}

/** Builds as `docker buildx build` does, with the most detailed provenance, and tags the result. */
export async function buildImage(request: BuildRequest, tag: string): Promise<BuildOutput> {
  return build(request, ['--tag', tag])
}

/** Builds without storing the image in the engine and hands back what it consists of. */
export async function buildArchive(
  request: BuildRequest,
  knownLayers: ReadonlySet<string>,
): Promise<BuildOutput & { readonly image: Image | undefined }> {
  const directory = await mkdtemp(join(tmpdir(), 'dockerfile-secrets-image-'))
  try {
    const archive = join(directory, 'image.tar')
    const output = await build(request, ['--output', `type=oci,dest=${archive}`])
    const image = output.ok ? readImage(await readFile(archive), knownLayers) : undefined
    return { ...output, image }
  } finally {
    await rm(directory, { recursive: true })
  }
}

/** The content of an image of the engine, as `docker save` hands it out. */
export async function savedImage(tag: string, knownLayers: ReadonlySet<string> = new Set()): Promise<Image> {
  const { code, stdout, stderr } = await runDocker(['save', tag])
  if (code !== 0) throw new Error(`docker save ${tag} failed: ${stderr}`)
  return readImage(stdout, knownLayers)
}

/** The `diff_ids` of an image's layers. */
export async function layersOf(image: string): Promise<ReadonlySet<string>> {
  const layers: readonly string[] = JSON.parse(
    await docker(['image', 'inspect', '-f', '{{json .RootFS.Layers}}', image]),
  )
  return new Set(layers)
}

/** Titles of the steps that a plain log reports as taken from the cache: `[2/4] RUN pip install …`. */
export function cachedSteps(log: string): readonly string[] {
  const titles = new Map<string, string>()
  const cached: string[] = []
  for (const line of log.split('\n')) {
    const [number = '', ...rest] = line.split(' ')
    const text = rest.join(' ')
    if (number.startsWith('#') && text.startsWith('[')) titles.set(number, text)
    if (text === 'CACHED') cached.push(titles.get(number) ?? '')
  }
  return cached
}

/**
 * The text without its `syntax` directive: BuildKit would pull that frontend from a registry, which a test must not
 * depend on. The frontend inside of the engine builds the rest.
 */
export function withoutSyntaxLine(dockerfile: string): string {
  const lines = dockerfile.split('\n')
  const end = lines.findIndex(line => directive(line) === undefined)
  return lines.filter((line, index) => end <= index || directive(line) !== 'syntax').join('\n')
}

function directive(line: string): string | undefined {
  const text = line.trimStart()
  const equals = text.indexOf('=')
  if (!text.startsWith('#') || equals < 0) return undefined
  const name = text.slice(1, equals).trim().toLowerCase()
  return name.includes(' ') ? undefined : name
}

async function build(request: BuildRequest, output: readonly string[]): Promise<BuildOutput> {
  const directory = await mkdtemp(join(tmpdir(), 'dockerfile-secrets-build-'))
  try {
    const file = join(directory, 'Dockerfile')
    await writeFile(file, withoutSyntaxLine(request.dockerfile))
    const { args, env } = secretArguments(request.secrets ?? {})
    const { code, stderr } = await runBuild(
      [
        'buildx',
        'build',
        '--progress=plain',
        '--provenance=mode=max',
        '--network=host',
        `--file=${file}`,
        ...Object.entries(request.args ?? {}).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]),
        ...Object.entries(request.bases ?? {}).flatMap(([from, image]) => [
          '--build-context',
          `${from}=docker-image://${image}`,
        ]),
        ...(request.hosts ?? []).flatMap(host => ['--add-host', host]),
        ...(request.target ? ['--target', request.target] : []),
        ...(request.noCache ? ['--no-cache'] : []),
        ...args,
        ...output,
        request.context,
      ],
      { env },
    )
    return { ok: code === 0, log: stderr }
  } finally {
    await rm(directory, { recursive: true })
  }
}

/** An image store that removes another image at the same moment may lose a parent: that is no property of the build. */
async function runBuild(args: readonly string[], options: DockerOptions): Promise<DockerOutput> {
  const output = await runDocker(args, options)
  const lost = output.code !== 0 && output.stderr.includes('failed to prepare extraction snapshot')
  return lost ? runDocker(args, options) : output
}

function secretArguments(secrets: Readonly<Record<string, SecretValue>>): {
  readonly args: readonly string[]
  readonly env: Record<string, string>
} {
  const env: Record<string, string> = {}
  const args = Object.entries(secrets).flatMap(([id, source], index) => {
    if ('file' in source) return ['--secret', `id=${id},src=${source.file}`]
    const name = `BUILD_SECRET_${index}`
    env[name] = source.value
    return ['--secret', `id=${id},env=${name}`]
  })
  return { args, env }
}
