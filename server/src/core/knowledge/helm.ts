import { helmFiles } from './files/helm.ts'
import type { Ecosystem, PersistingCommand } from './model.ts'

const REPOSITORIES = ['~/.config/helm/repositories.yaml']
const REGISTRIES = ['~/.config/helm/registry/config.json']

const LOGIN: Pick<PersistingCommand, 'undo' | 'writes'> = { writes: REGISTRIES, undo: 'helm registry logout <host>' }
const ADD: Pick<PersistingCommand, 'undo' | 'writes'> = { writes: REPOSITORIES, undo: 'helm repo remove <name>' }

export const helm: Ecosystem = {
  id: 'helm',
  title: 'Helm',
  files: helmFiles,
  variables: [],
  tools: [
    {
      commands: ['helm'],
      consumers: `dependency dep pull fetch push install upgrade template show search repo:update repo:up`
        .split(' ')
        .map(it => it.replace(':', ' ')),
      quiet: 'repo registry plugin lint package env create verify get history'.split(' '),
      reads: ['helm/repositories.yaml', 'registry/config.json', '.docker/config.json', '.kube/config'],
      readsAnyVariable: false,
      valued: `-u --username -n --namespace --version -f --values --set --repo --kube-context --kubeconfig -d
        --destination --untardir --ca-file --repository-config --registry-config`.split(/\s+/),
      persisting: [
        { pattern: 'helm --password <password> repo add <name> <url>', secret: ['password', 'url'], ...ADD },
        { pattern: 'helm --password-stdin repo add <name> <url>', secret: ['stdin', 'url'], ...ADD },
        { pattern: 'helm repo add <name> <url>', secret: ['url'], ...ADD },
        { pattern: 'helm -p|--password <password> registry login <host>', secret: ['password'], ...LOGIN },
        { pattern: 'helm --password-stdin registry login <host>', secret: ['stdin'], ...LOGIN },
      ],
      undoing: [
        { pattern: 'helm repo remove <name>', writes: REPOSITORIES },
        { pattern: 'helm repo rm <name>', writes: REPOSITORIES },
        { pattern: 'helm registry logout <host>', writes: REGISTRIES },
      ],
    },
  ],
  references: ['https://helm.sh/docs/helm/helm_repo_add/', 'https://helm.sh/docs/helm/helm_registry_login/'],
}
