import { kubernetesFiles } from './files/kubernetes.ts'
import type { Ecosystem } from './model.ts'

const CONFIG = ['~/.kube/config']

export const kubernetes: Ecosystem = {
  id: 'kubernetes',
  title: 'Kubernetes',
  files: kubernetesFiles,
  variables: [],
  tools: [
    {
      commands: ['kubectl', 'oc'],
      consumers: [],
      quiet: ['config', 'completion', 'help', 'kustomize', 'login', 'logout', 'options', 'version'],
      reads: ['.kube/config'],
      readsAnyVariable: false,
      valued: '-n --namespace --context --cluster --kubeconfig -s --server -u --username'.split(' '),
      persisting: [
        ...['--token <token>', '--password <password>'].map(option => ({
          pattern: `kubectl ${option} config set-credentials <user>`,
          secret: [option.includes('<token>') ? 'token' : 'password'],
          writes: CONFIG,
          undo: 'kubectl config delete-user <user>',
        })),
        // `oc logout` would end the session for everybody who has the token.
        { pattern: 'oc --token <token> login <server?>', secret: ['token'], writes: CONFIG },
        { pattern: 'oc -p|--password <password> login <server?>', secret: ['password'], writes: CONFIG },
      ],
      undoing: ['kubectl config delete-user <user>', 'kubectl config unset <key>', 'oc logout'].map(pattern => ({
        pattern,
        writes: CONFIG,
      })),
    },
  ],
  references: [
    'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
    'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_config/kubectl_config_set-credentials/',
  ],
}
