import { iniEntries, pythonIni } from '../formats/ini.ts'
import { secretsInUrls } from '../formats/url.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

/** Options whose value is one or more URLs. */
const URL_OPTIONS = new Set(['index-url', 'extra-index-url', 'find-links', 'proxy'])

export const pipFiles: readonly CredentialFile[] = [
  credentialFile({
    name: 'pip.conf',
    // The name on Windows.
    aliases: ['pip.ini'],
    // The first is read whoever runs pip.
    places: ['/etc/pip.conf', '~/.config/pip/pip.conf', '~/.pip/pip.conf', '/etc/xdg/pip/pip.conf'],
    locatedBy: ['PIP_CONFIG_FILE'],
    certainty: 'content',
    credentials: text =>
      iniEntries(text, pythonIni)
        .filter(it => URL_OPTIONS.has(optionName(it.key)))
        .flatMap(it => secretsInUrls(it.value)),
  }),
]

/** As pip itself normalizes the names of its options. */
function optionName(key: string): string {
  const name = key.toLowerCase().replaceAll('_', '-')
  return name.startsWith('--') ? name.slice(2) : name
}
