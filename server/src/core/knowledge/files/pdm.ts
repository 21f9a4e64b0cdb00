import { tomlStrings } from '../formats/toml.ts'
import { secretsInUrls } from '../formats/url.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const pdmFiles: readonly CredentialFile[] = [
  // In the user's directory the same settings are in a file called config.toml.
  credentialFile({
    name: 'pdm.toml',
    places: ['~/.config/pdm/config.toml', './pdm.toml'],
    locatedBy: ['PDM_CONFIG_FILE'],
    certainty: 'rarely',
    credentials: text =>
      tomlStrings(text).flatMap(({ keys, value }) => {
        if (keys.length < 2 || (keys[0] !== 'pypi' && keys[0] !== 'repository')) return []
        return keys.at(-1) === 'password' ? [value] : keys.at(-1) === 'url' ? secretsInUrls(value) : []
      }),
  }),
]
