import { gitIni, iniEntries, linesOf } from '../formats/ini.ts'
import { secretsInUrls } from '../formats/url.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const gitFiles: readonly CredentialFile[] = [
  // One URL a line: https://git-scm.com/docs/git-credential-store
  credentialFile({
    name: '.git-credentials',
    places: ['~/.git-credentials', '~/.config/git/credentials'],
    readByMany: true,
    certainty: 'always',
    credentials: text => linesOf(text).flatMap(secretsInUrls),
  }),
  // `url.<base>.insteadOf` has the credential in the section, `http.extraHeader` in the value.
  credentialFile({
    name: '.gitconfig',
    places: ['~/.gitconfig', '~/.config/git/config', '/etc/gitconfig'],
    locatedBy: ['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM'],
    readByMany: true,
    certainty: 'rarely',
    credentials: text =>
      iniEntries(text, gitIni).flatMap(({ section, key, value }) =>
        key.toLowerCase() === 'extraheader' ? authorization(value) : secretsInUrls(`${section} ${value}`),
      ),
  }),
]

/** What follows the scheme in `Authorization: Basic …`. */
function authorization(header: string): readonly string[] {
  const colon = header.indexOf(':')
  if (header.slice(0, Math.max(colon, 0)).trim().toLowerCase() !== 'authorization') return []
  const value = header.slice(colon + 1).trim()
  return [value.slice(value.indexOf(' ') + 1)]
}
