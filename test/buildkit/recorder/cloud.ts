import { readIni } from './ini.ts'
import { home, operands, optionValues, type Invocation } from './invocation.ts'
import { argumentsOf, readJson, statements, textOf, variablesOf, withJson, type Setting } from './settings.ts'
import { never, writeFileScript, type ToolModel } from './toolModel.ts'

/** AWS. Variables win over the default profile of the file. */
export const aws: ToolModel = {
  commands: ['aws', 'sam', 'cdk', 'eb', 's3cmd'],
  purpose: it => (operands(it.args)[0] === 'configure' ? 'store' : 'use'),
  credentials: it => [
    ...statements('aws', [
      ...readIni(textOf(it, ...awsFiles(it, 'credentials'))),
      ...readIni(textOf(it, ...awsFiles(it, 'config'))),
    ]),
    ...statements(
      'aws',
      variablesOf(it, 'AWS_').map(([name, value]): Setting => [`default.aws_${name.toLowerCase()}`, value]),
    ),
    ...argumentsOf(it),
  ],
  runsProject: it => it.tool !== 'aws' && it.tool !== 's3cmd',
  effect(it) {
    const [command, action, key = '', value = ''] = operands(it.args)
    if (command !== 'configure' || action !== 'set') return ''
    const isSecret = /_key(_id)?$|_token$/.test(key)
    const [path = ''] = awsFiles(it, isSecret ? 'credentials' : 'config').slice(-1)
    const profile = optionValues(it.args, '--profile')[0] ?? 'default'
    const ini = new Map([...readIni(textOf(it, path)), [`${profile}.${key}`, value] as const])
    return writeFileScript(path.replace('~', home(it)), iniText(ini))
  },
}

/** Google Cloud: gcloud and gsutil share an account, which a file or a variable gives. */
export const gcloud: ToolModel = {
  commands: ['gcloud', 'gsutil', 'bq'],
  purpose(it) {
    const [group, command = ''] = operands(it.args)
    if (group === 'auth' && ['activate-service-account', 'login'].includes(command)) return 'store'
    if (group === 'auth' && command === 'revoke') return 'remove'
    const quiet = ['components', 'config', 'info', 'version', 'init', 'help'].includes(group ?? '')
    return quiet || (group === 'auth' && command === 'configure-docker') ? 'nothing' : 'use'
  },
  credentials: it => [
    `gcloud account ${textOf(it, it.env.get('CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE'), gcloudStore(it)).trim()}`,
    ...variablesOf(it, 'CLOUDSDK_AUTH_').map(([name, value]) => `gcloud ${name}=${value}`),
    `boto ${textOf(it, it.env.get('BOTO_CONFIG'), '~/.boto')}`,
    ...it.args.map(word => `argument ${word}`),
  ],
  runsProject: never,
  effect(it) {
    const [path = ''] = optionValues(it.args, '--key-file', '--cred-file')
    const purpose = gcloud.purpose(it)
    if (purpose === 'remove') return `$b rm -f ${gcloudStore(it)}`
    return purpose === 'store' ? writeFileScript(gcloudStore(it), path === '-' ? it.stdin : textOf(it, path)) : ''
  },
}

/** Azure. The client stores the password of a service principal; some commands read variables of their own. */
export const azure: ToolModel = {
  commands: ['az', 'azcopy'],
  purpose(it) {
    const [command = ''] = operands(it.args)
    if (command === 'login') return 'store'
    if (command === 'logout' || it.args.includes('clear')) return 'remove'
    return ['account', 'bicep', 'cloud', 'config', 'extension', 'upgrade', 'version'].includes(command)
      ? 'nothing'
      : 'use'
  },
  credentials: it => [
    `azure ${textOf(it, azureStore(it)).trim()}`,
    ...variablesOf(it, 'AZURE_').map(([name, value]) => `azure ${name}=${value}`),
    ...it.args.map(word => `argument ${word}`),
  ],
  runsProject: never,
  effect(it) {
    const purpose = azure.purpose(it)
    if (purpose === 'remove') return `$b rm -f ${azureStore(it)}`
    if (purpose !== 'store') return ''
    const [user, password] = [optionValues(it.args, '--username', '-u'), optionValues(it.args, '--password', '-p')]
    return writeFileScript(azureStore(it), JSON.stringify([{ client_id: user[0], client_secret: password[0] }]))
  },
}

export const kaggle: ToolModel = {
  commands: ['kaggle'],
  purpose: () => 'use',
  credentials: it => [
    ...statements('kaggle', [
      ...readJson(textOf(it, '~/.kaggle/kaggle.json', '~/.config/kaggle/kaggle.json') || undefined),
      ...variablesOf(it, 'KAGGLE_').map(([name, value]): Setting => [name.toLowerCase(), value]),
    ]),
  ],
  runsProject: never,
  effect: () => '',
}

/** Terraform. What providers need comes in variables of all kinds. */
export const terraform: ToolModel = {
  commands: ['terraform', 'tofu', 'terragrunt'],
  purpose(it) {
    const [command = ''] = operands(it.args)
    if (command === 'login') return 'store'
    if (command === 'logout') return 'remove'
    return ['fmt', 'version', 'validate', ''].includes(command) ? 'nothing' : 'use'
  },
  credentials(it) {
    const settings = textOf(it, it.env.get('TF_CLI_CONFIG_FILE'), '~/.terraformrc')
    const blocks = [...settings.matchAll(/credentials\s+"([^"]+)"\s*\{\s*token\s*=\s*"([^"]*)"/g)]
    const stored = it.env.has('TF_CLI_CONFIG_FILE')
      ? []
      : readJson(textOf(it, '~/.terraform.d/credentials.tfrc.json') || undefined)
    return [
      ...statements('terraform', [
        ...blocks.map(([, host = '', token = '']): Setting => [host, token]),
        ...stored.map(([name, value]): Setting => [name.replace(/^credentials\.(.+)\.token$/, '$1'), value]),
        ...variablesOf(it, 'TF_TOKEN_').map(([name, value]): Setting => [
          name.replaceAll('__', '-').replaceAll('_', '.'),
          value,
        ]),
      ]),
      ...argumentsOf(it),
      `aws ${textOf(it, ...awsFiles(it, 'credentials'))}`,
    ]
  },
  runsProject: () => true,
  effect(it) {
    const [command, host = 'app.terraform.io'] = operands(it.args)
    if (command !== 'login' && command !== 'logout') return ''
    const path = `${home(it)}/.terraform.d/credentials.tfrc.json`
    const value = command === 'login' ? { token: it.stdin.trim() } : undefined
    return writeFileScript(path, withJson(textOf(it, path) || undefined, ['credentials', host], value))
  },
}

function awsFiles(it: Invocation, name: 'credentials' | 'config'): readonly string[] {
  const variable = it.env.get(name === 'config' ? 'AWS_CONFIG_FILE' : 'AWS_SHARED_CREDENTIALS_FILE')
  return [variable ?? `~/.aws/${name}`]
}

function gcloudStore(it: Invocation): string {
  return `${it.env.get('CLOUDSDK_CONFIG') ?? `${home(it)}/.config/gcloud`}/credentials.db`
}

function azureStore(it: Invocation): string {
  return `${it.env.get('AZURE_CONFIG_DIR') ?? `${home(it)}/.azure`}/service_principal_entries.json`
}

function iniText(values: ReadonlyMap<string, string>): string {
  const sections = new Map<string, string>()
  for (const [name, value] of values) {
    const dot = name.lastIndexOf('.')
    const section = name.slice(0, dot)
    sections.set(section, `${sections.get(section) ?? ''}${name.slice(dot + 1)} = ${value}\n`)
  }
  return [...sections].map(([section, lines]) => `[${section}]\n${lines}`).join('\n')
}
