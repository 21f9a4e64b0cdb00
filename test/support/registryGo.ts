import { startGitServer } from './registryGit.ts'
import type { Registry, RegistryOptions } from './registryServer.ts'
import { writeZip } from './zip.ts'

const VERSION = 'v1.0.0'
const IN_PROXY = 'acme.example/lib'
const IN_GIT = 'git.acme.example/lib.git'

/**
 * A module proxy with version v1.0.0 of acme.example/lib, and the repository `/lib.git` with the same of
 * git.acme.example/lib.git. https://go.dev/ref/mod#goproxy-protocol
 */
export function startGoServer(options: RegistryOptions): Promise<Registry> {
  const name = `${IN_PROXY}@${VERSION}`
  const zip = writeZip(Object.entries(moduleFiles(IN_PROXY)).map(([path, text]) => [`${name}/${path}`, text]))
  const files = new Map<string, string | Buffer>([
    ['list', `${VERSION}\n`],
    [`${VERSION}.info`, JSON.stringify({ Version: VERSION, Time: '2024-01-01T00:00:00Z' })],
    [`${VERSION}.mod`, `module ${IN_PROXY}\n`],
    [`${VERSION}.zip`, zip],
  ])
  return startGitServer(moduleFiles(IN_GIT), options, path => {
    const body = files.get(path.replace(`/${IN_PROXY}/@v/`, ''))
    return body === undefined ? undefined : { type: 'application/octet-stream', body }
  })
}

function moduleFiles(path: string): Readonly<Record<string, string>> {
  return { 'go.mod': `module ${path}\n`, 'lib.go': 'package lib\n' }
}
