import { apkFiles } from './files/apk.ts'
import type { Ecosystem } from './model.ts'

/**
 * It looks into `~/.netrc`, too, which is not said here: an `apk add` before a download is nearly everywhere, and the
 * credential nearly never is for it.
 */
export const apk: Ecosystem = {
  id: 'apk',
  title: 'apk',
  files: apkFiles,
  variables: [{ name: 'HTTP_AUTH', holds: 'token' }],
  tools: [
    {
      commands: ['apk'],
      consumers: ['add', 'update', 'upgrade', 'fetch', 'fix'],
      quiet: 'del info audit policy search list stats index verify version'.split(' '),
      reads: ['apk/repositories'],
      readsAnyVariable: false,
      valued: '-p --root -X --repository -t --virtual --keys-dir --repositories-file --arch --cache-dir --wait'.split(
        ' ',
      ),
      persisting: [],
    },
  ],
  references: ['https://man.archlinux.org/man/extra/apk-tools/apk-repositories.5.en'],
}
