import { tomlStrings } from '../formats/toml.ts'
import { secretsInUrls } from '../formats/url.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

/** Keys whose value is a URL, alone or in `[[index]]`. */
const URL_KEYS = ['url', 'index-url', 'extra-index-url', 'default-index', 'index', 'find-links', 'publish-url']

export const uvFiles: readonly CredentialFile[] = [
  credentialFile({
    name: 'uv.toml',
    places: ['./uv.toml', '~/.config/uv/uv.toml', '/etc/uv/uv.toml'],
    locatedBy: ['UV_CONFIG_FILE'],
    certainty: 'rarely',
    credentials: text =>
      tomlStrings(text).flatMap(({ keys, value }) =>
        URL_KEYS.includes(keys.at(-1) ?? '') ? secretsInUrls(value) : [],
      ),
  }),
]
