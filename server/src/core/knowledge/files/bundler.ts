import { judgeName } from '../../secrets/names.ts'
import { iniEntries, pythonIni } from '../formats/ini.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const bundlerFiles: readonly CredentialFile[] = [
  // `BUNDLE_GEMS__EXAMPLE__COM: "user:token"`. Most have settings only.
  credentialFile({
    name: '.bundle/config',
    places: ['~/.bundle/config', './.bundle/config', '/usr/local/bundle/config'],
    locatedBy: ['BUNDLE_USER_CONFIG'],
    certainty: 'rarely',
    credentials: text =>
      iniEntries(text, pythonIni).flatMap(({ key, value }) => (judgeName(key).kind === 'secret' ? [value] : [])),
  }),
]
