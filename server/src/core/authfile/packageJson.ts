import { privateHost } from './privateHost.ts'

/**
 * The private registries in `publishConfig` of a package.json, as npm names them in keys: host and path with a slash
 * at the end. https://docs.npmjs.com/cli/v11/configuring-npm/package-json#publishconfig
 */
export function publishRegistries(text: string | undefined): readonly string[] {
  const publishConfig = valueAt(parseJson(text), 'publishConfig')
  if (typeof publishConfig !== 'object' || publishConfig === null) return []
  return Object.entries(publishConfig).flatMap(([key, value]) => {
    if (typeof value !== 'string' || (key !== 'registry' && !key.endsWith(':registry'))) return []
    if (privateHost(value) === undefined) return []
    return [registryKey(value)]
  })
}

/** `https://user@host/path` without scheme and user. */
function registryKey(url: string): string {
  const [authority = '', ...path] = url.slice(url.indexOf('://') + 3).split('/')
  const key = [authority.slice(authority.lastIndexOf('@') + 1), ...path].join('/')
  return key.endsWith('/') ? key : `${key}/`
}

/** A malformed package.json is the business of npm. */
function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return undefined
  }
}

function valueAt(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined
}
