import { yamlValues } from '../formats/yaml.ts'
import type { CredentialFile } from '../model.ts'
import { credentialDirectory, credentialFile } from './credentialFile.ts'

export const kubernetesFiles: readonly CredentialFile[] = [
  credentialDirectory('.kube'),
  credentialFile({
    name: '.kube/config',
    aliases: ['kubeconfig', '.kubeconfig', 'kubeconfig.yaml', 'kubeconfig.yml', 'kube_config'],
    places: ['~/.kube/config'],
    locatedBy: ['KUBECONFIG'],
    readAtRunTime: 'unless a RUN reads it',
    runTimePrograms: ['kubectl', 'helm', 'oc'],
    certainty: 'content',
    // `tokenFile`, `client-key` and `exec` only say where one comes from.
    credentials: text =>
      yamlValues(text, ['token', 'password', 'client-key-data', 'id-token', 'refresh-token', 'access-token']),
  }),
]
