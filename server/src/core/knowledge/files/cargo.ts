import { tomlStrings } from '../formats/toml.ts'
import { secretsInUrls } from '../formats/url.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

const LOCATED_IN = ['CARGO_HOME']

export const cargoFiles: readonly CredentialFile[] = [
  credentialFile({
    name: 'credentials.toml',
    places: [
      '~/.cargo/credentials.toml',
      '/usr/local/cargo/credentials.toml',
      '~/.cargo/credentials',
      '/usr/local/cargo/credentials',
    ],
    locatedIn: LOCATED_IN,
    certainty: 'always',
    commonName: true,
    credentials: cargoCredentials,
  }),
  credentialFile({
    name: '.cargo/config.toml',
    places: ['./.cargo/config.toml', '~/.cargo/config.toml', '/usr/local/cargo/config.toml', './.cargo/config'],
    locatedIn: LOCATED_IN,
    certainty: 'rarely',
    credentials: cargoCredentials,
  }),
]

/** `[registries.corp] token = "…"`, and a URL with a user in it. */
function cargoCredentials(text: string): readonly string[] {
  return tomlStrings(text).flatMap(({ keys, value }) => {
    const isRegistry = keys[0] === 'registries' || keys[0] === 'registry'
    return isRegistry && keys.at(-1) === 'token' ? [value] : secretsInUrls(value)
  })
}
