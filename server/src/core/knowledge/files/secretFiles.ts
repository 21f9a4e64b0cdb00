import { settingsIn } from '../formats/settings.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'
import { credentialOf } from './dotenv.ts'
import { isNoSecret, wordsOfFile } from './privateKeys.ts'

/** Files that say in their name that they hold secrets: of daemons, of applications, or just `root_pass`. */
export const secretFiles: readonly CredentialFile[] = [
  credentialFile({
    name: 'secrets.json',
    aliases:
      `secrets credentials .credentials secret password keyfile tomcat-users.xml sasl_passwd userlist.txt flows_cred.json
      adbkey`.split(/\s+/),
    named: isSecretFile,
    places: [],
    readAtRunTime: 'unless a RUN reads it',
    certainty: 'content',
    credentials: text => [...settingsIn(text).flatMap(it => credentialOf(it.name, it.value)), ...onlyWord(text)],
  }),
  // Binary: a principal's keys, a password for VNC, and the seed of one-time passwords.
  credentialFile({
    name: 'krb5.keytab',
    aliases: ['.google_authenticator'],
    named: name => name.endsWith('.keytab'),
    places: ['/etc/krb5.keytab', '~/.vnc/passwd', '~/.x11vnc/passwd', '~/.google_authenticator'],
    readAtRunTime: true,
    anyName: true,
    certainty: 'always',
    credentials: text => [text],
  }),
]

/** `root_pass`, `ipsec.secrets`, `db-password.txt`; no program such as `set-password.sh`, and not `/etc/passwd`. */
function isSecretFile(name: string): boolean {
  const words = wordsOfFile(name)
  if (words.length < 2 || isNoSecret(words) || words.some(it => NO_SECRET.has(it))) return false
  // `SECRET_KEY`, `secret_key.conf`
  if (words.some((it, index) => it === 'secret' && words[index + 1] === 'key'))
    return DATA.has(words.at(-1) ?? '') || words.at(-1) === 'key'
  const [beforeLast = '', last = ''] = words.slice(-2)
  if (!name.includes('.') || HOLDS.has(last)) return HOLDS.has(last)
  return (DATA.has(last) && HOLDS.has(beforeLast)) || (SETTINGS.has(last) && PLURAL.has(beforeLast))
}

const PLURAL = new Set(['secrets', 'credentials'])

/** Programs whose modules often are nothing but settings. */
const SETTINGS = new Set(['php', 'py', 'rb', 'js'])

const HOLDS = new Set([...PLURAL, ...'secret password passwords pass passwd apikey token'.split(' ')])

/** Extensions of what is no program. */
const DATA = new Set('txt json yml yaml xml ini properties conf cfg env toml'.split(' '))

/** What is done with secrets, and what only speaks of them. */
const NO_SECRET = new Set(
  `set change update reset modify make decrypt encrypt init load renew expect self service helper provider manager
  policy baseline etc template tpl tmpl dist docker git ask proxy load script get fetch read export
  sync rotate distribute invalid`.split(/\s+/),
)

/** A file with one word is that word, unless it is markup, a comment or a setting: a piece of a file. */
function onlyWord(text: string): readonly string[] {
  const word = text.trim()
  return /^\S+$/.test(word) && !/^[<{#]|[>}]$|^[\w.-]+(?:=[^=]|:$)/.test(word) ? [word] : []
}
