import { gpgFiles } from './files/gpg.ts'
import type { Ecosystem } from './model.ts'

/** Keys to sign and to decrypt with. */
export const gpg: Ecosystem = {
  id: 'gpg',
  title: 'GnuPG',
  files: gpgFiles,
  variables: [],
  tools: [
    {
      commands: ['gpg', 'gpg2'],
      consumers: [],
      reads: gpgFiles.map(it => it.name),
      readsAnyVariable: false,
      valued: ['--homedir', '--keyring', '--keyserver', '--passphrase', '--passphrase-fd', '--passphrase-file'],
      persisting: ['gpg', 'gpg2'].map(program => ({
        pattern: `${program} --import <file?>`,
        secret: ['file', 'input'],
        writes: ['~/.gnupg/private-keys-v1.d'],
        movedBy: 'GNUPGHOME',
        undo: false,
      })),
    },
  ],
  references: [
    'https://www.gnupg.org/documentation/manuals/gnupg/Operational-GPG-Commands.html',
    'https://www.gnupg.org/documentation/manuals/gnupg/GPG-Configuration.html',
  ],
}
