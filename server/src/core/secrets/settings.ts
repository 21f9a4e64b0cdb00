import type { Span } from '../text.ts'
import { isLiteral } from './literal.ts'
import { judgeName } from './names.ts'
import { judgeValue } from './values.ts'

/** The value of a setting, and what the setting is called. */
export interface Setting extends Span {
  readonly key: string
}

/**
 * Passwords and tokens in clear text among the settings of a file that nothing is known about but its name:
 * `password=hunter2`, `token: "…"`, `<user password="hunter2"/>`. In a program, a word without quotes is a variable.
 */
export function credentialSettings(text: string, path: string): readonly Setting[] {
  const isProgram = PROGRAM.test(path)
  const found: Setting[] = []
  // `echo` and `printf` begin a line at `\n`.
  for (const { index, 0: line } of text.replaceAll('\\n', ' \n').matchAll(/.+/g)) {
    if (LONGEST_LINE < line.length || /^\s*(?:#|\/\/)/.test(line)) continue
    const bare = isProgram ? [] : line.matchAll(SHELL.test(path) ? TIGHT : PLAIN)
    const matches = [...(isProgram ? [...MARKED, ASSIGNED] : MARKED).flatMap(it => [...line.matchAll(it)]), ...bare]
    for (const { index: at, 0: whole, 1: key = '', 2: value = '' } of matches) {
      const start = index + at + whole.lastIndexOf(value)
      if (isCredentialName(key) && isValue(value) && !isHash(key, value))
        found.push({ key, start, end: start + value.length })
    }
  }
  return found
}

const LONGEST_LINE = 2000

/** `key = "value"`, `"key": ["value"]`, `define("key", "value")`, `<key>value</key>`, of which `sed` wants the slash escaped. */
const MARKED = [
  /(?<![\w.$-])([A-Za-z_][\w.-]{0,60})["']?\s{0,9}[=:]\s{0,9}\[?["']([^"'\s]{2,200})["']/g,
  /\bdefine\(\s{0,9}["']([A-Za-z_]\w{0,60})["'],\s{0,9}["']([^"'\s]{2,200})["']/g,
  /<([A-Za-z_][\w.-]{0,60})>([^<>\s\\]{2,200})<\\?\//g,
]
const PLAIN = /^\s{0,40}(?:export\s{1,9})?([A-Za-z_][\w.-]{0,60})\s{0,9}[=:]\s{0,9}([^"'\s]{2,200})\s{0,9}$/g
const TIGHT = /^\s{0,40}(?:export\s{1,9})?([A-Za-z_][\w.-]{0,60})=([^"'\s]{2,200})\s{0,9}$/g

/** `$password = 'value'` of PHP. */
const ASSIGNED = /(?<![\w.-])\\?\$([A-Za-z_]\w{0,60})\s{0,9}=\s{0,9}["']([^"'\s]{2,200})["']/g

const PROGRAM = /\.(?:py|[cm]?[jt]sx?|php|inc|rb|go|java|kt|groovy|pl|lua|ps1|cs|c|cpp|h|rs|sql|md|html?)$/
const SHELL = /\.(?:sh|bash|bat|cmd)$/

/** `db.password`: the last part tells. */
function isCredentialName(key: string): boolean {
  const { kind, holds } = judgeName(key.slice(key.lastIndexOf('.') + 1).replace(OF_HASH, ''))
  return kind === 'secret' && holds !== 'user' && holds !== 'url'
}

const OF_HASH = /_(?:md5|sha\d+)$/i

function isHash(key: string, value: string): boolean {
  return OF_HASH.test(key) && /^[\da-f]{32,}$/i.test(value)
}

/** Nothing that is expanded or a pattern; neither the hash of a password nor how passwords are handled. */
export function isValue(text: string): boolean {
  if (!/^[\w!@#%^*+.~=/-]+$/.test(text) || METHODS.has(text.toLowerCase()) || /replace/i.test(text)) return false
  return isLiteral(text) && (judgeValue(text).kind !== 'number' || 4 <= text.length)
}

/** Words of the settings of PAM, PostgreSQL, nsswitch and the like. */
const METHODS = new Set(
  `md5 sha1 sha256 sha512 bcrypt crypt plain plaintext cleartext scram-sha-256 trust ident peer ldap pam file files
  compat db nis sss systemd winbind sufficient required requisite optional include prompt ask always never auto random
  environment env internal external keyring keychain vault self required string text str password_hash`.split(/\s+/),
)
