import { linesOf } from '../formats/ini.ts'
import { netrcEntries } from '../formats/netrc.ts'
import { secretsInUrls } from '../formats/url.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const aptFiles: readonly CredentialFile[] = [
  // In the format of a netrc: https://manpages.debian.org/apt_auth.conf
  credentialFile({
    name: 'apt/auth.conf',
    places: ['/etc/apt/auth.conf', '/etc/apt/auth.conf.d/*'],
    certainty: 'always',
    credentials: text => netrcEntries(text).flatMap(it => it.password ?? []),
  }),
  credentialFile({
    name: 'sources.list',
    places: ['/etc/apt/sources.list', '/etc/apt/sources.list.d/*'],
    inBaseImages: { '/etc/apt/sources.list': 'sometimes' },
    certainty: 'rarely',
    credentials: text =>
      linesOf(text)
        .filter(it => !it.trimStart().startsWith('#'))
        .flatMap(secretsInUrls),
  }),
]
