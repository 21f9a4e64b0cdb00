import type { Rule } from '../rule.ts'
import copiedCredentialFile from './copied-credential-file.ts'
import invalidSecretMount from './invalid-secret-mount.ts'
import optionalSecretMount from './optional-secret-mount.ts'
import persistedCredential from './persisted-credential.ts'
import secretInArg from './secret-in-arg.ts'
import secretInEnv from './secret-in-env.ts'

/** All rules, sorted by id. */
export const rules: readonly Rule[] = [
  copiedCredentialFile,
  invalidSecretMount,
  optionalSecretMount,
  persistedCredential,
  secretInArg,
  secretInEnv,
]
