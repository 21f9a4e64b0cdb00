import { gunzipSync } from 'node:zlib'

import { findNeedles, needlesFor, type Encoding, type Hit, type Needle } from './imageNeedles.ts'
import { readTar, type TarEntry } from './imageTar.ts'

export interface Leak {
  readonly secret: string
  readonly where: 'layer' | 'config' | 'history' | 'attestation' | 'index'
  readonly encoding: Encoding
  /** Of a file in a layer. */
  readonly path?: string
  /** What made this layer or history entry. */
  readonly instruction?: string
}

export interface Image {
  /** Configuration as in the OCI image specification. */
  readonly config: ImageConfig
  readonly layers: readonly Layer[]
  readonly attestations: readonly Buffer[]
  /** Blobs that are neither: indexes, manifests and what comes with them. */
  readonly others: readonly Buffer[]
}

export interface ImageConfig {
  readonly config: Readonly<Record<string, unknown>>
  readonly history: readonly { readonly created_by?: string; readonly empty_layer?: boolean }[]
  readonly rootfs: { readonly diff_ids: readonly string[] }
}

export interface Layer {
  readonly diffId: string
  readonly instruction: string
  /** The uncompressed tar archive. */
  readonly tar: Buffer
}

/**
 * Reads the archive of one image, as `docker save` and `--output type=oci` write it. Layers with one of `knownLayers`
 * (their `diff_ids`) were there before the secrets were and are left out.
 */
export function readImage(archive: Buffer, knownLayers: ReadonlySet<string> = new Set()): Image {
  const files = new Map<string, Buffer>()
  for (const { path, type, content } of readTar(archive)) if (type === 'file') files.set(path, content)
  const used = new Set<string>()
  const blob = (descriptor: Descriptor): Buffer => {
    const path = `blobs/${descriptor.digest.replace(':', '/')}`
    const bytes = files.get(path)
    if (!bytes) throw new Error(`${path} is not in the archive.`)
    used.add(path)
    return bytes
  }
  const manifests = allManifests(parseManifest(files.get('index.json')), blob)
  const image = manifests.filter(it => !isAttestation(it))
  const [manifest] = image
  if (!manifest || 1 < image.length) throw new Error(`The archive holds ${image.length} images.`)
  const config: ImageConfig = JSON.parse(blob(manifest.manifest.config).toString())
  const layers = readLayers(manifest.manifest.layers, config, blob, knownLayers)
  const attestations = manifests
    .filter(isAttestation)
    .flatMap(it => [it.manifest.config, ...it.manifest.layers].map(blob))
  return { config, layers, attestations, others: [...files].filter(([path]) => !used.has(path)).map(([, it]) => it) }
}

/** Every place where one of `secrets` (name to value) is still readable, in any usual encoding. */
export function searchImage(image: Image, secrets: Readonly<Record<string, string>>): readonly Leak[] {
  const needles = Object.entries(secrets).flatMap(([name, value]) => needlesFor(name, value))
  const { history, ...config } = image.config
  const leaks = [
    ...image.layers.flatMap(layer => searchLayer(layer, needles)),
    ...history.flatMap(entry => search(entry, needles).map(hit => toLeak(hit, 'history', entry.created_by))),
    ...search(config, needles).map(hit => toLeak(hit, 'config')),
    ...image.attestations.flatMap(it => findNeedles(it, needles)).map(hit => toLeak(hit, 'attestation')),
    ...image.others.flatMap(it => findNeedles(it, needles)).map(hit => toLeak(hit, 'index')),
  ]
  return [...new Map(leaks.map(leak => [JSON.stringify(leak), leak])).values()]
}

interface Descriptor {
  readonly digest: string
  readonly annotations?: Readonly<Record<string, string>>
  readonly mediaType?: string
}

interface Manifest {
  readonly manifests?: readonly Descriptor[]
  readonly config: Descriptor
  readonly layers: readonly Descriptor[]
}

interface NamedManifest {
  readonly descriptor: Descriptor
  readonly manifest: Manifest
}

function allManifests(index: Manifest, blob: (it: Descriptor) => Buffer): readonly NamedManifest[] {
  return (index.manifests ?? []).flatMap(descriptor => {
    const manifest = parseManifest(blob(descriptor))
    return manifest.manifests ? allManifests(manifest, blob) : [{ descriptor, manifest }]
  })
}

function isAttestation({ descriptor }: NamedManifest): boolean {
  return descriptor.annotations?.['vnd.docker.reference.type'] === 'attestation-manifest'
}

function readLayers(
  descriptors: readonly Descriptor[],
  config: ImageConfig,
  blob: (it: Descriptor) => Buffer,
  known: ReadonlySet<string>,
): readonly Layer[] {
  const steps = config.history.filter(it => !it.empty_layer)
  return descriptors.flatMap((descriptor, index) => {
    const bytes = blob(descriptor)
    const diffId = config.rootfs.diff_ids[index] ?? ''
    if (known.has(diffId)) return []
    return [{ diffId, instruction: steps[index]?.created_by ?? '', tar: decompress(bytes) }]
  })
}

function decompress(bytes: Buffer): Buffer {
  if (isGzip(bytes)) return gunzipSync(bytes)
  if (bytes.length === 0 || bytes.length % 512 === 0) return bytes
  throw new Error('A layer is neither a tar archive nor compressed with gzip.')
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/** All bytes of the archive are searched; a hit is attributed to the entry in whose header or content it stands. */
function searchLayer(layer: Layer, needles: readonly Needle[]): readonly Leak[] {
  const entries = [...readTar(layer.tar)]
  const hits = findNeedles(layer.tar, needles).map(hit => ({ hit, path: entryAt(entries, hit.offset)?.path ?? '' }))
  const packed = entries
    .filter(it => isGzip(it.content))
    .flatMap(({ path, content }) => findNeedles(unpack(content), needles).map(hit => ({ hit, path })))
  return [...hits, ...packed].map(({ hit, path }) => ({ ...toLeak(hit, 'layer', layer.instruction), path }))
}

function entryAt(entries: readonly TarEntry[], offset: number): TarEntry | undefined {
  return entries.find(it => it.start <= offset && offset < it.end)
}

function unpack(content: Buffer): Buffer {
  try {
    return gunzipSync(content)
  } catch {
    return Buffer.alloc(0)
  }
}

function search(value: unknown, needles: readonly Needle[]): readonly Hit[] {
  return findNeedles(Buffer.from(JSON.stringify(value)), needles)
}

function toLeak(hit: Hit, where: Leak['where'], instruction?: string): Leak {
  const leak = { secret: hit.secret, where, encoding: hit.encoding }
  return instruction === undefined ? leak : { ...leak, instruction }
}

function parseManifest(bytes: Buffer | undefined): Manifest {
  if (!bytes) throw new Error('The archive has no index.json.')
  return JSON.parse(bytes.toString())
}
