import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'

import { writeTar } from './imageTar.ts'
import { startRegistry, type Registry, type RegistryOptions } from './registryServer.ts'

/**
 * A Composer repository with version 1.0.0 of acme/lib.
 * https://getcomposer.org/doc/05-repositories.md#composer
 */
export function startComposerRepository(options: RegistryOptions): Promise<Registry> {
  const name = 'acme/lib'
  const archive = gzipSync(
    writeTar([
      { path: 'lib/composer.json', content: JSON.stringify({ name }) },
      { path: 'lib/lib.php', content: '<?php\n' },
    ]),
  )
  const shasum = createHash('sha1').update(archive).digest('hex')
  return startRegistry(options, (path, url) => {
    if (path === '/lib.tar.gz') return { type: 'application/gzip', body: archive }
    if (path !== '/packages.json') return undefined
    const dist = { type: 'tar', url: `${url}/lib.tar.gz`, shasum }
    const packages = { [name]: { '1.0.0': { name, version: '1.0.0', dist } } }
    return { type: 'application/json', body: JSON.stringify({ packages }) }
  })
}
