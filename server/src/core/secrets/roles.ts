import type { PersistingMatch } from '../knowledge/match.ts'
import { staticText } from '../shell/model.ts'
import type { RenderedVariable, RenderedWord } from './rendered.ts'
import { judgeName } from './names.ts'
import { credentialInUrl } from './values.ts'

/**
 * What a variable is where it is used, judged by what stands around it. `feed`: the URL of a package source.
 * `other`: no credential.
 */
export type Role = 'credential' | 'user' | 'feed' | 'other' | 'unknown'

/**
 * The role of a variable inside of a text: the password of a URL, the value of a key with a secret's name,
 * what follows `Bearer` in a header.
 */
export function roleIn(word: RenderedWord, variable: RenderedVariable, previous: string | undefined): Role {
  const before = word.text.slice(0, variable.start)
  if (fillsCredential(before) || isSecretProperty(before, variable.name)) return 'credential'
  return roleInUrl(word.text, variable) ?? roleAfterKey(before, previous)
}

/** `-Pgpr.key=$X` and `-Dsonar.login=$X`: their last word alone says nothing, or user. */
function isSecretProperty(before: string, name: string): boolean {
  const [, property] = PROPERTY.exec(before.slice(-WINDOW)) ?? []
  return property !== undefined && !(property === 'sonar.login' && USER_NAME.test(name))
}

/**
 * GitHub's registry, and the token that older scanners take as the login:
 * https://docs.github.com/packages/working-with-a-github-packages-registry/working-with-the-gradle-registry,
 * https://docs.sonarsource.com/sonarqube-server/9.9/analyzing-source-code/analysis-parameters/
 */
const PROPERTY = /(gpr\.key|sonar\.login)\s?[=:]\s?\\?["']?$/

/** `s/__PASSWORD__/$X/`, `s|{{ api_token }}|$X|`: a marked place of a template. A plain word may be a setting. */
function fillsCredential(before: string): boolean {
  const delimiter = before.at(-1) ?? ''
  if (before[0] !== 's' || before[1] !== delimiter || WINDOW < before.length) return false
  const place = before.slice(2, -1)
  const isMarked = /^[\W_]/.test(place) && /[\W_]$/.test(place)
  return isMarked && !place.includes(delimiter) && judgeName(place).kind === 'secret'
}

function roleInUrl(text: string, variable: RenderedVariable): Role | undefined {
  const from = urlStart(text, variable.start)
  if (from === undefined) return undefined
  const found = credentialInUrl(text.slice(from, from + 2 * LONGEST_USER))
  if (!found) return undefined
  const start = variable.start - from
  const inside = (it: { start: number; end: number } | undefined) =>
    it !== undefined && it.start <= start && start < it.end
  if (inside(found.password)) return 'credential'
  const namesUser = USER_NAME.test(variable.name) || !TOKEN_SCHEME.test(text.slice(from, text.indexOf('://', from)))
  if (inside(found.user)) return found.password || namesUser ? 'user' : 'credential'
  return undefined
}

/** `https://$GITHUB_USER@github.com` leaves the password to a credential helper. */
const USER_NAME = /(?:^|_)(?:user|username|login)$/i

/** Over ssh and the like the user is an account. A variable is rendered as `x`. */
const TOKEN_SCHEME = /^x*$|https?$/

/** How far behind the scheme a credential is looked for: no tool takes a longer one. */
const LONGEST_USER = 2048

/** Where the URL that surrounds `offset` begins. */
function urlStart(text: string, offset: number): number | undefined {
  const from = Math.max(0, offset - LONGEST_USER)
  const scheme = text.slice(from, offset + 3).lastIndexOf('://')
  if (scheme < 0) return undefined
  let start = from + scheme
  while (0 < start && isSchemeCharacter(text.charCodeAt(start - 1))) start--
  return start
}

function isSchemeCharacter(code: number): boolean {
  return (97 <= code && code <= 122) || (65 <= code && code <= 90) || (48 <= code && code <= 57) || code === 43
}

/** `_authToken=$T`, `password $T`, `--token $T`, `"key": "$T"`, `Authorization: Bearer $T`. */
function roleAfterKey(before: string, previous: string | undefined): Role {
  const key = keyBefore(before) ?? (before === '' ? keyIn(previous) : undefined)
  if (key === undefined) return 'unknown'
  // `--index-url` and `global.index-url`.
  if (FEED_KEYS.has(key.slice(key.lastIndexOf('.') + 1).replace(/^-+/, ''))) return 'feed'
  return isCredentialKey(key) ? 'credential' : isUserKey(key) ? 'user' : 'unknown'
}

/** What pip, uv and others install from: a URL, of which a private one has a user part. */
const FEED_KEYS = new Set(['index-url', 'extra-index-url', 'default-index', 'find-links'])

/** A word that is a key as a whole, or a text that ends in one: `password ` of a format. A sentence is none. */
function keyIn(previous: string | undefined): string | undefined {
  if (previous !== undefined && /\s|[=:]$/.test(previous)) return keyBefore(previous)
  // `mosquitto_passwd -b /etc/mosquitto/passwd $USER $PASS`
  return previous?.startsWith('/') === true && !previous.includes(':') ? undefined : previous
}

/** How far back a key is looked for: `Authorization: Bearer ` and the like are short. */
const WINDOW = 120

/** The name that the text at the end of `before` gives a value to. */
function keyBefore(before: string): string | undefined {
  const tail = before.slice(-WINDOW).trimEnd()
  const stripped = stripQuotes(tail).trimEnd()
  const scheme = AUTH_SCHEMES.find(it => stripped.toLowerCase().endsWith(it))
  const rest = scheme ? stripped.slice(0, -scheme.length).trimEnd() : stripped
  const last = rest.at(-1)
  if (last === '>') return TAG.exec(rest)?.[1]
  if (last === '=' || last === ':') {
    const key = lastName(stripQuotes(rest.slice(0, -1).trimEnd()))
    return key === 'value' ? (ENTRY.exec(rest)?.[1] ?? key) : key
  }
  // A netrc and many tools separate key and value by a blank.
  return before.endsWith(' ') ? lastName(rest) : undefined
}

/** `<password>` of XML. */
const TAG = /<([\w.-]{1,60})>$/

/** `<add key="ClearTextPassword" value="` of XML. */
const ENTRY = /\b(?:key|name)=\\?["']([\w.-]{1,60})\\?["']\s{1,9}value=$/

const AUTH_SCHEMES = ['bearer', 'basic', 'token', 'apikey']

function stripQuotes(text: string): string {
  let end = text.length
  while (0 < end && (text[end - 1] === '"' || text[end - 1] === "'" || text[end - 1] === '\\')) end--
  return text.slice(0, end)
}

function lastName(text: string): string | undefined {
  let start = text.length
  while (0 < start && isNameCharacter(text.charCodeAt(start - 1))) start--
  return start === text.length ? undefined : text.slice(start)
}

function isNameCharacter(code: number): boolean {
  return (
    (97 <= code && code <= 122) ||
    (65 <= code && code <= 90) ||
    (48 <= code && code <= 57) ||
    code === 95 ||
    code === 45
  )
}

/** Keys that hold a credential though no word of them says so. */
const CREDENTIAL_KEYS = new Set([
  'authorization',
  'proxy-authorization',
  '_auth',
  'auth',
  'password-stdin',
  'extraheader',
])

/** They take the name of a file: https://github.com/TelegramMessenger/MTProxy */
const FILE_KEYS = new Set(['aes-pwd'])

export function isCredentialKey(key: string): boolean {
  const name = key.replace(/^-+/, '')
  if (FILE_KEYS.has(name)) return false
  return CREDENTIAL_KEYS.has(name.toLowerCase()) || judgeName(name).kind === 'secret'
}

const USER_KEYS = new Set(['user', 'username', 'login', 'account', 'email', 'machine'])

function isUserKey(key: string): boolean {
  return USER_KEYS.has(key.replace(/^-+/, '').toLowerCase())
}

/** A hole named for a credential; a URL or a value says by itself whether it holds one. */
export function credentialHole({ command, holes }: PersistingMatch): boolean {
  if (command.secret.includes('input')) return false
  if (command.secret.some(it => ['password', 'token', 'stdin', 'file'].includes(it))) return true
  const key = holes.get('key')?.word
  const text = key && staticText(key)
  return text !== undefined && isCredentialKey(text.slice(text.lastIndexOf(':') + 1))
}
