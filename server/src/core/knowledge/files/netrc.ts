import { netrcEntries } from '../formats/netrc.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

/** Read by pip, Poetry, uv, conda, git, Go, wget and others. */
export const netrcFiles: readonly CredentialFile[] = [
  credentialFile({
    name: '.netrc',
    // The name on Windows.
    aliases: ['_netrc'],
    places: ['~/.netrc'],
    locatedBy: ['NETRC'],
    readByMany: true,
    certainty: 'always',
    credentials: text => netrcEntries(text).flatMap(it => it.password ?? []),
  }),
]
