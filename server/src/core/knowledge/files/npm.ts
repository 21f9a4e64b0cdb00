import { iniEntries, linesOf, npmIni, unquote } from '../formats/ini.ts'
import { secretsInUrls } from '../formats/url.ts'
import { variablesIn } from '../formats/values.ts'
import { yamlValues } from '../formats/yaml.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const npmFiles: readonly CredentialFile[] = [
  credentialFile({
    name: '.npmrc',
    places: ['~/.npmrc', './.npmrc', '/usr/local/etc/npmrc'],
    locatedBy: ['NPM_CONFIG_USERCONFIG', 'npm_config_userconfig', 'NPM_CONFIG_GLOBALCONFIG', 'npm_config_globalconfig'],
    certainty: 'content',
    credentials: text => iniEntries(text, npmIni).flatMap(({ key, value }) => npmCredentials(key, value)),
    references: variablesIn,
  }),
  // Yarn 1: `"key" "value"`. As root on Linux its home is /usr/local/share.
  credentialFile({
    name: '.yarnrc',
    places: ['~/.yarnrc', './.yarnrc', '/usr/local/share/.yarnrc'],
    certainty: 'rarely',
    credentials: text => linesOf(text).flatMap(yarnCredentials),
    references: variablesIn,
  }),
  // Yarn 2 and later.
  credentialFile({
    name: '.yarnrc.yml',
    places: ['~/.yarnrc.yml', './.yarnrc.yml'],
    certainty: 'rarely',
    credentials: text => [
      ...yamlValues(text, ['npmAuthToken', 'npmAuthIdent']),
      ...yamlValues(text, ['npmRegistryServer', 'httpProxy', 'httpsProxy']).flatMap(secretsInUrls),
    ],
    references: variablesIn,
  }),
]

/** Keys by registry, `//host/:_authToken`, and the old ones without. `key` and `cert` are PEM texts. */
function npmCredentials(key: string, value: string): readonly string[] {
  const name = key.slice(key.lastIndexOf(':') + 1)
  if (['_authToken', '_auth', '_password'].includes(name)) return [value]
  if (name === 'key' && value.includes('PRIVATE KEY')) return [value]
  return secretsInUrls(value)
}

function yarnCredentials(line: string): readonly string[] {
  const content = line.trim()
  const split = content.indexOf(' ')
  if (split < 0 || content.startsWith('#')) return []
  return npmCredentials(unquote(content.slice(0, split)), unquote(content.slice(split + 1).trim()))
}
