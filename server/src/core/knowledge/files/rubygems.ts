import { iniEntries, linesOf, pythonIni } from '../formats/ini.ts'
import { secretsInUrls } from '../formats/url.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const rubygemsFiles: readonly CredentialFile[] = [
  // `:rubygems_api_key: …`, and the keys of other hosts. `gem push` wants no other mode.
  credentialFile({
    name: '.gem/credentials',
    places: ['~/.gem/credentials', '~/.local/share/gem/credentials'],
    certainty: 'always',
    mode: '0600',
    credentials: text =>
      iniEntries(text.replace(/^:/gm, ''), pythonIni).flatMap(it => (it.value === '' ? [] : it.value)),
  }),
  credentialFile({
    name: '.gemrc',
    aliases: ['gemrc'],
    places: ['~/.gemrc', '~/.config/gem/gemrc', '/etc/gemrc'],
    certainty: 'rarely',
    credentials: text => linesOf(text).flatMap(secretsInUrls),
  }),
]
