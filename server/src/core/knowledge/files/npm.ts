import { iniEntries, linesOf, npmIni, unquote } from '../formats/ini.ts'
import { tomlStrings } from '../formats/toml.ts'
import { secretsInUrls } from '../formats/url.ts'
import { variablesIn } from '../formats/values.ts'
import { yamlValues } from '../formats/yaml.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const npmFiles: readonly CredentialFile[] = [
  credentialFile({
    name: '.npmrc',
    // From version 11 on pnpm has a file of its own, in the same format.
    places: ['~/.npmrc', './.npmrc', '/usr/local/etc/npmrc', '~/.config/pnpm/auth.ini'],
    locatedBy: [
      'NPM_CONFIG_USERCONFIG',
      'npm_config_userconfig',
      'NPM_CONFIG_GLOBALCONFIG',
      'npm_config_globalconfig',
      'PNPM_CONFIG_NPMRC_AUTH_FILE',
    ],
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
  credentialFile({
    name: 'bunfig.toml',
    aliases: ['.bunfig.toml'],
    places: ['~/.bunfig.toml', './bunfig.toml'],
    certainty: 'rarely',
    credentials: text => tomlStrings(text).flatMap(({ keys, value }) => bunCredentials(keys, value)),
    references: text =>
      tomlStrings(text).flatMap(({ value }) => (/^\$\w+$/.test(value) ? [value.slice(1)] : variablesIn(value))),
  }),
]

/** `[install] registry = "https://user:password@host"`, `[install.scopes] corp = { token = "…", url = "…" }`. */
function bunCredentials(keys: readonly string[], value: string): readonly string[] {
  if (keys[0] !== 'install') return []
  return ['token', 'password'].includes(keys.at(-1) ?? '') ? [value] : secretsInUrls(value)
}

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
