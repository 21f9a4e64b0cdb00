import { yamlValues } from '../formats/yaml.ts'
import type { CredentialFile } from '../model.ts'
import { credentialFile } from './credentialFile.ts'
import { registrySecrets } from './docker.ts'

export const helmFiles: readonly CredentialFile[] = [
  credentialFile({
    name: 'helm/repositories.yaml',
    places: ['~/.config/helm/repositories.yaml', '~/.helm/repository/repositories.yaml'],
    locatedBy: ['HELM_REPOSITORY_CONFIG'],
    readAtRunTime: 'unless a RUN reads it',
    runTimePrograms: ['helm'],
    certainty: 'content',
    credentials: text => yamlValues(text, ['password']),
  }),
  // In the format of Docker.
  credentialFile({
    name: 'registry/config.json',
    places: ['~/.config/helm/registry/config.json'],
    locatedBy: ['HELM_REGISTRY_CONFIG'],
    readAtRunTime: 'unless a RUN reads it',
    runTimePrograms: ['helm'],
    certainty: 'rarely',
    credentials: registrySecrets,
  }),
]
