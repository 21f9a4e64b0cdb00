import { gitCredentials } from './git.ts'
import { readIni } from './ini.ts'
import { home, operands, readFile, type Invocation } from './invocation.ts'
import { netrcCredentials } from './netrc.ts'
import { writeFileScript, type ToolModel } from './toolModel.ts'

export const poetry: ToolModel = {
  commands: ['poetry'],
  purpose(it) {
    const [command = ''] = operands(it.args)
    if (command === 'config') return it.args.includes('--unset') ? 'remove' : 'store'
    return ['', 'about', 'env', 'self', 'check', 'show'].includes(command) ? 'nothing' : 'use'
  },
  credentials: it => [...sources(it), ...netrcCredentials(it, it.env.get('NETRC'), '~/.netrc'), ...gitCredentials(it)],
  runsProject: it => ['run', 'build'].includes(operands(it.args)[0] ?? ''),
  effect(it) {
    const [command, key = '', ...values] = operands(it.args)
    const [kind, name] = [key.slice(0, key.indexOf('.')), key.slice(key.indexOf('.') + 1)]
    if (command !== 'config' || (kind !== 'http-basic' && kind !== 'pypi-token')) return ''
    const path = `${configDirectory(it)}/auth.toml`
    const text = readFile(it, path) ?? ''
    if (it.args.includes('--unset')) return writeFileScript(path, withoutSection(text, `${kind}.${name}`))
    const [user = '', password = ''] = values
    const entry =
      kind === 'http-basic'
        ? `[http-basic.${name}]\nusername = "${user}"\npassword = "${password}"\n`
        : `[pypi-token]\n${name} = "${user}"\n`
    return writeFileScript(path, withoutSection(text, `${kind}.${name}`) + entry)
  },
}

/** A variable takes precedence over the file, for the user and the password each. */
function sources(it: Invocation): readonly string[] {
  const users = new Map<string, string>()
  const passwords = new Map<string, string>()
  const texts = [`${configDirectory(it)}/config.toml`, `${configDirectory(it)}/auth.toml`, './poetry.toml']
  for (const [key, value] of texts.flatMap(path => [...readIni(readFile(it, path) ?? '')])) {
    const [kind, name = '', field] = key.split('.')
    if (kind !== 'http-basic') continue
    if (field === 'username') users.set(sourceName(name), value)
    if (field === 'password') passwords.set(sourceName(name), value)
  }
  for (const [variable, value] of it.env) {
    const name = variable.slice('POETRY_HTTP_BASIC_'.length)
    if (!variable.startsWith('POETRY_HTTP_BASIC_')) continue
    if (name.endsWith('_USERNAME')) users.set(name.slice(0, -'_USERNAME'.length), value)
    if (name.endsWith('_PASSWORD')) passwords.set(name.slice(0, -'_PASSWORD'.length), value)
  }
  return [...passwords].map(([name, password]) => `source ${name} as ${users.get(name) ?? ''}:${password}`)
}

function sourceName(name: string): string {
  return name.replaceAll('"', '').replaceAll('-', '_').toUpperCase()
}

function configDirectory(it: Invocation): string {
  return it.env.get('POETRY_CONFIG_DIR') ?? `${it.env.get('XDG_CONFIG_HOME') ?? `${home(it)}/.config`}/pypoetry`
}

function withoutSection(text: string, section: string): string {
  const lines = text.split('\n')
  let inside = false
  const kept = lines.filter(line => {
    if (line.startsWith('[')) inside = line === `[${section}]`
    return !inside
  })
  const result = kept.join('\n')
  return result === '' || result.endsWith('\n') ? result : `${result}\n`
}
