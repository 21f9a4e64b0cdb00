import { home, operands, optionValues, type Invocation } from './invocation.ts'
import { argumentsOf, readJson, statements, textOf, withJson, type Setting } from './settings.ts'
import { quote, writeFileScript, type ToolModel } from './toolModel.ts'

/** Clients of container registries, which share their files. */
export const registries: ToolModel = {
  commands: ['docker', 'nerdctl', 'podman', 'buildah', 'skopeo', 'crane', 'oras', 'cosign'],
  purpose(it) {
    if (operands(it.args).includes('login')) return 'store'
    if (operands(it.args).includes('logout')) return 'remove'
    return ['images', 'info', 'inspect', 'ps', 'version'].includes(operands(it.args)[0] ?? '') ? 'nothing' : 'use'
  },
  credentials: it => [...statements('registry', logins(it)), ...argumentsOf(it)],
  runsProject: it => it.args.includes('build'),
  effect: it => loginScript(it, storeOf(it)),
}

/** Helm: repositories with a password, and registries. */
export const helm: ToolModel = {
  commands: ['helm'],
  purpose(it) {
    const [group, command = ''] = operands(it.args)
    if (['add', 'login'].includes(command) && group !== 'plugin') return 'store'
    if (['remove', 'rm', 'logout'].includes(command) && group !== 'plugin') return 'remove'
    return ['create', 'env', 'lint', 'list', 'plugin', 'verify'].includes(group ?? '') ? 'nothing' : 'use'
  },
  credentials: it => [
    ...textOf(it, repositoryFile(it))
      .split('\n')
      .map(line => `repository ${line.trim()}`),
    ...statements('registry', [...readAuths(textOf(it, dockerFile(it))), ...readAuths(textOf(it, registryFile(it)))]),
    ...argumentsOf(it),
  ],
  runsProject: it => operands(it.args)[0] === 'plugin',
  effect(it) {
    const [group, command = '', name = '', url = ''] = operands(it.args)
    if (group === 'registry') return loginScript(it, registryFile(it))
    if (group !== 'repo' || !['add', 'remove', 'rm'].includes(command)) return ''
    const kept = textOf(it, repositoryFile(it))
      .split('\n')
      .filter(line => line !== '' && !line.startsWith(`- ${name} `))
    const [user = '', password = it.stdin.trim()] = [
      optionValues(it.args, '--username')[0],
      optionValues(it.args, '--password')[0],
    ]
    const added = command === 'add' ? [`- ${name} ${url} as ${user}:${password}`] : []
    return writeFileScript(repositoryFile(it), [...kept, ...added].map(line => `${line}\n`).join(''))
  },
}

export const kubectl: ToolModel = {
  commands: ['kubectl', 'kustomize', 'argocd'],
  purpose(it) {
    const [group, command = ''] = operands(it.args)
    if (group === 'config' && /^(delete|unset)/.test(command)) return 'remove'
    if (group === 'config') return 'store'
    return ['completion', 'version', 'kustomize'].includes(group ?? '') ? 'nothing' : 'use'
  },
  credentials: it => [
    ...kubeFiles(it)
      .flatMap(path => textOf(it, path).split('\n'))
      .map(line => `kubernetes ${line.trim()}`),
    ...argumentsOf({ ...it, env: new Map() }),
  ],
  runsProject: () => false,
  effect(it) {
    const [group, command = '', name = ''] = operands(it.args)
    const [path = '~/.kube/config'] = kubeFiles(it)
    if (group !== 'config') return ''
    const kept = textOf(it, path)
      .split('\n')
      .filter(line => line !== '' && !line.startsWith(`- ${name} `))
    const options = it.args.filter(word => word.startsWith('--')).join(' ')
    const added = command.startsWith('set') ? [`- ${name} ${options}`] : []
    return writeFileScript(path.replace('~', home(it)), [...kept, ...added].map(line => `${line}\n`).join(''))
  },
}

function kubeFiles(it: Invocation): readonly string[] {
  return it.env.get('KUBECONFIG')?.split(':') ?? ['~/.kube/config']
}

function logins(it: Invocation): readonly Setting[] {
  const files = [
    dockerFile(it),
    '/run/containers/0/auth.json',
    it.env.get('REGISTRY_AUTH_FILE'),
    ...optionValues(it.args, '--authfile'),
  ]
  return [...files.flatMap(path => readAuths(textOf(it, path))), ...readAuths(it.env.get('DOCKER_AUTH_CONFIG') ?? '')]
}

/** `auths.HOST.auth` is `user:password` in base64. */
function readAuths(text: string): readonly Setting[] {
  return readJson(text || undefined).map(([name, value]) => [
    name,
    name.endsWith('.auth') ? Buffer.from(value, 'base64').toString() : value,
  ])
}

function loginScript(it: Invocation, path: string): string {
  const words = operands(it.args)
  const at = words.findIndex(word => word === 'login' || word === 'logout')
  if (at < 0) return ''
  const options = ['--username', '-u', '--password', '-p', '--authfile']
  const values = new Set(options.flatMap(name => optionValues(it.args, name)))
  const host = words.slice(at + 1).find(word => !values.has(word)) ?? 'https://index.docker.io/v1/'
  const [user = ''] = optionValues(it.args, '--username', '-u')
  const [password = it.stdin.trim()] = optionValues(it.args, '--password', '-p')
  const value = words[at] === 'login' ? Buffer.from(`${user}:${password}`).toString('base64') : undefined
  const text = withJson(
    textOf(it, path) || undefined,
    ['auths', host],
    value === undefined ? undefined : { auth: value },
  )
  return `${writeFileScript(path, text)}\n$b chmod 600 ${quote(path)}`
}

function storeOf(it: Invocation): string {
  const [given = it.env.get('REGISTRY_AUTH_FILE')] = optionValues(it.args, '--authfile')
  const ofPodman = ['podman', 'buildah', 'skopeo'].includes(it.tool)
  return ofPodman ? (given ?? '/run/containers/0/auth.json') : dockerFile(it)
}

function dockerFile(it: Invocation): string {
  return `${it.env.get('DOCKER_CONFIG') ?? `${home(it)}/.docker`}/config.json`
}

function registryFile(it: Invocation): string {
  return it.env.get('HELM_REGISTRY_CONFIG') ?? `${home(it)}/.config/helm/registry/config.json`
}

function repositoryFile(it: Invocation): string {
  return it.env.get('HELM_REPOSITORY_CONFIG') ?? `${home(it)}/.config/helm/repositories.yaml`
}
