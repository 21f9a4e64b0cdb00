import { azureFiles, storedByAzure } from './files/azure.ts'
import type { CredentialVariable, Ecosystem } from './model.ts'

const STORE = storedByAzure.flatMap(it => it.places)

const DEVOPS = ['~/.azure/azuredevops/personalAccessTokens']

/** SDKs read the first ones; storage commands of the CLI the others, but none of them is for `az login`. */
const TOKENS = `AZURE_CLIENT_SECRET AZURE_CLIENT_CERTIFICATE_PASSWORD AZURE_PASSWORD
  AZURE_STORAGE_KEY AZURE_STORAGE_SAS_TOKEN AZURE_STORAGE_CONNECTION_STRING AZURE_DEVOPS_EXT_PAT
  AZCOPY_SPA_CLIENT_SECRET AZCOPY_SPA_CERT_PASSWORD`.split(/\s+/)

export const azure: Ecosystem = {
  id: 'azure',
  title: 'Azure',
  files: azureFiles,
  variables: [
    ...TOKENS.map((name): CredentialVariable => ({ name, holds: 'token', readByMany: true })),
    { name: 'AZURE_USERNAME', holds: 'user', readByMany: true },
  ],
  tools: [
    {
      commands: ['az'],
      consumers: [],
      quiet: [
        'login',
        'logout',
        'account clear',
        'bicep',
        'cloud',
        'config',
        'configure',
        'extension',
        'feedback',
        'upgrade',
        'version',
        'aks install-cli',
      ],
      reads: [...storedByAzure.map(it => it.name), 'azuredevops/personalAccessTokens'],
      readsAnyVariable: false,
      valued: '-u --username -t --tenant -s --subscription -o --output --scope -n --name -g --resource-group'.split(
        ' ',
      ),
      persisting: [
        { pattern: 'az login -p|--password <password>', secret: ['password'], writes: STORE },
        ...['', ' --organization|--org <url>'].map(option => ({
          pattern: `az${option} devops login`,
          secret: ['stdin'],
          writes: DEVOPS,
          undo: 'az devops logout',
        })),
      ],
      undoing: [
        ...['az logout', 'az account clear'].map(pattern => ({ pattern, writes: STORE })),
        { pattern: 'az devops logout', writes: DEVOPS },
      ],
    },
    { commands: ['azcopy'], consumers: [], reads: [], readsAnyVariable: false, persisting: [] },
  ],
  references: [
    'https://learn.microsoft.com/en-us/cli/azure/authenticate-azure-cli-service-principal',
    'https://learn.microsoft.com/en-us/cli/azure/azure-cli-configuration',
    'https://learn.microsoft.com/en-us/azure/devops/cli/log-in-via-pat',
    'https://learn.microsoft.com/en-us/python/api/overview/azure/identity-readme#environment-variables',
  ],
}
