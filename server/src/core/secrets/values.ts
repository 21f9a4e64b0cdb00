import type { Span } from '../text.ts'
import { words } from './names/vocabulary.ts'
import { judgeName } from './names.ts'
import { isPlaceholder, isSampleAccount, saysPlaceholder } from './values/placeholder.ts'
import { isBoolean, isFingerprint, isHost, isNumber, isPath, isRandom, isVersion } from './values/shapes.ts'
import { isPrivateKey, isPublicKey, isSample, issuerOf } from './values/tokens.ts'
import { credentialInUrl, type UrlCredential } from './values/url.ts'

export { credentialInUrl, credentialsInUrls, type UrlCredential } from './values/url.ts'

export type ValueKind =
  | 'empty'
  | 'placeholder'
  | 'reference'
  | 'path'
  | 'url'
  | 'url-with-credentials'
  | 'connection-string'
  | 'host'
  | 'boolean'
  | 'number'
  | 'fingerprint'
  | 'public-key'
  | 'private-key'
  | 'version'
  | 'word'
  | 'token'
  | 'other'

/** What a literal value is, told by its form. */
export interface ValueVerdict {
  readonly kind: ValueKind
  /** Only of a token with a documented prefix, which therefore is a credential whatever its name: who issues it. */
  readonly issuer?: string
  /** Only of URLs and connection strings with a credential: where it stands in the value, and what it is. */
  readonly credential?: { readonly span: Span; readonly kind: ValueKind }
}

/** Judges a value without the name it belongs to. Accepts every text, takes time linear in its length. */
export function judgeValue(value: string): ValueVerdict {
  const start = value.length - value.trimStart().length
  const text = value.trim()
  if (isQuoted(text)) return moved(judgeValue(text.slice(1, -1)), start + 1)
  return moved(judgeTrimmed(text), start)
}

function isQuoted(text: string): boolean {
  const first = text[0]
  return (
    (first === '"' || first === "'") && 2 <= text.length && text.endsWith(first) && !text.slice(1, -1).includes(first)
  )
}

function moved(verdict: ValueVerdict, by: number): ValueVerdict {
  const it = verdict.credential
  if (!it || by === 0) return verdict
  return { ...verdict, credential: { ...it, span: { start: it.span.start + by, end: it.span.end + by } } }
}

function judgeTrimmed(text: string): ValueVerdict {
  if (text === '') return { kind: 'empty' }
  if (isPrivateKey(text)) return { kind: 'private-key' }
  if (isPublicKey(text)) return { kind: 'public-key' }
  if (isReference(text)) return { kind: 'reference' }
  if (text.includes('://')) return judgeUrl(text)
  return judgeConnection(text) ?? judgeToken(text) ?? { kind: judgeShape(text) }
}

/** One variable, command or template and nothing else: `$X`, `${X:-y}`, `$(cat x)`, `%X%`, `{{ x }}`, `${{ x }}`. */
function isReference(text: string): boolean {
  if (/^\$\w+$/.test(text) || /^%\w+%$/.test(text)) return true
  return REFERENCES.some(
    ([open, close]) => text.startsWith(open) && text.indexOf(close, open.length) === text.length - close.length,
  )
}

const REFERENCES = [
  ['${{', '}}'],
  ['{{', '}}'],
  ['${', '}'],
  ['$(', ')'],
  ['`', '`'],
  ['$env:', ''],
] as const

function judgeUrl(text: string): ValueVerdict {
  const found = credentialInUrl(text)
  if (found?.password && found.password.start < found.password.end)
    return withCredential(text, found.password, isSampleIn(text, found) ? 'placeholder' : undefined)
  if (found && isTokenUser(text, found.user)) return withCredential(text, found.user)
  const parameter = secretParameter(text, '?&', '&#') ?? webhookToken(text) ?? channelToken(text)
  return parameter ? withCredential(text, parameter) : { kind: 'url' }
}

/** `postgres://user:password@localhost/db`: a build that has to parse some URL gets this one. */
export function isSampleIn(text: string, { user, password }: UrlCredential): boolean {
  return (
    password !== undefined &&
    isSampleAccount(text.slice(user.start, user.end), text.slice(password.start, password.end))
  )
}

/** Whoever has the address of a webhook can post there: the last part of its path is the credential. */
function webhookToken(text: string): Span | undefined {
  if (!WEBHOOKS.some(it => text.startsWith(it))) return undefined
  const start = text.lastIndexOf('/') + 1
  return isRandom(text.slice(start)) ? { start, end: text.length } : undefined
}

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks, https://docs.discord.com/developers/resources/webhook */
const WEBHOOKS = [
  'https://hooks.slack.com/services/',
  'https://discord.com/api/webhooks/',
  'https://discordapp.com/api/webhooks/',
]

/** `https://conda.anaconda.org/t/TOKEN/channel`: https://docs.anaconda.com/anaconda-org/user-guide/work-with-packages/ */
function channelToken(text: string): Span | undefined {
  const [head, token = ''] =
    /^https:\/\/conda\.anaconda\.(?:org|com|cloud)\/t\/([A-Za-z\d-]{10,100})\//.exec(text) ?? []
  return head === undefined ? undefined : { start: head.length - token.length - 1, end: head.length - 1 }
}

/** A user part without a password is a token, except for the name of an account such as `git`. */
function isTokenUser(text: string, user: Span): boolean {
  const kind = judgeTrimmed(text.slice(user.start, user.end)).kind
  return text.startsWith('http') && (kind === 'token' || kind === 'reference' || kind === 'placeholder')
}

function withCredential(
  text: string,
  span: Span,
  kind = judgeTrimmed(text.slice(span.start, span.end)).kind,
): ValueVerdict {
  return { kind: 'url-with-credentials', credential: { span, kind } }
}

/** `Server=db;User=sa;Password=…`, `Username=ci;Password=…`, `host=db password=…`, `root:…@tcp(db:3306)/app`. */
function judgeConnection(text: string): ValueVerdict | undefined {
  const span = secretParameter(text, '; ', '; ') ?? sourcePassword(text) ?? optionPassword(text)
  if (!span) return undefined
  const { kind } = judgeTrimmed(text.slice(span.start, span.end))
  return { kind: 'connection-string', credential: { span, kind } }
}

/** https://github.com/go-sql-driver/mysql#dsn-data-source-name */
function sourcePassword(text: string): Span | undefined {
  const [, user = '', password] = /^([\w.-]{1,64}:)([^@\s]{1,200})@(?:tcp6?|unix)\(/.exec(text) ?? []
  if (password === undefined || isSampleAccount(user.slice(0, -1), password)) return undefined
  return { start: user.length, end: user.length + password.length }
}

/** `-Xmx1g -Djavax.net.ssl.keyStorePassword=…`; a store of certificates alone needs no secret. */
function optionPassword(text: string): Span | undefined {
  for (const { index, 0: option, 1: name = '', 2: value = '' } of text.matchAll(OPTION))
    if (!/trust/i.test(name)) return { start: index + option.length - value.length, end: index + option.length }
  return undefined
}

const OPTION = /(?<![^\s])--?([A-Za-z][\w.-]{0,80}passw(?:or)?d)=([^\s"']{1,200})/gi

const PARAMETERS = words('password pwd passwd accountkey sharedaccesskey access_token token sig api_key apikey')
const LONGEST_PARAMETER = 16

/** The value of the first parameter that holds a credential. One of `before` must stand before its name, unless it is the first. */
function secretParameter(text: string, before: string, after: string): Span | undefined {
  let nameStart = 0
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (before.includes(character)) nameStart = at + 1
    if (character !== '=' || LONGEST_PARAMETER < at - nameStart) continue
    if (!PARAMETERS.has(text.slice(nameStart, at).toLowerCase())) continue
    let end = at + 1
    while (end < text.length && !after.includes(text.charAt(end))) end++
    if (at + 1 < end) return { start: at + 1, end }
  }
  return undefined
}

/** A documented prefix, also after the scheme of an Authorization header. */
function judgeToken(text: string): ValueVerdict | undefined {
  if (isPlaceholder(text) || isOwnName(text)) return { kind: 'placeholder' }
  const token = text.replace(/^(authorization: ?)?(bearer|basic|token) /i, '')
  const issuer = issuerOf(token)
  if (issuer !== undefined) return isSample(token) ? { kind: 'placeholder' } : { kind: 'token', issuer }
  return token !== text && isRandom(token) ? { kind: 'token' } : undefined
}

/** `TWILIO_AUTH_TOKEN`, `spring.datasource.password`: people write the name of a setting where its value belongs. */
function isOwnName(text: string): boolean {
  if (80 < text.length) return false
  const isName = /^[A-Z][A-Z\d]*_[A-Z\d_]+$/.test(text) || (/^[a-z.]+$/.test(text) && 2 < text.split('.').length)
  return isName && judgeName(text).kind === 'secret'
}

function judgeShape(text: string): ValueKind {
  if (isBoolean(text)) return 'boolean'
  if (isNumber(text)) return 'number'
  if (isFingerprint(text)) return 'fingerprint'
  if (isVersion(text)) return 'version'
  if (isPath(text)) return 'path'
  if (isHost(text)) return 'host'
  if (saysPlaceholder(text)) return 'placeholder'
  if (text.includes('$')) return hasVariable(text) ? 'reference' : 'other'
  if (isRandom(text)) return 'token'
  return /^[a-z][a-z\d_-]*$/i.test(text) ? 'word' : 'other'
}

function hasVariable(text: string): boolean {
  return /\$(\w|\{|\()/.test(text)
}
