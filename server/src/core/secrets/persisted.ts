import { isWithin } from '../build/evaluate.ts'
import { wordsOfFile } from '../knowledge/files/privateKeys.ts'
import { variablesOf } from '../shell/model.ts'
import { originOf } from './distinct.ts'
import type { RunFlow, Source, Write } from './flow.ts'
import type { Trace, VariableSecret } from './trace.ts'

/** A credential that a command leaves in a file of the layer. */
export interface Persisted {
  /** Name of the secret, or id of the mount. */
  readonly name: string
  /** The variable that it comes from; undefined for a secret mount or a literal. */
  readonly secret: VariableSecret | undefined
  readonly certain: boolean
  readonly write: Write
  readonly flow: RunFlow
}

/** What the commands of a build leave behind: one entry for each command and secret. */
export function findPersisted(trace: Trace): readonly Persisted[] {
  const owners = new Map(trace.secrets.flatMap(secret => secret.declarations.map(it => [it, secret] as const)))
  const found: Persisted[] = []
  for (const flow of trace.flows) {
    const seen = new Set<unknown>()
    for (const write of flow.writes) {
      if (write.removed || seen.has(write.command) || isElsewhere(flow, write)) continue
      for (const { source } of write.uses) {
        const secret = source.kind === 'variable' ? owners.get(source.declaration) : undefined
        if (source.kind === 'variable' ? !secret : isCertificate(source.mount.id, write.path)) continue
        const name = secret?.name ?? (source.kind === 'mount' ? source.mount.id : undefined) ?? 'the secret'
        if (isEditedAgain(write, source, found, flow, name)) continue
        found.push({ name, secret, certain: secret?.evidence.certain ?? true, write, flow })
        seen.add(write.command)
        break
      }
    }
  }
  return found
}

/** What is mounted only because it differs from place to place: a certificate, or the public part of a key. */
function isCertificate(id = '', path = ''): boolean {
  const words = wordsOfFile(id)
  if (words.some(it => PUBLIC.has(it)) || OF_PUBLIC_KEYS.test(path)) return true
  if (words.some(it => PRIVATE.has(it))) return false
  return words.some(it => CERTIFICATE.has(it)) || OF_CERTIFICATES.test(path)
}

const PUBLIC = new Set(['pub', 'public'])
const OF_PUBLIC_KEYS = /\.pub$|\/known_hosts$|\/(?:keyrings|trusted\.gpg\.d|rpm-gpg)\//
const OF_CERTIFICATES = /\.(?:crt|cer)$|\/ca-(?:certificates|trust)\//
const PRIVATE = new Set('key private p12 pfx jks keystore password token'.split(' '))
const CERTIFICATE = new Set('ca cacert cacerts cert certs crt cer certificate certificates'.split(' '))

/** `sed -i` on a file that an earlier command has put the secret into. */
function isEditedAgain(
  { path, command, uses }: Write,
  source: Source,
  found: readonly Persisted[],
  flow: RunFlow,
  name: string,
): boolean {
  const names = new Set(uses.filter(it => originOf(it.source) === originOf(source)).map(it => it.name))
  const expands = command.words.some(word => [...variablesOf(word)].some(it => names.has(it.name)))
  return !expands && found.some(it => it.flow === flow && it.name === name && it.write.path === path)
}

/** In a tmpfs, a cache or another mount nothing gets into the layer. */
export function isElsewhere(flow: RunFlow, { path }: Pick<Write, 'path'>): boolean {
  return (
    path !== undefined &&
    flow.run.run.mounts.some(it => {
      const target = it.fields.findLast(({ key }) => ['target', 'dst', 'destination'].includes(key.text))?.value?.text
      return target !== undefined && it.type !== 'secret' && it.type !== 'ssh' && isWithin(path, target)
    })
  )
}
