import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const vaultFiles: readonly CredentialFile[] = [
  credentialFile({
    name: '.vault-token',
    places: ['~/.vault-token'],
    readAtRunTime: 'unless a RUN reads it',
    runTimePrograms: ['vault', 'bao'],
    certainty: 'always',
    whole: true,
    credentials: text => [text],
  }),
]
