import { linesOf } from '../formats/ini.ts'
import { secretsInUrls } from '../formats/url.ts'
import { variablesIn } from '../formats/values.ts'
import { yamlValues } from '../formats/yaml.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const condaFiles: readonly CredentialFile[] = [
  credentialFile({
    name: '.condarc',
    aliases: ['condarc'],
    places: [
      '~/.condarc',
      '/opt/conda/.condarc',
      '/etc/conda/.condarc',
      '~/.conda/.condarc',
      '~/.config/conda/.condarc',
    ],
    locatedBy: ['CONDARC'],
    // Nearly always it only says which channels to use.
    certainty: 'rarely',
    credentials: text => [...yamlValues(text, ['anaconda_token']), ...linesOf(text).flatMap(secretsInLine)],
    references: variablesIn,
  }),
  // What `micromamba auth login` stores, by host.
  credentialFile({
    name: 'authentication.json',
    places: ['~/.mamba/auth/authentication.json'],
    certainty: 'rarely',
    credentials: text =>
      ['BasicHTTPAuthentication', 'BearerToken', 'CondaToken'].some(it => text.includes(`"${it}"`))
        ? yamlValues(text, ['password', 'token'])
        : [],
  }),
]

/** `https://user:password@host` and `https://host/t/<token>/main`. */
function secretsInLine(line: string): readonly string[] {
  if (!line.includes('://') || line.trimStart().startsWith('#')) return []
  const parts = line.split('/')
  const tokens = parts.flatMap((it, index) => (it === 't' && index + 2 < parts.length ? (parts[index + 1] ?? []) : []))
  return [...secretsInUrls(line), ...tokens]
}
