import { privateHost } from './privateHost.ts'
import { parseToml, type TomlTables } from './tomlText.ts'

/** What a pyproject.toml says about private package sources. */
export interface Project {
  /** Names of the sources of Poetry that need credentials. */
  readonly poetrySources: readonly string[]
  /** URLs of the indexes of tools that read `.netrc`. */
  readonly indexUrls: readonly string[]
  readonly problems: readonly string[]
}

const NOTHING: Project = { poetrySources: [], indexUrls: [], problems: [] }

/** Reads the pyproject.toml of a directory, if there is one. The directory ends in a slash or is ''. */
export function readProject(files: ReadonlyMap<string, string>, directory: string): Project {
  const path = `${directory}pyproject.toml`
  const text = files.get(path)
  if (text === undefined) return NOTHING
  const tables = parseToml(path, text)
  if (typeof tables === 'string') return { ...NOTHING, problems: [tables] }
  const { names, problems } = poetrySources(tables, path)
  return { poetrySources: names, indexUrls: indexUrls(tables), problems }
}

/** https://python-poetry.org/docs/repositories/#package-sources */
function poetrySources(tables: TomlTables, path: string): { names: readonly string[]; problems: readonly string[] } {
  const names = new Set<string>()
  const problems: string[] = []
  for (const source of tables('tool', 'poetry', 'source')) {
    const url = source.get('url')
    // PyPI itself may be listed by its name, without a URL.
    if (url === undefined || privateHost(url) === undefined) continue
    const name = source.get('name')
    if (name === undefined || name.trim() === '')
      problems.push(`${path}: A [[tool.poetry.source]] has no name. Give it one, then try again.`)
    else names.add(name)
  }
  return { names: [...names], problems }
}

/** https://docs.astral.sh/uv/concepts/indexes/, https://pdm-project.org/latest/usage/config/ */
function indexUrls(tables: TomlTables): readonly string[] {
  const indexes = [...tables('tool', 'uv', 'index'), ...tables('tool', 'pdm', 'source')]
  return indexes.flatMap(it => it.get('url') ?? [])
}
