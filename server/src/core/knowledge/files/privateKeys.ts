import { privateKeys } from '../formats/privateKey.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

/** A file that is one private key. */
export function privateKeyFile(
  file: Omit<CredentialFile, 'holdsCredential' | 'credentials' | 'whole'>,
): CredentialFile {
  const isKey = file.certainty === 'rarely' ? {} : { whole: true as const }
  return { ...credentialFile({ ...file, credentials: privateKeys }), ...isKey }
}

/** The words of a file name, in lower case: `GitHub_deploy.key` has three. */
export function wordsOfFile(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(it => it !== '')
}

const OTHERS = new Set(
  `pub public known hosts authorized keys config cert certificate crt enc encrypted insecure dummy fake test example
  sample snakeoil localhost add check checking copy create gen generate install update`.split(/\s+/),
)

/** The public part, what is about keys or does something with them, what is encrypted or known to everybody. */
export function isNoSecret(words: readonly string[]): boolean {
  return words.some(it => OTHERS.has(it))
}
