import type { Rule } from '../rule.ts'
import copiedCredentialFile from './copied-credential-file.ts'
import hardcodedSecret from './hardcoded-secret.ts'
import invalidSecretMount from './invalid-secret-mount.ts'
import optionalSecretMount from './optional-secret-mount.ts'
import persistedCredential from './persisted-credential.ts'
import secretBustsCache from './secret-busts-cache.ts'
import secretInArg from './secret-in-arg.ts'
import secretInBuildLog from './secret-in-build-log.ts'
import secretInEnv from './secret-in-env.ts'
import secretInMetadata from './secret-in-metadata.ts'
import secretInUrl from './secret-in-url.ts'
import unreadableSecretMount from './unreadable-secret-mount.ts'
import unusedSecretMount from './unused-secret-mount.ts'

/** All rules, sorted by id. */
export const rules: readonly Rule[] = [
  copiedCredentialFile,
  hardcodedSecret,
  invalidSecretMount,
  optionalSecretMount,
  persistedCredential,
  secretBustsCache,
  secretInArg,
  secretInBuildLog,
  secretInEnv,
  secretInMetadata,
  secretInUrl,
  unreadableSecretMount,
  unusedSecretMount,
]
