import { jsonStrings } from '../formats/json.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const pubFiles: readonly CredentialFile[] = [
  // `env` names a variable, `token` is the credential.
  credentialFile({
    name: 'pub-tokens.json',
    places: ['~/.config/dart/pub-tokens.json'],
    certainty: 'content',
    credentials: text => valuesOf(text, ['token']),
    references: text => valuesOf(text, ['env']),
  }),
  // What publishes to the public registry.
  credentialFile({
    name: 'pub-credentials.json',
    places: ['~/.config/dart/pub-credentials.json', '~/.pub-cache/credentials.json'],
    certainty: 'always',
    credentials: text => valuesOf(text, ['accessToken', 'refreshToken', 'idToken']),
  }),
]

function valuesOf(text: string, names: readonly string[]): readonly string[] {
  return jsonStrings(text).flatMap(({ keys, value }) => (names.includes(keys.at(-1) ?? '') ? [value] : []))
}
