import type { NameVerdict } from '../names.ts'
import { judgeAddress } from './judgeAddress.ts'
import {
  ACCOUNTS,
  AUTHORIZATIONS,
  CONTENTS,
  CREDENTIALS,
  CREDENTIAL_FILES,
  ENCODED,
  FIRST_SWITCHES,
  FOREIGN_ADJECTIVES,
  FOREIGN_CREDENTIALS,
  ISSUERS,
  KEYS,
  KEY_ISSUERS,
  MARKS,
  METADATA,
  NEIGHBORS,
  ORDINARY,
  PASSES,
  PASS_IS_OTHER,
  PLURALS,
  PUBLIC_KEYS,
  PUBLIC_WORDS,
  PWD_IS_OTHER,
  QUANTITIES,
  SECRET_KEYS,
  SWITCHES,
  TRANSPARENT,
  VERBS,
  words as setOf,
} from './vocabulary.ts'

/** A name around its last word about credentials. */
interface Parts {
  readonly before: readonly string[]
  readonly word: string
  /** Without the words that change nothing. */
  readonly after: readonly string[]
  /** The last word says that the value is what a file contains, not its path. */
  readonly isContent: boolean
}

/** The verdict on a name by its words. */
export function judgeWords(words: readonly string[]): NameVerdict {
  const at = words.findLastIndex(isAboutCredentials)
  const word = words[at]
  const isEncoded = ENCODED.has(words.at(-1) ?? '') && words.at(-2) !== 'is'
  if (word === undefined) {
    if (isEncoded && words.some(it => CREDENTIAL_FILES.has(it))) return CONTENT
    return judgeWebhook(words) ?? judgeOrdinary(words) ?? judgeAddress(words)
  }
  const parts = {
    before: words.slice(0, at),
    word,
    after: words.slice(at + 1).filter(it => !TRANSPARENT.has(it)),
    isContent: CONTENTS.has(words.at(-1) ?? ''),
  }
  const verdict = judgeAsPublic(parts) ?? judgeAsSecret(parts)
  return isEncoded && verdict.kind === 'possible' ? CONTENT : verdict
}

const CONTENT: NameVerdict = {
  kind: 'possible',
  holds: 'token',
  likely: true,
  why: 'it may be what a file with a credential contains',
}

function isAboutCredentials(word: string): boolean {
  return isCredential(word) || KEYS.has(word) || PASSES.has(word) || AUTHORIZATIONS.has(word)
}

function isCredential(word: string): boolean {
  return CREDENTIALS.has(word) || FOREIGN_CREDENTIALS.has(word)
}

function judgeOrdinary(words: readonly string[]): NameVerdict | undefined {
  const ordinary = words.find(it => ORDINARY.has(it))
  return ordinary === undefined ? undefined : isPublic(`${ordinary} is another word`)
}

/** Who knows the address of a chat's webhook may post to it. */
function judgeWebhook(words: readonly string[]): NameVerdict | undefined {
  const at = words.indexOf('webhook')
  if (at < 0 || words.slice(at).some(it => METADATA.has(it) && !ENDS_OF_WEBHOOKS.has(it))) return undefined
  if (words.some(it => CHATS.has(it))) return secret('the address of the webhook lets everybody post', 'url')
  return ENDS_OF_WEBHOOKS.has(words.at(-1) ?? '') ? possible('a webhook may be open to all who know it') : undefined
}

const CHATS = new Set([
  'slack',
  'discord',
  'teams',
  'mattermost',
  'rocketchat',
  'chat',
  'feishu',
  'lark',
  'dingtalk',
  'wecom',
])
const ENDS_OF_WEBHOOKS = new Set(['webhook', 'url', 'uri'])

/** A public part, a switch, a quantity, or something about the credential. */
function judgeAsPublic(parts: Parts): NameVerdict | undefined {
  const { before, word, after } = parts
  const isKey = KEYS.has(word)
  if (isKey && [...before, ...after].some(it => PUBLIC_WORDS.has(it))) return isPublic('it is a public key')
  if (before[0] === 'public' || (word === 'token' && before.at(-1) === 'public'))
    return isPublic('public says that everybody may read it')
  const metadata = firstMetadata(after)
  if (metadata !== undefined) return judgeMetadata(parts, metadata)
  if (isPlace(parts)) return isPublic('it says where they are')
  const toggle = before.find((it, index) => isSwitch(word, it, index === before.length - 1))
  return toggle === undefined ? undefined : isPublic(`${toggle} makes it a setting about credentials`)
}

/** The first word about a credential, in the singular if there is one: `TOKEN_POLICIES`. */
function firstMetadata(after: readonly string[]): string | undefined {
  for (const word of after) {
    const found = [word, word.replace(/s$/, ''), word.replace(/ies$/, 'y')].find(it => METADATA.has(it))
    if (found !== undefined) return found
  }
  return undefined
}

/** `PATH_TO_SECRETS`, `DIR_SECRETS`, `ETC_PASSWD`. */
function isPlace({ before, word }: Parts): boolean {
  const last = before.at(-1) ?? ''
  if (word === 'passwd' && PASSWD_FILES.has(last)) return true
  return before[0] === 'path' || (PLURALS.has(word) && PLACES.has(last))
}

const PASSWD_FILES = new Set(['etc', 'getent', 'nss', 'wrapper'])
const PLACES = new Set(['dir', 'directory', 'file', 'folder', 'wordlist'])

function isSwitch(word: string, modifier: string, isLast: boolean): boolean {
  if (QUANTITIES.has(modifier) && word === 'tokens') return true
  if (MARKS.has(modifier)) return isLast && (word === 'token' || word === 'tokens')
  return SWITCHES.has(modifier)
}

function judgeMetadata({ before, word, after, isContent }: Parts, metadata: string): NameVerdict {
  const last = before.at(-1)
  if (metadata === 'id' && word === 'key' && last === 'access') {
    return { kind: 'possible', holds: 'user', why: 'the id of an access key belongs to its secret' }
  }
  // Vault calls the password of a role its secret id; elsewhere it is an id.
  if (metadata === 'id' && word === 'secret' && after.length === 1) return possible('some secrets are called so')
  if (metadata === 'url' && last === 'sas') return secret('a URL with a signature opens what it names', 'url')
  if (HASHED.has(metadata)) return possible('a hash lets a weak password be guessed')
  if (metadata === 'header' && after.length === 1 && (word === 'auth' || word === 'authorization'))
    return possible('it may be the whole header')
  if (isContent && after.length === 1) return possible('it may be what the file contains')
  if (PASSES.has(word) || AUTHORIZATIONS.has(word) || !NAMES_OTHERS.has(metadata)) return isPublic(about(metadata))
  // `PASSWORD_USER` is a user, but `DB_PASSWORD_USER` may be the password of one.
  return before.length === 0 ? isPublic(about(metadata)) : possible(`${metadata} may say whose it is`)
}

const HASHED = new Set(['hash', 'hashed', 'encrypted'])

/** Metadata that may as well say for whom a credential is. */
const NAMES_OTHERS = setOf('server service user app cluster owner profile message schedule')

function about(metadata: string): string {
  return `${metadata} says that it is about a credential, not one`
}

function judgeAsSecret(parts: Parts): NameVerdict {
  const { before, word, after } = parts
  const [first = '', ...others] = before
  // `VERIFY_TOKEN` is what a webhook is verified with, `CHECK_API_KEY` may be a switch.
  if (FIRST_SWITCHES.has(first) && others.every(it => it === 'api' || isWhere(it)))
    return possible(`${first} may make it a switch`)
  if (KEYS.has(word)) return judgeKey(parts)
  if (PASSES.has(word)) return judgePass(parts)
  if (AUTHORIZATIONS.has(word)) return judgeAuthorization(parts)
  if (word === 'tokens' && !before.some(isWhere)) return possible('it may count tokens or hold them')
  const last = before.at(-1) ?? ''
  if (last === 'hashed' || last === 'encrypted') return possible('a hash lets a weak password be guessed')
  if (PLURALS.has(word) && VERBS.has(last)) return possible(`${last} may make it a switch`)
  // `PASSWORD_ROOT` is root's, but a directory holds several secrets.
  if (PLURALS.has(word) && after[0] === 'root') return possible('root may be a directory')
  // Orchestrators call an object a secret, which has a name.
  if (word === 'secret' && NAMED_SECRETS.has(last)) return possible('it may be the name of a secret')
  // A path for some tools, the content for others.
  if (word === 'credential' && last === 'application') return possible('it may be a path')
  // `PASSWORD_DB` is a password, but tokens are kept in a database.
  if (word === 'token' && before.length === 0 && DATABASES.has(after[0] ?? ''))
    return possible('it may say where tokens are')
  // Three letters may be short for anything.
  if (word === 'pat' && !after.every(isWhere)) return possible('pat may be short for something else')
  // Proxies pass tokens on.
  if (before.includes('pass')) return possible('pass may be what is done with it')
  // Other languages name the owner after the noun: `senha_banco`.
  const isNoun = word.startsWith('pass') || FOREIGN_CREDENTIALS.has(word)
  const isClear = isNoun || 0 < before.length || after.every(isWhere)
  return isClear ? secret(`the word ${word} names a credential`) : possible(`${word} may name a credential`)
}

const NAMED_SECRETS = new Set(['kubernetes', 'k8s', 'pull', 'password', 'passwd', 'tls'])

const DATABASES = new Set(['db', 'database'])

/** Words that only say whose credential it is. */
function isWhere(word: string): boolean {
  return ISSUERS.has(word) || NEIGHBORS.has(word) || ACCOUNTS.has(word) || FOREIGN_ADJECTIVES.has(word)
}

function judgeKey({ before, word, after }: Parts): NameVerdict {
  const near = before.slice(-2).reverse()
  const adjective = word !== 'key' && word !== 'keys' ? after.slice(0, 1) : []
  const secretKind = [...near, ...adjective].find(it => SECRET_KEYS.has(it) || FOREIGN_ADJECTIVES.has(it))
  const nearest = near[0] ?? ''
  if (PUBLIC_KEYS.has(nearest) || before.includes('gpg') || before.includes('pgp')) {
    // `GPG_PRIVATE_KEY` is private, but `GPG_SIGNING_KEY` may be the id of one.
    if (secretKind === undefined || PUBLIC_KEYS.has(nearest)) return isPublic('keys of this kind are no secrets')
    if (secretKind.startsWith('sign')) return possible('it may name the key by its id')
  }
  if (nearest === 'signing' && signsPackages(near[1] ?? '', word)) return possible('it may name the key by its id')
  if (KEY_ISSUERS.has(nearest)) return secret(`keys of ${nearest} are credentials`)
  if (secretKind !== undefined) return secret(`a key with the word ${secretKind} is a credential`)
  return before.length === 0 && 0 < after.length ? NONE : possible('a key may be a secret')
}

/** Git, and who checks packages, name the keys by their ids: `RUBY_SIGNING_KEYS`, but not `COOKIE_SIGNING_KEYS`. */
function signsPackages(owner: string, word: string): boolean {
  return SIGNERS.has(owner) || (word === 'keys' && !isWhere(owner) && !isAboutCredentials(owner))
}

const SIGNERS = setOf(`
  alpine apt centos commit deb debian docker fedora git golang hashicorp kernel kubernetes llvm nginx node package php
  python release repo repository rpm ruby rust ubuntu yum`)

function judgePass({ before, word, after }: Parts): NameVerdict {
  const other = word === 'pwd' ? PWD_IS_OTHER : PASS_IS_OTHER
  if (after.some(it => !isWhere(it)) || other.has(before.at(-1) ?? '')) return NONE
  const isOwned = word !== 'pwd' && after.every(it => ACCOUNTS.has(it) || ISSUERS.has(it))
  if (before.length === 0 && 0 < after.length && !isOwned) return possible(`${word} may be short for password`)
  return secret(`${word} is short for password`)
}

function judgeAuthorization({ before, word, after }: Parts): NameVerdict {
  if (0 < after.length || (word === 'salt' && before.length === 0)) return NONE
  const setting = possible(`${word} may be a credential or a setting`)
  const owner = before.at(-1) ?? ''
  const isLikely = (word === 'auth' && !AUTH_IS_METHOD.has(owner)) || word === 'sk'
  return isLikely && ISSUERS.has(owner) ? { ...setting, likely: true } : setting
}

/** Their users have passwords, and `SMTP_AUTH=login` says how they are checked, or whether at all. */
const AUTH_IS_METHOD = setOf(
  'jdbc kafka kubernetes ldap mail mongo mongodb mssql mysql oracle pg pgsql postgres postgresql smtp sql ssh',
)

const NONE: NameVerdict = { kind: 'none', why: 'no word of it names a credential' }

function secret(why: string, holds: 'token' | 'url' = 'token'): NameVerdict {
  return { kind: 'secret', holds, why }
}

function possible(why: string): NameVerdict {
  return { kind: 'possible', holds: 'token', why }
}

function isPublic(why: string): NameVerdict {
  return { kind: 'public', why }
}
