import { startRegistry, type Answer, type Registry, type RegistryOptions } from './registryServer.ts'
import { makeWheel } from './registryWheel.ts'

/**
 * A private package index after PEP 503 with version 1.0.0 of `packages`. Its pages are found below every path:
 * `/simple/NAME/`, `/team/feed/simple/NAME/`. What is uploaded to `/legacy/` is thrown away.
 */
export function startPythonIndex(packages: readonly string[], options: RegistryOptions): Promise<Registry> {
  const wheels = new Map(packages.map(name => [name, makeWheel(name, '1.0.0')]))
  const files = new Map([...wheels.values()].map(wheel => [wheel.fileName, wheel.content]))
  return startRegistry(options, path => {
    if (path === '/legacy/') return { type: 'text/plain', body: 'thanks' }
    const last = path.split('/').findLast(it => it !== '') ?? ''
    const file = files.get(last)
    if (file) return { type: 'application/octet-stream', body: file }
    const wheel = wheels.get(last.toLowerCase().replaceAll('_', '-'))
    return wheel && page(`<a href="/files/${wheel.fileName}#sha256=${wheel.sha256}">${wheel.fileName}</a>`)
  })
}

function page(body: string): Answer {
  return { type: 'text/html', body: `<!DOCTYPE html><html><body>${body}</body></html>` }
}
