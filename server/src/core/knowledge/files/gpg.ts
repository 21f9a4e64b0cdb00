import type { CredentialFile } from '../model.ts'
import { credentialDirectory } from './credentialFile.ts'
import { isNoSecret, privateKeyFile, wordsOfFile } from './privateKeys.ts'

export const gpgFiles: readonly CredentialFile[] = [
  credentialDirectory('.gnupg'),
  privateKeyFile({
    // Of GnuPG before 2.1; later ones have a directory with a file for each key.
    name: 'secring.gpg',
    named: isSecretExport,
    places: ['~/.gnupg/secring.gpg'],
    readAtRunTime: 'unless a RUN reads it',
    certainty: 'always',
  }),
  privateKeyFile({
    name: '*.asc',
    named: isArmored,
    places: [],
    readAtRunTime: 'unless a RUN reads it',
    certainty: 'rarely',
  }),
]

/** `private.asc`, `gpg-secret-key.gpg`: what `gpg --export-secret-keys` has written. */
function isSecretExport(name: string): boolean {
  const words = wordsOfFile(name)
  return isArmored(name) && !isNoSecret(words) && words.some(it => it === 'private' || it === 'secret')
}

/** Most of these are public keys of package sources. */
function isArmored(name: string): boolean {
  return name.endsWith('.asc') || name.endsWith('.gpg') || name.endsWith('.pgp')
}
