import type { NameVerdict } from '../names.ts'
import { TRANSPARENT, words as setOf } from './vocabulary.ts'

/** Names of addresses in which a user and a password are usual: `DATABASE_URL`, `SENTRY_DSN`, `DB_CONN_STR`. */
export function judgeAddress(words: readonly string[]): NameVerdict {
  if (!isAddress(words)) return { kind: 'none', why: 'no word of it names a credential' }
  const address = { kind: 'possible', holds: 'url', why: 'it is an address, which may hold a credential' } as const
  return words.some(it => DATABASES.has(it)) ? { ...address, likely: true } : address
}

function isAddress(words: readonly string[]): boolean {
  if (words.some((it, index) => CONNECTIONS.has(it) && STRINGS.has(words[index + 1] ?? ''))) return true
  const plain = words.filter(it => !TRANSPARENT.has(it))
  const head = plain.at(-1) ?? ''
  if (head === 'dsn') return true
  if (ADDRESSES.has(head) && plain.some(it => SIGNED.has(it))) return true
  const owner = plain.findLast((it, index) => index < plain.length - 1 && !BETWEEN.has(it)) ?? ''
  return ADDRESSES.has(head) && SERVERS.has(owner)
}

const ADDRESSES = setOf('url urls uri uris connection')
/** They say that a credential is in it. */
const SIGNED = setOf('authed authenticated signed presigned')
const CONNECTIONS = setOf('connection conn')
const STRINGS = setOf('string strings str')

/** Servers which take user and password from their URL. */
const SERVERS = setOf(`
  database db postgres postgresql pg mysql mariadb mongo mongodb redis amqp rabbitmq broker celery cloudamqp clickhouse
  elasticsearch smtp mailer index jdbc memcached proxy sqlalchemy influxdb nats ldap oplog valkey`)

/** Nobody reaches these without a password. */
const DATABASES = setOf('database db postgres postgresql pg mysql mariadb mongo mongodb amqp rabbitmq cloudamqp jdbc')

/** Between the server and the word for its address. */
const BETWEEN = setOf(
  'cache queue connection default session store server result backend extra direct pool pooler prisma socketio',
)
