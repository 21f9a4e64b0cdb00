import { linesOf } from '../formats/ini.ts'
import { secretsInUrls } from '../formats/url.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const apkFiles: readonly CredentialFile[] = [
  credentialFile({
    name: 'apk/repositories',
    places: ['/etc/apk/repositories'],
    inBaseImages: { '/etc/apk/repositories': 'always' },
    certainty: 'rarely',
    credentials: text =>
      linesOf(text)
        .filter(it => !it.trimStart().startsWith('#'))
        .flatMap(secretsInUrls),
  }),
]
