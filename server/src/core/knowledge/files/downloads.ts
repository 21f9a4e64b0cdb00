import { accountIn, headerCredential } from '../formats/accounts.ts'
import { linesOf, unquote } from '../formats/ini.ts'
import { secretsInUrls } from '../formats/url.ts'
import type { CredentialFile, PasswordSpan } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

/** They mostly hold settings such as `insecure` and `progress = dot`. */
export const downloadFiles: readonly CredentialFile[] = [
  // Options without their dashes, `user = "ci:secret"`: https://curl.se/docs/manpage.html#-K
  credentialFile({
    name: '.curlrc',
    aliases: ['_curlrc'],
    places: ['~/.curlrc', '~/.config/.curlrc'],
    locatedIn: ['CURL_HOME'],
    certainty: 'rarely',
    credentials: text => linesOf(text).flatMap(curlCredentials),
  }),
  // https://www.gnu.org/software/wget/manual/html_node/Wgetrc-Commands.html
  credentialFile({
    name: '.wgetrc',
    aliases: ['wgetrc'],
    places: ['~/.wgetrc', '/etc/wgetrc'],
    locatedBy: ['WGETRC'],
    certainty: 'rarely',
    credentials: text => linesOf(text).flatMap(wgetCredentials),
  }),
]

function curlCredentials(line: string): readonly string[] {
  const { name, value } = optionIn(line.trim().replace(/^-{1,2}/, ''))
  if (['user', 'u', 'proxy-user', 'U'].includes(name))
    return spans(value, accountIn(value, { start: 0, end: value.length }))
  if (['header', 'H'].includes(name)) return spans(value, headerCredential(value))
  return name === 'oauth2-bearer' ? [value] : secretsInUrls(value)
}

/** Case and dashes of a name don't matter. */
function wgetCredentials(line: string): readonly string[] {
  const { name, value } = optionIn(line.trim())
  const plain = name.toLowerCase().replace(/[-_]/g, '')
  if (plain === 'header') return spans(value, headerCredential(value))
  return /^(?:http|ftp|proxy)?passw(?:or)?d$/.test(plain) ? [value] : secretsInUrls(value)
}

/** `name = value`, `name: value` or `name value`. */
function optionIn(line: string): { readonly name: string; readonly value: string } {
  const [, name = '', value = ''] = /^([\w-]+)\s*[=:]?\s*(\S.*)?$/.exec(line) ?? []
  return { name, value: unquote(value.trim()) }
}

function spans(text: string, found: readonly PasswordSpan[]): readonly string[] {
  return found.map(it => text.slice(it.start, it.end))
}
