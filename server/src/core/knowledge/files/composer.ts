import { jsonStrings } from '../formats/json.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'

/** https://getcomposer.org/doc/articles/authentication-for-private-packages.md */
const METHODS = new Set([
  'bearer',
  'bitbucket-oauth',
  'custom-headers',
  'forgejo-token',
  'github-oauth',
  'gitlab-oauth',
  'gitlab-token',
  'http-basic',
])

/** Names of accounts beside the credential. */
const USERS = new Set(['username', 'consumer-key'])

export const composerFiles: readonly CredentialFile[] = [
  credentialFile({
    name: 'auth.json',
    places: ['~/.composer/auth.json', './auth.json', '~/.config/composer/auth.json'],
    locatedIn: ['COMPOSER_HOME'],
    certainty: 'content',
    readAtRunTime: 'unless a RUN reads it',
    credentials: text =>
      jsonStrings(text).flatMap(({ keys, value }) =>
        METHODS.has(keys[0] ?? '') && !USERS.has(keys.at(-1) ?? '') ? [value] : [],
      ),
  }),
]
