import { absolute, home, operands, optionValues, readFile, type Invocation } from './invocation.ts'
import { argumentsOf, statements, type Setting } from './settings.ts'
import { writeFileScript, type ToolModel } from './toolModel.ts'

const NAMES = ['nuget.config', 'NuGet.config', 'NuGet.Config']
const USERS = ['~/.nuget/NuGet/NuGet.Config', '~/.config/NuGet/NuGet.Config']
const QUIET = new Set(['clean', 'dev-certs', 'help', 'list', 'locals', 'new', 'pack', 'sln'])

/** `dotnet` and `nuget`, which name the commands about sources in different ways. */
export const nuget: ToolModel = {
  commands: ['dotnet', 'nuget'],
  purpose(it) {
    const [action] = sourceCommand(it) ?? []
    if (action !== undefined) return action === 'remove' ? 'remove' : 'store'
    const [command = ''] = operands(it.args)
    return QUIET.has(command) || command === '' || it.args.includes('--info') ? 'nothing' : 'use'
  },
  credentials: it => [...statements('nuget', sources(it)), ...argumentsOf({ ...it, env: new Map() })],
  // Project files read variables when they are evaluated.
  runsProject: it => !['nuget', 'tool'].includes(operands(it.args)[0] ?? ''),
  effect(it) {
    const command = sourceCommand(it)
    if (command === undefined) return ''
    const [action, name, url] = command
    const option = (...names: readonly string[]): string => optionValues(it.args, ...names)[0] ?? ''
    const path =
      option('--configfile', '-ConfigFile', '-configfile') || existing(it) || `${home(it)}/.nuget/NuGet/NuGet.Config`
    const user = option('--username', '-u', '-Username', '-username')
    const password = option('--password', '-p', '-Password', '-password')
    const lines = (readFile(it, path) ?? '<configuration>\n</configuration>\n')
      .split('\n')
      .filter(line => !line.includes(`<${name}>`) && (action !== 'remove' || !line.includes(`key="${name}"`)))
    const credential = action === 'remove' || password === '' ? [] : [credentialLine(name, user, password)]
    const source = action === 'add' ? [`<packageSources><add key="${name}" value="${url}" /></packageSources>`] : []
    const added = [...source, ...credential, '</configuration>']
    return writeFileScript(path, lines.join('\n').replace('</configuration>', added.join('\n')))
  },
}

function credentialLine(name: string, user: string, password: string): string {
  const values = `<add key="Username" value="${user}" /><add key="ClearTextPassword" value="${password}" />`
  return `<packageSourceCredentials><${name}>${values}</${name}></packageSourceCredentials>`
}

/** `add`, `update` or `remove` with the name and the address of a source. */
function sourceCommand(it: Invocation): readonly [action: string, name: string, url: string] | undefined {
  const words = operands(it.args).map(word => word.toLowerCase())
  const [first, action = '', third] = words
  const name = optionValues(it.args, '--name', '-n', '-Name', '-name')[0]
  const url = it.args.find(word => word.includes('://')) ?? ''
  if (it.tool === 'nuget') return first === 'sources' || first === 'source' ? [action, name ?? '', url] : undefined
  if (first !== 'nuget' || third !== 'source') return undefined
  return [action, name ?? operands(it.args)[3] ?? '', url]
}

function existing(it: Invocation): string | undefined {
  return [...NAMES.map(name => `./${name}`), ...USERS].map(path => absolute(it, path)).find(path => it.files.has(path))
}

/** `name as user:password`. A variable wins over the files, of which the nearest wins; `%X%` is a variable. */
function sources(it: Invocation): readonly Setting[] {
  const given = optionValues(it.args, '--configfile', '-ConfigFile', '-configfile')
  const nearest = NAMES.flatMap(name => [`../${name}`, `./${name}`])
  const paths = 0 < given.length ? given : [...USERS, ...nearest]
  const texts = paths.map(path => readFile(it, path) ?? '')
  return [...texts.flatMap(text => inFile(it, text)), ...inVariables(it)]
}

function inFile(it: Invocation, text: string): readonly Setting[] {
  const expanded = text.replaceAll(/%(\w+)%/g, (whole, name: string) => it.env.get(name) ?? whole)
  const sections = expanded.matchAll(/<packageSourceCredentials>([^]*?)<\/packageSourceCredentials>/g)
  const section = [...sections].map(([, body = '']) => body).join('')
  const credentials = [...section.matchAll(/<([\w.-]+)>([^]*?)<\/\1>/g)].map(([, name = '', body = '']): Setting => {
    const value = (key: string): string => new RegExp(`key="${key}"\\s+value="([^"]*)"`, 'i').exec(body)?.[1] ?? ''
    return [name.toLowerCase(), `${value('Username')}:${value('ClearTextPassword')}`]
  })
  const addresses = [...expanded.matchAll(/key="([^"]+)"\s+value="(https?:[^"]*@[^"]*)"/g)]
  const keys = [...expanded.matchAll(/<apikeys>([^]*?)<\/apikeys>/g)]
  return [...credentials, ...[...addresses, ...keys].map(([, name = '', url = '']): Setting => [name, url])]
}

function inVariables(it: Invocation): readonly Setting[] {
  return [...it.env].flatMap(([variable, value]): readonly Setting[] => {
    const [, source] = /^NuGetPackageSourceCredentials_(.+)$/.exec(variable) ?? []
    const [, user, password] = /^Username=([^;]*);Password=([^;]*)/i.exec(value.trim()) ?? []
    if (variable.startsWith('VSS_NUGET') || variable === 'NUGET_API_KEY') return [[variable, value]]
    return source === undefined || user === undefined ? [] : [[source.toLowerCase(), `${user}:${password ?? ''}`]]
  })
}
