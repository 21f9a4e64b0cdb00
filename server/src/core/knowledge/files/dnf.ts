import { iniEntries, pythonIni } from '../formats/ini.ts'
import { secretsInUrls } from '../formats/url.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const dnfFiles: readonly CredentialFile[] = [
  // `username`, `password` and URLs of a repository; `$name` in them is a variable of dnf.
  credentialFile({
    name: 'yum.repos.d/*.repo',
    aliases: ['yum.conf', 'dnf.conf'],
    places: ['/etc/yum.repos.d/*', '/etc/zypp/repos.d/*', '/etc/dnf/dnf.conf', '/etc/yum.conf'],
    inBaseImages: { '/etc/dnf/dnf.conf': 'always', '/etc/yum.conf': 'always' },
    certainty: 'rarely',
    credentials: text =>
      iniEntries(text, pythonIni).flatMap(({ key, value }) =>
        ['password', 'proxy_password'].includes(key.toLowerCase()) ? [value] : secretsInUrls(value),
      ),
  }),
  // Of zypper: https://en.opensuse.org/openSUSE:Standards_Repository_Credentials
  credentialFile({
    name: 'credentials.d/*',
    aliases: ['SCCcredentials'],
    places: ['/etc/zypp/credentials.d/*'],
    certainty: 'always',
    credentials: text =>
      iniEntries(text, pythonIni).flatMap(({ key, value }) => (key.toLowerCase() === 'password' ? [value] : [])),
  }),
]
