import { jsonStrings } from '../formats/json.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

export const kaggleFiles: readonly CredentialFile[] = [
  credentialFile({
    name: 'kaggle.json',
    places: ['~/.kaggle/kaggle.json', '~/.config/kaggle/kaggle.json'],
    locatedIn: ['KAGGLE_CONFIG_DIR'],
    readByMany: true,
    certainty: 'always',
    credentials: text => jsonStrings(text).flatMap(({ keys, value }) => (keys.at(-1) === 'key' ? [value] : [])),
  }),
  // The token and nothing else.
  credentialFile({
    name: 'kaggle/access_token',
    places: ['~/.kaggle/access_token', '~/.config/kaggle/access_token'],
    locatedIn: ['KAGGLE_CONFIG_DIR'],
    readByMany: true,
    certainty: 'always',
    credentials: text => [text.trim()],
  }),
]
