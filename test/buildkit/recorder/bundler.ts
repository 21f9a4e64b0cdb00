import { gitCredentials } from './git.ts'
import { home, operands, type Invocation } from './invocation.ts'
import { argumentsOf, readLines, statements, textOf, variablesOf, type Setting } from './settings.ts'
import { writeFileScript, type ToolModel } from './toolModel.ts'

const QUIET = new Set(['check', 'clean', 'env', 'info', 'list', 'platform', 'show', 'version'])

export const bundler: ToolModel = {
  commands: ['bundle', 'bundler'],
  purpose(it) {
    const [command = 'install', action] = operands(it.args)
    if (command !== 'config') return QUIET.has(command) ? 'nothing' : 'use'
    return action === 'unset' || it.args.includes('--delete') ? 'remove' : 'store'
  },
  credentials: it => (operands(it.args)[0] === 'exec' ? [] : [...sources(it), ...gitCredentials(it)]),
  // The Gemfile is a program.
  runsProject: () => true,
  effect(it) {
    const [command, ...rest] = operands(it.args)
    const [key = '', ...values] = ['set', 'unset'].includes(rest[0] ?? '') ? rest.slice(1) : rest
    if (command !== 'config' || key === '') return ''
    const path = isGlobal(it, rest[0] === 'set') ? userFile(it) : projectFile(it)
    const kept = settingsIn(it, path).filter(([name]) => name !== settingName(key))
    const added: readonly Setting[] = values.length === 0 ? [] : [[settingName(key), values.join(' ')]]
    const lines = [...kept, ...added].map(([name, value]) => `BUNDLE_${name}: "${value}"\n`)
    return writeFileScript(path, `---\n${lines.join('')}`)
  },
}

/** Settings of the project win over variables, and those over the settings of the user. */
function sources(it: Invocation): readonly string[] {
  const variables = variablesOf(it, 'BUNDLE_').filter(([name]) => name.includes('__'))
  return statements('bundler', [...settingsIn(it, userFile(it)), ...variables, ...settingsIn(it, projectFile(it))])
}

/** `gem` and its list of sources. */
export const gem: ToolModel = {
  commands: ['gem'],
  purpose(it) {
    if (it.args.some(word => word === '--add' || word === '-a')) return 'store'
    if (it.args.some(word => word === '--remove' || word === '-r')) return 'remove'
    return ['install', 'push', 'fetch', 'build', 'update'].includes(operands(it.args)[0] ?? '') ? 'use' : 'nothing'
  },
  credentials: it => [
    ...argumentsOf(it),
    ...textOf(it, '~/.gemrc', '~/.config/gem/gemrc')
      .split('\n')
      .map(line => `gem ${line.trim()}`),
    ...statements('gem', [...readLines(textOf(it, '~/.gem/credentials')), ...apiKey(it)]),
  ],
  // The description of a gem is a program.
  runsProject: it => operands(it.args)[0] === 'build',
  effect(it) {
    const url = it.args.find(word => word.includes('://'))
    if (url === undefined || operands(it.args)[0] !== 'sources') return ''
    const lines = textOf(it, '~/.gemrc')
      .split('\n')
      .filter(line => line !== '' && line !== `- ${url}`)
    const added = gem.purpose(it) === 'store' ? [`- ${url}`] : []
    return writeFileScript(
      `${home(it)}/.gemrc`,
      `${[...(lines.length === 0 ? [':sources:'] : lines), ...added].join('\n')}\n`,
    )
  },
}

function apiKey(it: Invocation): readonly Setting[] {
  const key = it.env.get('GEM_HOST_API_KEY')
  return key === undefined ? [] : [[':rubygems_api_key', key]]
}

function settingsIn(it: Invocation, path: string): readonly Setting[] {
  return readLines(textOf(it, path)).map(([name, value]) => [name.replace(/^BUNDLE_/, ''), value])
}

/** `gems.my-corp.example`, also as a URL, is `GEMS__MY___CORP__EXAMPLE`. */
function settingName(key: string): string {
  const host = key.replace(/^https?:\/\//, '').replace(/\/$/, '')
  return host.replaceAll('-', '___').replaceAll('.', '__').toUpperCase()
}

/** Old `bundle config NAME VALUE` is about the user, and so is `set` where there is no project. */
function isGlobal(it: Invocation, set: boolean): boolean {
  if (it.args.includes('--global') || it.args.includes('--local')) return it.args.includes('--global')
  return !set || textOf(it, './Gemfile') === ''
}

function userFile(it: Invocation): string {
  return it.env.get('BUNDLE_USER_CONFIG') ?? `${home(it)}/.bundle/config`
}

function projectFile(it: Invocation): string {
  return `${it.env.get('BUNDLE_APP_CONFIG') ?? `${it.cwd === '/' ? '' : it.cwd}/.bundle`}/config`
}
