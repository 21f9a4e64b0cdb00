import { iniEntries, npmIni } from '../formats/ini.ts'
import { secretsInUrls } from '../formats/url.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const goFiles: readonly CredentialFile[] = [
  // What `go env -w` writes.
  credentialFile({
    name: 'go/env',
    places: ['~/.config/go/env'],
    locatedBy: ['GOENV'],
    certainty: 'rarely',
    credentials: text => iniEntries(text, npmIni).flatMap(it => secretsInUrls(it.value)),
  }),
]
