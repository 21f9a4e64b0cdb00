import { iniEntries, pythonIni } from '../formats/ini.ts'
import { secretsInUrls } from '../formats/url.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const twineFiles: readonly CredentialFile[] = [
  credentialFile({
    name: '.pypirc',
    places: ['~/.pypirc'],
    certainty: 'always',
    credentials: text =>
      iniEntries(text, pythonIni).flatMap(({ key, value }) =>
        key.toLowerCase() === 'password' ? [value] : key.toLowerCase() === 'repository' ? secretsInUrls(value) : [],
      ),
  }),
]
