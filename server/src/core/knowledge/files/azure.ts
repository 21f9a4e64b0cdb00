import { yamlValues } from '../formats/yaml.ts'
import type { CredentialFile } from '../model.ts'
import { credentialDirectory, credentialFile } from './credentialFile.ts'

/** What `az login` stores on Linux: https://github.com/Azure/azure-cli/blob/dev/src/azure-cli-core/azure/cli/core/auth/identity.py */
export const storedByAzure: readonly CredentialFile[] = [
  'service_principal_entries.json',
  'msal_token_cache.json',
  // Until version 2.29.
  'accessTokens.json',
].map(name =>
  credentialFile({
    name,
    places: [`~/.azure/${name}`],
    readAtRunTime: 'unless a RUN reads it',
    runTimePrograms: ['az'],
    certainty: 'always',
    credentials: text =>
      yamlValues(text, ['client_secret', 'certificate', 'accessToken', 'refreshToken', 'secret', 'password']),
  }),
)

export const azureFiles: readonly CredentialFile[] = [credentialDirectory('.azure'), ...storedByAzure]
