import type { CredentialFile } from '../model.ts'

/** Binary, so that only the name tells. https://www.rfc-editor.org/rfc/rfc7292 */
export const keystoreFiles: readonly CredentialFile[] = [
  {
    name: 'keystore.p12',
    aliases: ['keystore.jks', 'keystore.pfx'],
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
  const words = name.toLowerCase().split(/[^a-z0-9]+/)
  if (words.some(it => OTHERS.has(it) || it.includes('trust') || it.endsWith('ca'))) return false
  return 0 < dot && EXTENSIONS.has(name.slice(dot + 1).toLowerCase())
}

const EXTENSIONS = new Set(['p12', 'pfx', 'jks', 'keystore', 'jceks', 'bcfks'])

/** Certificates alone, what Android gives everybody, and what is for tests. */
const OTHERS = new Set('cacerts ca public debug test dummy example sample fake'.split(' '))
