import { keystoreFiles } from './files/keystores.ts'
import type { Ecosystem } from './model.ts'

const KEY_PASSWORDS = ['-storepass', '-keypass', '-srcstorepass', '-deststorepass', '-srckeypass', '-destkeypass']

/** Commands that put a private key into the store; the password of certificates alone protects nothing. */
const WITH_KEY = '-genkey|-genkeypair|-importkeystore'

/** The password that Java comes with, and what is written where there has to be one. */
const KNOWN = ['changeit', 'x']

/** Java's key stores and what OpenSSL encrypts. */
export const keystores: Ecosystem = {
  id: 'keystores',
  title: 'key stores',
  files: keystoreFiles,
  variables: [],
  tools: [],
  passwords: [
    ...KEY_PASSWORDS.map(it => ({ pattern: `keytool ${WITH_KEY} ${it} <password> ...`, known: KNOWN })),
    ...['-storepass', '-keypass'].map(it => ({ pattern: `jarsigner ${it} <password> ...`, known: KNOWN })),
    ...['-pass', '-passin', '-passout', '-password'].map(it => ({
      pattern: `openssl ${it} <phrase> ...`,
      known: KNOWN,
    })),
  ],
  generating: [
    { pattern: 'openssl req -keyout <file> ...' },
    ...['genrsa', 'genpkey', 'gendsa', 'ecparam -genkey'].flatMap(it => [
      { pattern: `openssl ${it} -out <file> ...` },
      { pattern: `openssl ${it} ...`, unless: ['-out'] },
    ]),
    { pattern: 'keytool -genkey|-genkeypair -keystore <file> ...' },
  ],
  references: [
    'https://docs.oracle.com/en/java/javase/21/docs/specs/man/keytool.html',
    'https://docs.openssl.org/master/man1/openssl-passphrase-options/',
  ],
}
