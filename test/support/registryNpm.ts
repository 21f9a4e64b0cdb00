import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'

import { writeTar } from './imageTar.ts'
import { startRegistry, type Registry, type RegistryOptions } from './registryServer.ts'

/** A private npm registry with version 1.0.0 of `packages`, which may have a scope. */
export function startNpmRegistry(packages: readonly string[], options: RegistryOptions): Promise<Registry> {
  const tarballs = new Map(packages.map(name => [name, makePackage(name)]))
  return startRegistry(options, (path, url) => {
    const [name = '', file] = path.slice(1).split('/-/')
    const tarball = tarballs.get(name)
    if (!tarball) return undefined
    if (file) return { type: 'application/octet-stream', body: tarball }
    const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`
    const dist = { tarball: `${url}/${name}/-/package-1.0.0.tgz`, integrity }
    const packument = {
      name,
      'dist-tags': { latest: '1.0.0' },
      // Yarn 4 does not take what may be younger than a day.
      time: { '1.0.0': '2024-01-01T00:00:00.000Z' },
      versions: { '1.0.0': { name, version: '1.0.0', dist } },
    }
    return { type: 'application/json', body: JSON.stringify(packument) }
  })
}

function makePackage(name: string): Buffer {
  const manifest = JSON.stringify({ name, version: '1.0.0', main: 'index.js' })
  return gzipSync(
    writeTar([
      { path: 'package/package.json', content: manifest },
      { path: 'package/index.js', content: `module.exports = ${JSON.stringify(name)}\n` },
    ]),
  )
}
