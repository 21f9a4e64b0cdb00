import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'

import { writeTar } from './imageTar.ts'
import { startRegistry, type Registry, type RegistryOptions } from './registryServer.ts'

const NAME = 'acme-lib'

/**
 * A server of gems with version 1.0.0 of acme-lib, as Bundler asks for it.
 * https://guides.rubygems.org/rubygems-org-compact-index-api/
 */
export function startGemServer(options: RegistryOptions): Promise<Registry> {
  const gem = makeGem()
  const info = `---\n1.0.0 |checksum:${createHash('sha256').update(gem).digest('hex')}\n`
  const checksum = createHash('md5').update(info).digest('hex')
  const files = new Map<string, string | Buffer>([
    ['/versions', `created_at: 2024-01-01T00:00:00Z\n---\n${NAME} 1.0.0 ${checksum}\n`],
    [`/info/${NAME}`, info],
    [`/gems/${NAME}-1.0.0.gem`, gem],
  ])
  return startRegistry(options, path => {
    const body = files.get(path)
    return body === undefined ? undefined : { type: 'application/octet-stream', body }
  })
}

function makeGem(): Buffer {
  const metadata = `--- !ruby/object:Gem::Specification
name: ${NAME}
version: !ruby/object:Gem::Version
  version: 1.0.0
platform: ruby
authors: [ci]
date: 2024-01-01 00:00:00.000000000 Z
summary: a library
files: [lib/${NAME}.rb]
require_paths: [lib]
required_ruby_version: !ruby/object:Gem::Requirement
  requirements: [[">=", !ruby/object:Gem::Version {version: '0'}]]
required_rubygems_version: !ruby/object:Gem::Requirement
  requirements: [[">=", !ruby/object:Gem::Version {version: '0'}]]
specification_version: 4
`
  return writeTar([
    { path: 'metadata.gz', content: gzipSync(metadata) },
    { path: 'data.tar.gz', content: gzipSync(writeTar([{ path: `lib/${NAME}.rb`, content: 'puts "here"\n' }])) },
  ])
}
