import { gitCredentials } from './git.ts'
import { expandBraces, home, operands, optionValues, type Invocation } from './invocation.ts'
import { netrcCredentials } from './netrc.ts'
import {
  argumentsOf,
  readJson,
  readLines,
  statements,
  textOf,
  variablesOf,
  withJson,
  type Setting,
} from './settings.ts'
import { writeFileScript, type ToolModel } from './toolModel.ts'

/** Elixir's package manager. */
export const hex: ToolModel = {
  commands: ['mix', 'rebar3'],
  purpose(it) {
    const [command = '', action = ''] = operands(it.args)
    if (/^hex\.(organization|repo|config)$/.test(command))
      return /^(deauth|remove)$/.test(action) || it.args.includes('--delete') ? 'remove' : 'store'
    return ['local.hex', 'local.rebar', 'help', 'new', 'format'].includes(command) ? 'nothing' : 'use'
  },
  credentials: it => [
    ...statements('hex', [
      ...readLines(textOf(it, hexFile(it))),
      ...variablesOf(it, 'HEX_').map(([name, value]): Setting => [name.toLowerCase(), value]),
    ]),
    ...gitCredentials(it),
  ],
  // The description of a project is a program.
  runsProject: () => true,
  effect(it) {
    const [command, action = '', name = action] = operands(it.args)
    if (hex.purpose(it) !== 'store' && hex.purpose(it) !== 'remove') return ''
    const key = command === 'hex.config' ? action : name
    const [value = command === 'hex.config' ? name : ''] = [...optionValues(it.args, '--key', '--auth-key')]
    const kept = readLines(textOf(it, hexFile(it))).filter(([stored]) => stored !== key)
    const all: readonly Setting[] = hex.purpose(it) === 'store' ? [...kept, [key, value]] : kept
    return writeFileScript(hexFile(it), all.map(([stored, text]) => `${stored}=${text}\n`).join(''))
  },
}

/** Dart and Flutter. A token may be the name of a variable. */
export const pub: ToolModel = {
  commands: ['dart', 'flutter', 'pub'],
  purpose(it) {
    const words = operands(it.args)
    if (words.includes('token')) return words.includes('remove') ? 'remove' : 'store'
    return ['config', 'doctor', 'precache', 'create', 'format', 'analyze'].includes(words[0] ?? '') ? 'nothing' : 'use'
  },
  credentials: it => [
    ...readJson(textOf(it, pubFile(it)) || undefined).map(([name, value]) =>
      name.endsWith('.env')
        ? `pub ${name.slice(0, -'.env'.length)}=${it.env.get(value) ?? ''}`
        : `pub ${name.replace(/\.token$/, '')}=${value}`,
    ),
    ...gitCredentials(it),
  ],
  runsProject: it => ['run', 'test', 'compile', 'build'].includes(operands(it.args)[0] ?? ''),
  effect(it) {
    const url = it.args.find(word => word.includes('://'))
    const purpose = pub.purpose(it)
    if (url === undefined || (purpose !== 'store' && purpose !== 'remove')) return ''
    const [variable] = optionValues(it.args, '--env-var')
    const entry = variable === undefined ? { token: it.stdin.trim() } : { env: variable }
    const value = purpose === 'store' ? entry : undefined
    return writeFileScript(pubFile(it), withJson(textOf(it, pubFile(it)) || undefined, ['hosted', url], value))
  },
}

/** Conan 1 and 2. */
export const conan: ToolModel = {
  commands: ['conan'],
  purpose(it) {
    const [group, action = ''] = operands(it.args)
    if ((group === 'remote' && action === 'login') || (group === 'user' && optionValues(it.args, '-p').length > 0))
      return 'store'
    if ((group === 'remote' && action === 'logout') || (group === 'user' && it.args.includes('--clean')))
      return 'remove'
    return ['config', 'profile', 'remote', 'user', ''].includes(group ?? '') ? 'nothing' : 'use'
  },
  credentials: it => [
    ...textOf(it, conanFile(it))
      .split('\n')
      .map(line => `conan ${line}`),
    `conan file ${textOf(it, '~/.conan2/credentials.json')}`,
    ...statements('conan', [...variablesOf(it, 'CONAN_LOGIN_'), ...variablesOf(it, 'CONAN_PASSWORD')]),
    ...argumentsOf({ ...it, env: new Map() }),
    ...gitCredentials(it),
  ],
  // The recipe is a program.
  runsProject: () => true,
  effect(it) {
    const purpose = conan.purpose(it)
    if (purpose === 'remove') return `$b rm -f ${conanFile(it)}`
    if (purpose !== 'store') return ''
    const [password = ''] = optionValues(it.args, '--password', '-p')
    const words = operands(it.args)
      .filter(word => word !== password)
      .slice(1)
    return writeFileScript(conanFile(it), `${words.join(' ')} ${password}\n`)
  },
}

/** R and its scripts: variables, also those of .Renviron. */
export const r: ToolModel = {
  commands: ['R', 'Rscript', 'install2.r', 'installGithub.r'],
  purpose: () => 'use',
  credentials: it => [
    ...statements('R', [
      ...readLines(textOf(it, it.env.get('R_ENVIRON_USER'), './.Renviron', '~/.Renviron')),
      ...it.env,
    ]),
    ...netrcCredentials(it, it.env.get('NETRC'), '~/.netrc'),
    ...gitCredentials(it),
    ...it.args.map(word => `argument ${expandBraces(it, word)}`),
  ],
  // All of them are in `credentials`.
  runsProject: () => false,
  effect: () => '',
}

function hexFile(it: Invocation): string {
  return `${it.env.get('HEX_HOME') ?? `${home(it)}/.hex`}/hex.config`
}

function pubFile(it: Invocation): string {
  return `${it.env.get('XDG_CONFIG_HOME') ?? `${home(it)}/.config`}/dart/pub-tokens.json`
}

function conanFile(it: Invocation): string {
  return `${it.env.get('CONAN_HOME') ?? `${home(it)}/.conan2`}/.conan.db`
}
