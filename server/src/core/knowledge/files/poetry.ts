import { secretsInUrls } from '../formats/url.ts'
import { tomlStrings } from '../formats/toml.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const poetryFiles: readonly CredentialFile[] = [
  credentialFile({
    name: 'auth.toml',
    places: ['~/.config/pypoetry/auth.toml'],
    locatedIn: ['POETRY_CONFIG_DIR'],
    certainty: 'always',
    credentials: poetryCredentials,
  }),
  // `poetry config --local` writes to the project; a project's settings are in it, too.
  credentialFile({
    name: 'poetry.toml',
    places: ['./poetry.toml'],
    certainty: 'content',
    credentials: poetryCredentials,
  }),
]

/** `[http-basic.NAME] password`, `[pypi-token] NAME`, and a URL of a repository with a user in it. */
function poetryCredentials(text: string): readonly string[] {
  return tomlStrings(text).flatMap(({ keys, value }) => {
    const [table, ...name] = keys
    // A source name with dots is a table in a table.
    if (table === 'http-basic' && 2 <= name.length && name.at(-1) === 'password') return [value]
    if (table === 'pypi-token' && 1 <= name.length) return [value]
    return table === 'repositories' ? secretsInUrls(value) : []
  })
}
