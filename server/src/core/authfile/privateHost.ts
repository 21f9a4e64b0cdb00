/** Indexes that everybody can read; a host that begins with a dot stands for all below it. */
const PUBLIC_HOSTS = [
  'pypi.org',
  'test.pypi.org',
  'pypi.python.org',
  'files.pythonhosted.org',
  'piwheels.org',
  'www.piwheels.org',
  'download.pytorch.org',
  'data.pyg.org',
  'pypi.nvidia.com',
  'registry.npmjs.org',
  'registry.yarnpkg.com',
  '.github.io',
]

/**
 * The host of a package index that may need credentials, without its port, as netrc files name it. Undefined for a
 * public index, a file, and a host that comes from a variable.
 */
export function privateHost(url: string): string | undefined {
  const match = /^https?:\/\/([^/?#\s]+)/i.exec(url.trim())
  const authority = match?.[1]
  if (authority === undefined) return undefined
  const host = withoutPort(authority.slice(authority.lastIndexOf('@') + 1)).toLowerCase()
  if (!/^[\w.-]+$/.test(host)) return undefined
  return PUBLIC_HOSTS.some(it => host === it || (it.startsWith('.') && host.endsWith(it))) ? undefined : host
}

function withoutPort(authority: string): string {
  const colon = authority.lastIndexOf(':')
  return colon < 0 ? authority : authority.slice(0, colon)
}
