import { readIni } from './ini.ts'
import { home, operands, optionValues, type Invocation } from './invocation.ts'
import { netrcCredentials } from './netrc.ts'
import { argumentsOf, statements, textOf, variablesOf, type Setting } from './settings.ts'
import { never, writeFileScript, type ToolModel } from './toolModel.ts'

/** Hugging Face. An option wins over the variable, and that over the stored token. */
export const huggingFace: ToolModel = {
  commands: ['huggingface-cli', 'hf'],
  purpose(it) {
    const words = operands(it.args)
    if (words.includes('login')) return 'store'
    if (words.includes('logout')) return 'remove'
    return ['env', 'version', 'cache', 'scan-cache'].includes(words[0] ?? '') ? 'nothing' : 'use'
  },
  credentials: it => huggingFaceToken(it, ...optionValues(it.args, '--token')),
  runsProject: never,
  effect(it) {
    const purpose = huggingFace.purpose(it)
    if (purpose === 'remove') return `$b rm -f ${huggingFaceFile(it)}`
    return purpose === 'store' ? writeFileScript(huggingFaceFile(it), optionValues(it.args, '--token')[0] ?? '') : ''
  },
}

/** What the library takes in every program that loads a model. */
export function huggingFaceToken(it: Invocation, ...given: readonly string[]): readonly string[] {
  const variable = it.env.get('HF_TOKEN') || it.env.get('HUGGING_FACE_HUB_TOKEN')
  const [token = variable ?? textOf(it, it.env.get('HF_TOKEN_PATH'), huggingFaceFile(it))] = given
  return [`hugging face ${token.trim()}`]
}

/** Weights & Biases keeps its key in .netrc. */
export const wandb: ToolModel = {
  commands: ['wandb'],
  purpose(it) {
    const [command = ''] = operands(it.args)
    return command === 'login'
      ? 'store'
      : ['offline', 'online', 'status', 'disabled'].includes(command)
        ? 'nothing'
        : 'use'
  },
  credentials(it) {
    const key = it.env.get('WANDB_API_KEY')
    const stored = netrcCredentials(it, it.env.get('NETRC'), '~/.netrc')
    return [key === undefined ? stored.join('\n') : `machine api.wandb.ai as user:${key}`]
  },
  runsProject: it => ['agent', 'launch'].includes(operands(it.args)[0] ?? ''),
  effect(it) {
    const [command, key = ''] = operands(it.args)
    if (command !== 'login') return ''
    const text = textOf(it, '~/.netrc')
    return writeFileScript(`${home(it)}/.netrc`, `${text}machine api.wandb.ai\n  login user\n  password ${key}\n`)
  },
}

/** Sentry. An option wins over the variable, and that over the files. */
export const sentry: ToolModel = {
  commands: ['sentry-cli'],
  purpose: it => (operands(it.args).includes('login') ? 'store' : 'use'),
  credentials(it) {
    const files = ['~/.sentryclirc', './.sentryclirc', it.env.get('SENTRY_PROPERTIES')]
    const stored = files.flatMap(path => [...readIni(textOf(it, path))]).find(([name]) => /(^|\.)token$/.test(name))
    const [token = it.env.get('SENTRY_AUTH_TOKEN') ?? stored?.[1] ?? ''] = optionValues(it.args, '--auth-token')
    return [`sentry ${token}`]
  },
  runsProject: never,
  effect(it) {
    const [token = ''] = optionValues(it.args, '--auth-token')
    return sentry.purpose(it) === 'store' ? writeFileScript(`${home(it)}/.sentryclirc`, `[auth]\ntoken=${token}\n`) : ''
  },
}

export const vault: ToolModel = {
  commands: ['vault'],
  purpose: it => (operands(it.args)[0] === 'login' ? 'store' : 'use'),
  credentials: it => [
    ...statements('vault', [['token', it.env.get('VAULT_TOKEN') ?? textOf(it, '~/.vault-token').trim()]]),
    ...variablesOf(it, 'VAULT_')
      .map(([name, value]) => `vault ${name}=${value}`)
      .filter(text => !text.startsWith('vault TOKEN')),
    ...argumentsOf({ ...it, env: new Map() }),
  ],
  runsProject: never,
  effect(it) {
    const [, word = ''] = operands(it.args)
    const token = word === '' ? it.stdin.trim() : word.replace(/^token=/, '')
    return vault.purpose(it) === 'store' ? writeFileScript(`${home(it)}/.vault-token`, token) : ''
  },
}

/** JFrog's client reads no variable. */
export const jfrog: ToolModel = {
  commands: ['jf', 'jfrog'],
  purpose(it) {
    const [command = '', action = ''] = operands(it.args)
    if (!['c', 'config'].includes(command)) return command === 'intro' ? 'nothing' : 'use'
    if (['rm', 'remove'].includes(action)) return 'remove'
    return ['show', 's', 'use'].includes(action) ? 'nothing' : 'store'
  },
  credentials: it => [
    ...textOf(it, jfrogFile(it))
      .split('\n')
      .map(line => `jfrog ${line}`),
    ...argumentsOf({ ...it, env: new Map() }),
  ],
  runsProject: it => !['rt', 'c', 'config'].includes(operands(it.args)[0] ?? ''),
  effect(it) {
    const purpose = jfrog.purpose(it)
    if (purpose !== 'store' && purpose !== 'remove') return ''
    const [, , name = 'default'] = operands(it.args)
    const kept = textOf(it, jfrogFile(it))
      .split('\n')
      .filter(line => line !== '' && !line.startsWith(`${name} `))
    const options = ['--url', '--user', '--password', '--access-token'].flatMap(option => optionValues(it.args, option))
    const added = purpose === 'store' ? [`${name} ${options.join(' ')}`] : []
    return writeFileScript(jfrogFile(it), [...kept, ...added].map(line => `${line}\n`).join(''))
  },
}

export const ansible: ToolModel = {
  commands: ['ansible-galaxy', 'ansible', 'ansible-playbook'],
  purpose: it => (['list', 'info', 'init'].includes(operands(it.args)[0] ?? '') ? 'nothing' : 'use'),
  credentials: it => [
    ...statements('ansible', [...ansibleSettings(it), ...variablesOf(it, 'ANSIBLE_GALAXY_SERVER_')]),
    `galaxy token ${textOf(it, it.env.get('ANSIBLE_GALAXY_TOKEN_PATH'), '~/.ansible/galaxy_token')}`,
    ...argumentsOf(it),
  ],
  runsProject: it => it.tool === 'ansible-playbook',
  effect: () => '',
}

/** `[galaxy_server.hub] token` as variables have it: `HUB_TOKEN`. */
function ansibleSettings(it: Invocation): readonly Setting[] {
  const text = textOf(it, it.env.get('ANSIBLE_CONFIG'), './ansible.cfg', '~/.ansible.cfg', '/etc/ansible/ansible.cfg')
  return [...readIni(text)].map(([name, value]) => [
    name.replace('galaxy_server.', '').replace('.', '_').toUpperCase(),
    value,
  ])
}

function huggingFaceFile(it: Invocation): string {
  return `${it.env.get('HF_HOME') ?? `${home(it)}/.cache/huggingface`}/token`
}

function jfrogFile(it: Invocation): string {
  return `${it.env.get('JFROG_CLI_HOME_DIR') ?? `${home(it)}/.jfrog`}/jfrog-cli.conf.v6`
}
