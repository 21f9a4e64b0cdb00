import { isRequirements } from '../knowledge/index.ts'
import { publishRegistries } from './packageJson.ts'
import { readProject } from './pyproject.ts'
import { requirementUrls } from './requirements.ts'
import { privateHost } from './privateHost.ts'
import { tomlKey } from './tomlText.ts'

/** An auth file that can be made: where, what for, and its text with placeholders instead of credentials. */
export interface AuthFileTemplate {
  readonly path: string
  /** `Poetry auth.toml for corp, internal`. */
  readonly label: string
  readonly text: string
  /** Octal: only the owner may read it. */
  readonly mode: '0600'
}

export interface AuthFileTemplates {
  readonly files: readonly AuthFileTemplate[]
  /** Why a file can't be made: each names file, cause and next step. */
  readonly problems: readonly string[]
}

/**
 * The auth files for the private package sources that project files name: `auth.toml` for Poetry, `.netrc` for pip,
 * uv and pdm, `.npmrc` for npm. `files` are texts by slash-separated path; each auth file stands next to its project
 * file.
 */
export function authFilesFor(files: ReadonlyMap<string, string>): AuthFileTemplates {
  const templates: AuthFileTemplate[] = []
  const problems: string[] = []
  for (const directory of directoriesOf(files)) {
    const project = readProject(files, directory)
    problems.push(...project.problems)
    const hosts = [...project.indexUrls, ...requirementsIn(files, directory)].flatMap(it => privateHost(it) ?? [])
    const registries = files.has(`${directory}.npmrc`) ? [] : publishRegistries(files.get(`${directory}package.json`))
    if (project.poetrySources.length > 0) templates.push(authToml(directory, project.poetrySources))
    if (hosts.length > 0) templates.push(netrc(directory, unique(hosts)))
    if (registries.length > 0) templates.push(npmrc(directory, unique(registries)))
  }
  if (templates.length === 0 && problems.length === 0) problems.push(nothingFound(files))
  return { files: templates, problems }
}

/** Directories with project files, which end in a slash unless it is the root (''). */
function directoriesOf(files: ReadonlyMap<string, string>): readonly string[] {
  const directories = [...files.keys()].filter(isProjectFile).map(it => it.slice(0, it.lastIndexOf('/') + 1))
  return [...unique(directories)].sort()
}

function isProjectFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return name === 'pyproject.toml' || name === 'package.json' || isRequirements(name)
}

function requirementsIn(files: ReadonlyMap<string, string>, directory: string): readonly string[] {
  return [...files].flatMap(([path, text]) => {
    const name = path.slice(directory.length)
    return path.startsWith(directory) && isRequirements(name) ? requirementUrls(text) : []
  })
}

/** Poetry looks a source up by the parts of its name between dots, so that `a.b` is a table in a table. */
function authToml(directory: string, sources: readonly string[]): AuthFileTemplate {
  const sections = sources.map(source => {
    const table = ['http-basic', ...source.split('.')].map(tomlKey).join('.')
    return `[${table}]\nusername = "<USER>"\npassword = "<PASSWORD>"\n`
  })
  return template(`${directory}auth.toml`, `Poetry auth.toml for ${sources.join(', ')}`, sections.join('\n'))
}

function netrc(directory: string, hosts: readonly string[]): AuthFileTemplate {
  const entries = hosts.map(host => `machine ${host}\nlogin <USER>\npassword <TOKEN>\n`)
  return template(`${directory}.netrc`, `.netrc for ${hosts.join(', ')}`, entries.join('\n'))
}

/** Registries without their scheme, as npm names them in keys. */
function npmrc(directory: string, registries: readonly string[]): AuthFileTemplate {
  const lines = registries.map(it => `//${it}:_authToken=<TOKEN>\n`)
  return template(`${directory}.npmrc`, `.npmrc for ${registries.join(', ')}`, lines.join(''))
}

function template(path: string, label: string, text: string): AuthFileTemplate {
  return { path, label, text, mode: '0600' }
}

function nothingFound(files: ReadonlyMap<string, string>): string {
  const found = [...files.keys()].filter(isProjectFile)
  if (found.length === 0)
    return 'There is no pyproject.toml, requirements.txt or package.json here. Open the folder of a project that has one.'
  const names = found.slice(0, 3).join(', ')
  return `No private package source is named in ${names}. Add one, such as [[tool.poetry.source]] with a name and a url.`
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
