import { knownName } from './names/known.ts'
import { isListed } from './names/lists.ts'
import {
  ACCOUNTS,
  AUTHORIZATIONS,
  CREDENTIALS,
  FOREIGN_CREDENTIALS,
  ISSUERS,
  KEYS,
  METADATA,
  NEIGHBORS,
  PASSES,
  PUBLIC_KEYS,
  PUBLIC_WORDS,
  SECRET_KEYS,
  SWITCHES,
  TRANSPARENT,
  words as setOf,
} from './names/vocabulary.ts'
import { wordsOf } from './names/words.ts'

/** What the name of a variable, an option or a key says about its value. */
export interface NameVerdict {
  /**
   * `secret`: who reads it is sure. `possible`: its value or use decides. `public`: looks like a secret, but
   * surely is none. `none`: nothing about it says secret.
   */
  readonly kind: 'secret' | 'possible' | 'public' | 'none'
  /** The reason, as the end of a sentence: "the word token names a credential". */
  readonly why: string
  /** Only of `secret` and `possible`: what the value would be. A `user` names an account and is secret along with its key only. */
  readonly holds?: 'token' | 'url' | 'user'
}

export interface NameLists {
  readonly secretNames: readonly string[]
  readonly publicNames: readonly string[]
}

/**
 * Judges a name by its words: the last word about credentials, what stands before it, and what follows. The
 * names of `lists` (`*` stands for any text) overrule everything, the public ones first.
 */
export function judgeName(name: string, lists?: NameLists): NameVerdict {
  if (lists && isListed(name, lists.publicNames))
    return { kind: 'public', why: 'the settings say that it is no secret' }
  if (lists && isListed(name, lists.secretNames)) {
    return { kind: 'secret', holds: 'token', why: 'the settings say that it is a secret' }
  }
  return knownName(name) ?? judgeWords(wordsOf(name))
}

/** A name around its last word about credentials. */
interface Parts {
  readonly before: readonly string[]
  readonly word: string
  /** Without the words that change nothing. */
  readonly after: readonly string[]
}

function judgeWords(words: readonly string[]): NameVerdict {
  const at = words.findLastIndex(isAboutCredentials)
  const word = words[at]
  if (word === undefined) return judgeAddress(words)
  const parts = { before: words.slice(0, at), word, after: words.slice(at + 1).filter(it => !TRANSPARENT.has(it)) }
  return judgeAsPublic(parts) ?? judgeAsSecret(parts)
}

function isAboutCredentials(word: string): boolean {
  return isCredential(word) || KEYS.has(word) || PASSES.has(word) || AUTHORIZATIONS.has(word)
}

function isCredential(word: string): boolean {
  return CREDENTIALS.has(word) || FOREIGN_CREDENTIALS.has(word) || word === 'tokens'
}

/** A public part, a switch, a quantity, or something about the credential. */
function judgeAsPublic({ before, word, after }: Parts): NameVerdict | undefined {
  const isKey = KEYS.has(word)
  const publicWord = before.find((it, index) => PUBLIC_WORDS.has(it) && (isKey || index === 0))
  if (publicWord) return isPublic(`${publicWord} says that it may be read`)
  if (isKey && after.some(it => PUBLIC_WORDS.has(it))) return isPublic('it is a public key')
  const metadata = after.find(it => METADATA.has(it))
  if (metadata) return judgeMetadata(before, word, after, metadata)
  const toggle = before.find(it => SWITCHES.has(it))
  if (toggle) return isPublic(`${toggle} makes it a setting about credentials`)
  return undefined
}

function judgeMetadata(
  before: readonly string[],
  word: string,
  after: readonly string[],
  metadata: string,
): NameVerdict {
  if (metadata === 'id' && word === 'key' && before.at(-1) === 'access') {
    return { kind: 'possible', holds: 'user', why: 'the id of an access key belongs to its secret' }
  }
  if (metadata === 'url' && before.at(-1) === 'sas') return secret('a SAS URL opens what it names', 'url')
  if (metadata === 'hash' && after.length === 1) return possible('a hash lets a weak password be guessed')
  return isPublic(`${metadata} says that it is about a credential, not one`)
}

function judgeAsSecret(parts: Parts): NameVerdict {
  const { before, word, after } = parts
  if (KEYS.has(word)) return judgeKey(parts)
  if (PASSES.has(word)) return judgePass(parts)
  if (AUTHORIZATIONS.has(word)) return judgeAuthorization(parts)
  if (word === 'tokens' && before.length === 0) return possible('it may count tokens or hold them')
  const isClear = 0 < before.length || after.every(isWhere)
  return isClear ? secret(`the word ${word} names a credential`) : possible(`${word} may name a credential`)
}

/** Words that only say whose credential it is. */
function isWhere(word: string): boolean {
  return ISSUERS.has(word) || NEIGHBORS.has(word) || ACCOUNTS.has(word)
}

function judgeKey({ before, word, after }: Parts): NameVerdict {
  const romance = after[0]
  const kinds = [...before].reverse().concat(romance !== undefined && word !== 'key' ? [romance] : [])
  const kind = kinds.find(it => PUBLIC_KEYS.has(it) || SECRET_KEYS.has(it))
  if (kind === undefined) {
    return before.length === 0 && 0 < after.length
      ? isPublic('it is about keys, but is none')
      : possible('a key may be a secret')
  }
  if (!SECRET_KEYS.has(kind)) return isPublic(`a ${kind} key is no secret`)
  if (kind === 'signing' && before.some(it => it === 'gpg' || it === 'git'))
    return possible('it may name the key by its id')
  return secret(`a key of the kind ${kind} is a credential`)
}

function judgePass({ before, word, after }: Parts): NameVerdict {
  if (after.some(it => !isWhere(it))) return { kind: 'none', why: NOTHING }
  const owner = before.find(it => ACCOUNTS.has(it) || ISSUERS.has(it))
  if (owner !== undefined) return secret(`${word} is the password of ${owner}`)
  return word === 'pass' && before.length === 0 && after.length === 0
    ? secret('pass is a password')
    : possible(`${word} may be short for password`)
}

function judgeAuthorization({ before, word, after }: Parts): NameVerdict {
  if (0 < after.length) return isPublic(`${word} is only a part of what it names`)
  if (word === 'salt' && before.length === 0) return { kind: 'none', why: NOTHING }
  return possible(`${word} may be a credential or a setting`)
}

const NOTHING = 'no word of it is about credentials'

/** Addresses in which a user and a password are usual. */
function judgeAddress(words: readonly string[]): NameVerdict {
  const head = words.findLast(it => !TRANSPARENT.has(it))
  const isAddress =
    head === 'dsn' || words.includes('connection') || (URL_WORDS.has(head ?? '') && words.some(isServer))
  if (!isAddress) return { kind: 'none', why: NOTHING }
  return { kind: 'possible', holds: 'url', why: 'it is an address, which may hold a credential' }
}

const URL_WORDS = new Set(['url', 'uri', 'dsn', 'connstring', 'connection'])

/** Servers that take user and password from their URL. */
const SERVERS = setOf(`
  database db postgres postgresql pg mysql mariadb mongo mongodb redis amqp rabbitmq broker celery cloudamqp
  clickhouse elasticsearch smtp mailer index jdbc memcached proxy sqlalchemy influxdb nats ldap`)

function isServer(word: string): boolean {
  return SERVERS.has(word)
}

function secret(why: string, holds: 'token' | 'url' = 'token'): NameVerdict {
  return { kind: 'secret', holds, why }
}

function possible(why: string): NameVerdict {
  return { kind: 'possible', holds: 'token', why }
}

function isPublic(why: string): NameVerdict {
  return { kind: 'public', why }
}
