import { absolute, readFile, type Invocation } from './invocation.ts'

/** A setting that may be a credential. Of several with one name, the last wins. */
export type Setting = readonly [name: string, value: string]

/** `composer github-oauth.github.com=value` for each name. */
export function statements(tool: string, settings: Iterable<Setting>): readonly string[] {
  return [...new Map(settings)].map(([name, value]) => `${tool} ${name}=${value}`)
}

/** Variables whose name begins with `prefix`, without it. */
export function variablesOf(it: Invocation, prefix: string): readonly Setting[] {
  return [...it.env].flatMap(([name, value]) =>
    name.startsWith(prefix) && value !== '' ? [[name.slice(prefix.length), value] as const] : [],
  )
}

/** Arguments and the texts of files that arguments or variables name. */
export function argumentsOf(it: Invocation): readonly string[] {
  return [...it.args.map(word => `argument ${word}`), ...namedFiles(it).map(text => `named file ${text}`)]
}

export function namedFiles(it: Invocation): readonly string[] {
  const words = [...it.args, ...it.args.map(word => word.slice(word.indexOf('=') + 1)), ...it.env.values()]
  return [...new Set(words.map(word => absolute(it, word)))].flatMap(path => it.files.get(path) ?? [])
}

/** `name=value` and `name: value` lines; comments, quotes and the dash of a list are left out. */
export function readLines(text: string): readonly Setting[] {
  return text.split('\n').flatMap(line => {
    const content = line.trim().replace(/^- /, '')
    // A name may begin with a colon.
    const end = content.slice(1).search(/[=:](?!\/\/)/) + 1
    if (end === 0 || content.startsWith('#')) return []
    return [[unquoted(content.slice(0, end)), unquoted(content.slice(end + 1))] as const]
  })
}

/** Strings of a JSON document by their path: `http-basic.host.password`. */
export function readJson(text: string | undefined): readonly Setting[] {
  try {
    return flatten('', JSON.parse(text ?? '{}'))
  } catch {
    return []
  }
}

/** The text of a JSON document with a value at `path` instead of what was there; without a value, nothing is there. */
export function withJson(text: string | undefined, path: readonly string[], value?: unknown): string {
  return `${JSON.stringify(withMember(text === undefined ? {} : JSON.parse(text), path, value), undefined, 2)}\n`
}

/** Text of the first of `paths` that can be read, else the empty text. */
export function textOf(it: Invocation, ...paths: readonly (string | undefined)[]): string {
  return readFile(it, ...paths) ?? ''
}

function flatten(path: string, value: unknown): readonly Setting[] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => flatten(path === '' ? key : `${path}.${key}`, inner))
}

function withMember(document: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  const entries = typeof document === 'object' && document !== null ? Object.entries(document) : []
  const members = new Map<string, unknown>(entries)
  const member = withMember(members.get(key), rest, value)
  if (member === undefined) members.delete(key)
  else members.set(key, member)
  return Object.fromEntries(members)
}

function unquoted(word: string): string {
  return word.trim().replace(/^["'](.*)["'],?$/, '$1')
}
