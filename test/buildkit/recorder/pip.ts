import { gitCredentials } from './git.ts'
import { readIni } from './ini.ts'
import { absolute, expandBraces, home, operands, optionValues, readFile, type Invocation } from './invocation.ts'
import { netrcCredentials } from './netrc.ts'
import { huggingFaceToken } from './services.ts'
import { argumentsOf } from './settings.ts'
import { quote, writeFileScript, type ToolModel } from './toolModel.ts'

const INSTALLING = new Set(['install', 'download', 'wheel', 'lock', 'index'])
const INDEX_OPTIONS = ['index-url', 'extra-index-url', 'find-links', 'proxy']

export const pip: ToolModel = {
  commands: ['pip', 'pip3'],
  purpose(it) {
    const [command = '', action = ''] = operands(it.args)
    if (command === 'config' && action === 'set') return 'store'
    if (command === 'config' && action === 'unset') return 'remove'
    return INSTALLING.has(command) ? 'use' : 'nothing'
  },
  credentials: it => [
    ...pipSettings(it),
    ...requirements(it),
    ...netrcCredentials(it, it.env.get('NETRC'), '~/.netrc'),
    ...gitCredentials(it),
  ],
  runsProject: it =>
    operands(it.args)[0] === 'install' &&
    it.args.some(word => word === '.' || word.startsWith('./') || word.startsWith('.[')),
  effect(it) {
    const [command, action, key, value] = operands(it.args)
    if (command !== 'config' || (action !== 'set' && action !== 'unset') || key === undefined) return ''
    const path = configPath(it)
    const [section = 'global', name = key] = key.split('.')
    const ini = readIni(readFile(it, path) ?? '')
    if (value === undefined) ini.delete(`${section}.${name}`)
    else ini.set(`${section}.${name}`, value)
    return writeFileScript(path, writeIni(ini))
  },
}

/** Addresses that pip would ask, also when another tool starts it. */
export function pipSettings(it: Invocation): readonly string[] {
  return INDEX_OPTIONS.flatMap(option => indexes(it, option).map(url => `${option} ${url}`))
}

/** `python -m pip`, `python -m venv DIR`, and anything else as a program of the project. */
export const python: ToolModel = {
  commands: ['python', 'python3'],
  purpose(it) {
    const [module] = optionValues(it.args, '-m').slice(0, 1)
    if (module === 'pip') return pip.purpose(withoutModule(it))
    // What a download pipes into it is no code of the project; a here-document is.
    const isPiped = it.args[0] === '-' && it.stdin === ''
    return isPiped || module === 'venv' || module === 'ensurepip' ? 'nothing' : 'use'
  },
  credentials: it => (isPip(it) ? pip.credentials(withoutModule(it)) : [...huggingFaceToken(it), ...argumentsOf(it)]),
  runsProject: it => !isPip(it),
  effect(it) {
    if (it.args[0] !== '-m') return ''
    if (isPip(it)) return pip.effect(withoutModule(it))
    const directory = operands(it.args.slice(2)).at(-1)
    return it.args[1] === 'venv' && directory !== undefined ? venvScript(absolute(it, directory)) : ''
  },
}

function isPip({ args }: Invocation): boolean {
  return args[0] === '-m' && args[1] === 'pip'
}

function venvScript(directory: string): string {
  const bin = `${directory}/bin`
  const links = ['python', 'python3', 'pip', 'pip3'].map(
    name => `$b ln -sf /opt/recorder/tool ${quote(`${bin}/${name}`)}`,
  )
  return [`$b mkdir -p ${quote(bin)}`, ...links, `: > ${quote(`${bin}/activate`)}`].join('\n')
}

function withoutModule(it: Invocation): Invocation {
  return { ...it, tool: 'pip', args: it.args.slice(2) }
}

/** The option on the command line wins over the variable, and that over the files, of which later ones win. */
function indexes(it: Invocation, option: string): readonly string[] {
  const short = { 'index-url': ['-i', '--pypi-url'], 'find-links': ['-f'] }[option] ?? []
  const given = optionValues(it.args, `--${option}`, ...short)
  if (0 < given.length && option === 'index-url') return given.slice(-1)
  if (0 < given.length) return given
  const variable = it.env.get(`PIP_${option.replaceAll('-', '_').toUpperCase()}`)
  const configured =
    variable ??
    configFiles(it)
      .flatMap(text => configValue(text, option) ?? [])
      .at(-1) ??
    ''
  return configured.split(/\s+/).filter(url => url !== '')
}

function configValue(text: string, option: string): string | undefined {
  const ini = readIni(text)
  return ini.get(`install.${option}`) ?? ini.get(`global.${option}`)
}

function configFiles(it: Invocation): readonly string[] {
  const user = it.env.get('XDG_CONFIG_HOME') ?? `${home(it)}/.config`
  const own = it.env.get('PIP_CONFIG_FILE')
  const users = own === undefined ? ['~/.pip/pip.conf', `${user}/pip/pip.conf`] : []
  return ['/etc/xdg/pip/pip.conf', '/etc/pip.conf', ...users, own].flatMap(path => readFile(it, path) ?? [])
}

function configPath(it: Invocation): string {
  return it.args.includes('--global') ? '/etc/pip.conf' : `${home(it)}/.config/pip/pip.conf`
}

function writeIni(values: ReadonlyMap<string, string>): string {
  const sections = new Map<string, string[]>()
  for (const [key, value] of values) {
    const [section = '', name = ''] = key.split('.')
    sections.set(section, [...(sections.get(section) ?? []), `${name} = ${value}`])
  }
  return [...sections].map(([section, lines]) => `[${section}]\n${lines.join('\n')}\n`).join('\n')
}

/** Lines of requirement files and URLs on the command line, with `${NAME}` expanded as pip does. */
function requirements(it: Invocation): readonly string[] {
  const paths = optionValues(it.args, '--requirement', '-r', '--constraint', '-c')
  const lines = paths.flatMap(path => (readFile(it, path) ?? '').split('\n'))
  const words = operands(it.args).filter(word => word.includes('://'))
  return [...lines.map(line => expandBraces(it, line)), ...words].map(line => `requirement ${line.trim()}`)
}
