import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'

import { writeTar } from './imageTar.ts'
import { startRegistry, type Registry, type RegistryOptions } from './registryServer.ts'

const NAME = 'acme-tool'

/**
 * A flat repository of apt, without a signature, with version 1.0.0 of acme-tool: a file /usr/share/acme-tool.
 * https://wiki.debian.org/DebianRepository/Format
 */
export function startAptRepository(options: RegistryOptions): Promise<Registry> {
  const control = `Package: ${NAME}\nVersion: 1.0.0\nArchitecture: all\nMaintainer: Acme\nDescription: a tool\n`
  const deb = writeAr([
    ['debian-binary', '2.0\n'],
    ['control.tar.gz', gzipSync(writeTar([{ path: 'control', content: control }]))],
    ['data.tar.gz', gzipSync(writeTar([{ path: `./usr/share/${NAME}`, content: 'a tool\n' }]))],
  ])
  const packages = `${control}Filename: ./${NAME}.deb\nSize: ${deb.length}\nSHA256: ${sha256(deb)}\n`
  const files = new Map<string, string | Buffer>([
    ['/Release', `SHA256:\n ${sha256(packages)} ${packages.length} Packages\n`],
    ['/Packages', packages],
    [`/${NAME}.deb`, deb],
  ])
  return startRegistry(options, path => {
    const body = files.get(path)
    return body === undefined ? undefined : { type: 'application/octet-stream', body }
  })
}

function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex')
}

/** https://manpages.debian.org/deb(5) */
function writeAr(members: readonly (readonly [name: string, content: Buffer | string])[]): Buffer {
  const parts = members.map(([name, content]) => {
    const bytes = Buffer.from(content)
    const fields = [name.padEnd(16), '0'.padEnd(12), '0'.padEnd(6), '0'.padEnd(6), '100644'.padEnd(8)]
    const header = `${fields.join('')}${String(bytes.length).padEnd(10)}\`\n`
    return Buffer.concat([Buffer.from(header), bytes, Buffer.from(bytes.length % 2 === 0 ? '' : '\n')])
  })
  return Buffer.concat([Buffer.from('!<arch>\n'), ...parts])
}
