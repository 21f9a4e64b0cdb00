import { gitCredentials } from './git.ts'
import { absolute, optionValues, readFile, type Invocation } from './invocation.ts'
import { netrcCredentials } from './netrc.ts'
import { never, writeFileScript, type ToolModel } from './toolModel.ts'

/** curl and wget: arguments, `.netrc` when asked for, and files named with `@` or by an option. */
export const download: ToolModel = {
  commands: ['curl', 'wget'],
  credentials: it => [
    ...it.args.map(word => `argument ${withFile(it, word)}`),
    ...optionValues(it.args, '-K', '--config').map(path => `config ${readFile(it, path) ?? ''}`),
    ...netrcCredentials(it, ...netrcPaths(it)),
    ...(it.tool === 'wget' ? [`wgetrc ${readFile(it, it.env.get('WGETRC'), '~/.wgetrc') ?? ''}`] : []),
  ],
  runsProject: never,
  effect(it) {
    const [output] = optionValues(it.args, '-o', '--output', ...(it.tool === 'wget' ? ['-O', '--output-document'] : []))
    const url = it.args.find(word => word.includes('://')) ?? ''
    const name = url.slice(url.lastIndexOf('/') + 1).split('?')[0] ?? ''
    const named = it.tool === 'wget' || it.args.some(word => word === '--remote-name' || /^-[a-zA-Z]*O/.test(word))
    const path = output ?? (named ? name : '-')
    if (path !== '-' && path !== '') return writeFileScript(absolute(it, path), '')
    // Something that `tar` can unpack.
    return /\.(tgz|tar\.gz)$/.test(name) ? '$b head -c 1024 /dev/zero | $b gzip' : ''
  },
}

/** Package managers of the distribution: what they install does not see variables of the build. */
export const system: ToolModel = {
  commands: ['apt', 'apt-get', 'apk', 'yum', 'dnf', 'microdnf', 'apt-key', 'gpg', 'ssh-keyscan', 'make', 'cmake'],
  credentials: it =>
    [...it.files].filter(([path]) => path.startsWith('/etc/apt/auth')).map(([path, text]) => `${path} ${text}`),
  runsProject: it => it.tool === 'make' || it.tool === 'cmake',
  effect: () => '',
}

/** Where other tools look for a credential file, by command. */
const files: Readonly<Record<string, readonly string[]>> = {
  mvn: ['~/.m2/settings.xml', '~/.m2/settings-security.xml'],
  gradle: ['~/.gradle/gradle.properties', './gradle.properties'],
  cargo: ['~/.cargo/credentials.toml', '~/.cargo/credentials', '/usr/local/cargo/credentials.toml'],
  dotnet: ['~/.nuget/NuGet/NuGet.Config', './nuget.config', './NuGet.Config', './NuGet.config'],
  nuget: ['~/.nuget/NuGet/NuGet.Config', './nuget.config', './NuGet.Config', './NuGet.config'],
  composer: ['~/.composer/auth.json', '~/.config/composer/auth.json', './auth.json'],
  bundle: ['~/.bundle/config', './.bundle/config'],
  gem: ['~/.gem/credentials'],
  go: [],
  aws: ['~/.aws/credentials', '~/.aws/config'],
  gcloud: [],
  docker: ['~/.docker/config.json'],
  helm: ['~/.config/helm/registry/config.json', '~/.config/helm/repositories.yaml'],
  terraform: ['~/.terraformrc', '~/.terraform.d/credentials.tfrc.json'],
  conda: ['~/.condarc'],
  mamba: ['~/.condarc'],
  twine: ['~/.pypirc'],
  kubectl: ['~/.kube/config'],
  ssh: ['~/.ssh/id_rsa', '~/.ssh/id_ed25519'],
}

/** Every other tool: its arguments, its credential files, files that arguments or variables name, and all variables. */
export const anyTool: ToolModel = {
  commands: [],
  credentials: it => [
    ...it.args.map(word => `argument ${word}`),
    ...(it.stdin === '' ? [] : [`stdin ${it.stdin}`]),
    ...(files[it.tool] ?? []).map(path => `${path} ${readFile(it, path) ?? ''}`),
    ...namedFiles(it).map(text => `named file ${text}`),
    ...netrcCredentials(it, it.env.get('NETRC'), '~/.netrc'),
    ...gitCredentials(it),
  ],
  runsProject: ({ args }) => !['env', 'version', '--version', 'help', '--help'].includes(args[0] ?? ''),
  effect: () => '',
}

function namedFiles(it: Invocation): readonly string[] {
  const words = [...it.args, ...it.args.map(word => word.slice(word.indexOf('=') + 1)), ...it.env.values()]
  return [...new Set(words)].flatMap(word => it.files.get(absolute(it, word)) ?? [])
}

function withFile(it: Invocation, word: string): string {
  return word.startsWith('@') ? (readFile(it, word.slice(1)) ?? word) : word
}

function netrcPaths(it: Invocation): readonly string[] {
  const file = optionValues(it.args, '--netrc-file')
  const wanted = it.args.some(word => word.startsWith('--netrc') || /^-[a-zA-Z]*n/.test(word))
  return it.tool === 'wget' || wanted ? [...file, '~/.netrc'] : []
}
