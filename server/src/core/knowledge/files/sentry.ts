import { dotenvEntries } from '../formats/dotenv.ts'
import { iniEntries, pythonIni } from '../formats/ini.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

/** https://docs.sentry.io/cli/configuration/#configuration-file */
export const sentryFiles: readonly CredentialFile[] = [
  credentialFile({
    name: '.sentryclirc',
    places: ['~/.sentryclirc', './.sentryclirc'],
    // The plugins of bundlers start the command line.
    readByMany: true,
    certainty: 'content',
    credentials: text => values(text, ['token', 'api_key']),
  }),
  // The SDK of Java has a file of this name without a token.
  credentialFile({
    name: 'sentry.properties',
    places: ['./sentry.properties'],
    locatedBy: ['SENTRY_PROPERTIES'],
    readByMany: true,
    certainty: 'rarely',
    credentials: text => values(text, ['auth.token', 'auth.api_key']),
  }),
  credentialFile({
    name: '.env.sentry-build-plugin',
    places: ['./.env.sentry-build-plugin'],
    readByMany: true,
    certainty: 'always',
    credentials: text => dotenvEntries(text).flatMap(it => (it.name === 'SENTRY_AUTH_TOKEN' ? [it.value] : [])),
  }),
]

function values(text: string, keys: readonly string[]): readonly string[] {
  return iniEntries(text, pythonIni).flatMap(({ key, value }) => (keys.includes(key) ? [value] : []))
}
