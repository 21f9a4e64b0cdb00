import { operands, type Invocation } from './invocation.ts'
import { netrcCredentials } from './netrc.ts'
import { argumentsOf, statements, variablesOf } from './settings.ts'
import { never, type ToolModel } from './toolModel.ts'

/** Package managers of the distribution: what they install does not see variables of the build. */
export const system: ToolModel = {
  commands: ['apt', 'apt-get', 'apk', 'yum', 'dnf', 'microdnf', 'zypper'],
  purpose: it =>
    ['clean', 'autoremove', 'autoclean', 'remove', 'purge', 'del'].includes(operands(it.args)[0] ?? '')
      ? 'nothing'
      : 'use',
  credentials: it => [
    ...[...it.files].filter(([path]) => isSource(it, path)).map(([path, text]) => `${path} ${expanded(it, text)}`),
    ...(it.tool === 'apk'
      ? [...netrcCredentials(it, it.env.get('NETRC'), '~/.netrc'), ...statements('apk', variablesOf(it, 'HTTP_'))]
      : []),
    ...argumentsOf({ ...it, env: new Map() }),
  ],
  runsProject: never,
  effect: () => '',
}

function isSource({ tool }: Invocation, path: string): boolean {
  if (tool === 'apk') return path === '/etc/apk/repositories'
  if (tool.startsWith('apt')) return path.startsWith('/etc/apt/auth') || path.startsWith('/etc/apt/sources')
  return path.startsWith('/etc/yum.repos.d/') || path.startsWith('/etc/zypp/')
}

/** `$name` of a .repo file is the variable DNF_VAR_name. */
function expanded(it: Invocation, text: string): string {
  return text.replaceAll(/\$(\w+)/g, (whole, name: string) => it.env.get(`DNF_VAR_${name}`) ?? whole)
}

/** Programs that read neither credentials nor variables: they unpack, link, or tend the system. */
export const quietTools: ToolModel = {
  commands: [
    'a2enmod',
    'add-apt-repository',
    'apt-key',
    'chpasswd',
    'debconf-set-selections',
    'docker-php-ext-enable',
    'docker-php-ext-install',
    'dpkg',
    'dpkg-divert',
    'gpg',
    'gpg2',
    'ldconfig',
    'locale-gen',
    'rpm',
    'rustup',
    'ssh-keygen',
    'ssh-keyscan',
    'update-ca-certificates',
  ],
  purpose: () => 'use',
  credentials: it => [...it.args.map(word => `argument ${word}`), ...(it.stdin === '' ? [] : [`input ${it.stdin}`])],
  runsProject: never,
  effect: () => '',
}
