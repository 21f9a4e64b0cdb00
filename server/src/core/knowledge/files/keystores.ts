import type { CredentialFile } from '../model.ts'
import { isNoSecret, wordsOfFile } from './privateKeys.ts'

/** Binary, so that only the name tells. https://www.rfc-editor.org/rfc/rfc7292 */
export const keystoreFiles: readonly CredentialFile[] = [
  {
    name: 'keystore.p12',
    aliases: ['keystore', 'keystore.jks', 'keystore.pfx'],
    named: isKeystore,
    places: [],
    readAtRunTime: 'unless a RUN reads it',
    certainty: 'content',
    credentials: () => [],
    // A store without any key is a trust store, and those are called so.
    holdsCredential: () => true,
  },
]

function isKeystore(name: string): boolean {
  const dot = name.lastIndexOf('.')
  const words = wordsOfFile(name)
  if (isNoSecret(words) || words.some(it => it.includes('trust') || CERTIFICATES.has(it))) return false
  return 0 < dot && EXTENSIONS.has(name.slice(dot + 1).toLowerCase())
}

const EXTENSIONS = new Set(['p12', 'pfx', 'jks', 'keystore', 'jceks', 'bcfks'])

/** Stores of certificates alone, and the key that Android's tools give everybody. */
const CERTIFICATES = new Set(['cacerts', 'ca', 'debug'])
