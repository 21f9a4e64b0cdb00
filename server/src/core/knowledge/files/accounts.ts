import { linesOf } from '../formats/ini.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const accountFiles: readonly CredentialFile[] = [
  // `user:hash`; weak passwords can be guessed from it. https://httpd.apache.org/docs/current/programs/htpasswd.html
  credentialFile({
    name: '.htpasswd',
    aliases: ['htpasswd', '_htpasswd', 'auth.htpasswd', 'nginx.htpasswd', 'htpasswd.users'],
    places: ['/etc/nginx/.htpasswd', '/etc/apache2/.htpasswd'],
    readAtRunTime: 'unless a RUN reads it',
    certainty: 'always',
    credentials: text => linesOf(text).flatMap(it => /^[^:#]+:(\S+)/.exec(it)?.[1] ?? []),
  }),
]
