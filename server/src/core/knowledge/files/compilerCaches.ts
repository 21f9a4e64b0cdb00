import { iniEntries, npmIni } from '../formats/ini.ts'
import { tomlStrings } from '../formats/toml.ts'
import { secretsInUrls } from '../formats/url.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const compilerCacheFiles: readonly CredentialFile[] = [
  credentialFile({
    name: 'sccache/config',
    places: ['~/.config/sccache/config'],
    locatedBy: ['SCCACHE_CONF'],
    readByMany: true,
    certainty: 'rarely',
    credentials: text =>
      tomlStrings(text).flatMap(({ keys, value }) =>
        KEYS.includes(keys.at(-1) ?? '') ? [value] : secretsInUrls(value),
      ),
  }),
  credentialFile({
    name: 'ccache.conf',
    places: ['~/.config/ccache/ccache.conf', '~/.ccache/ccache.conf', '/etc/ccache.conf'],
    locatedBy: ['CCACHE_CONFIGPATH'],
    readByMany: true,
    certainty: 'rarely',
    credentials: text =>
      iniEntries(text, npmIni).flatMap(({ key, value }) =>
        key === 'remote_storage' ? [...secretsInUrls(value), ...bearer(value)] : [],
      ),
  }),
]

const KEYS = ['password', 'token', 'connection_string', 'secret_access_key']

/** `http://cache.example|bearer-token=…` */
function bearer(value: string): readonly string[] {
  return /bearer-token=([^|\s]+)/.exec(value)?.slice(1) ?? []
}
