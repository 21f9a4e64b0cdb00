import { createHash } from 'node:crypto'

import { startRegistry, type Registry, type RegistryOptions } from './registryServer.ts'
import { writeZip } from './zip.ts'

/**
 * A repository of Maven with version 1.0.0 of example.acme:lib.
 * https://maven.apache.org/repository/layout.html
 */
export function startMavenRepository(options: RegistryOptions): Promise<Registry> {
  const base = '/example/acme/lib/1.0.0/lib-1.0.0'
  const model = '<modelVersion>4.0.0</modelVersion><groupId>example.acme</groupId>'
  const artifacts = new Map<string, string | Buffer>([
    [`${base}.pom`, `<project>${model}<artifactId>lib</artifactId><version>1.0.0</version></project>\n`],
    [`${base}.jar`, writeZip([['lib.properties', 'a=library\n']])],
  ])
  const sums = [...artifacts].map(([path, content]): [string, string] => [
    `${path}.sha1`,
    createHash('sha1').update(content).digest('hex'),
  ])
  const files = new Map([...artifacts, ...sums])
  return startRegistry(options, path => {
    const body = files.get(path)
    return body === undefined ? undefined : { type: 'application/octet-stream', body }
  })
}
