import { gitCredentials } from './git.ts'
import { expandBraces, home, operands, readFile, type Invocation } from './invocation.ts'
import { readLines, statements, textOf, variablesOf, type Setting } from './settings.ts'
import { quote, writeFileScript, type ToolModel } from './toolModel.ts'

const WITHOUT_REGISTRY = new Set([
  'config',
  'set',
  'get',
  'help',
  'version',
  'pkg',
  'cache',
  'root',
  'prefix',
  'bin',
  'ls',
])

export const npm: ToolModel = {
  commands: ['npm', 'npx', 'pnpm', 'yarn', 'bun', 'corepack'],
  purpose(it) {
    const words = operands(it.args)
    const [command = '', action = ''] = words[0] === 'config' ? words.slice(1) : words
    if (words[0] === 'config' || command === 'set') {
      if (['delete', 'rm', 'unset'].includes(command)) return 'remove'
      return command === 'set' && action !== '' ? 'store' : 'nothing'
    }
    return usesRegistry(it) ? 'use' : 'nothing'
  },
  credentials: it => [...registrySettings(it), ...gitCredentials(it)],
  // Scripts of the project and of its packages run with the whole environment. A global installation runs others.
  runsProject: it => it.tool !== 'corepack' && !isGlobal(it),
  effect(it) {
    const script = configScript(it) ?? installScript(it)
    // Like npm 7 and later, which keeps every command line in its log.
    const log = `${home(it)}/.npm/_logs/debug-0.log`
    const line = `argv ${it.args.map(word => JSON.stringify(word)).join(' ')}\n`
    return it.tool === 'npm' ? `${writeFileScript(log, (readFile(it, log) ?? '') + line)}\n${script}` : script
  },
}

function usesRegistry(it: Invocation): boolean {
  const [command] = operands(it.args)
  // Without a command, yarn installs and npm shows its help.
  return command === undefined ? it.tool === 'yarn' && it.args.length === 0 : !WITHOUT_REGISTRY.has(command)
}

function isGlobal(it: Invocation): boolean {
  return it.args.includes('-g') || it.args.includes('--global') || operands(it.args)[0] === 'global'
}

/** Keys that carry a credential with their values. The project's file wins over the user's, that over the global one. */
function registrySettings(it: Invocation): readonly string[] {
  const user = variable(it, 'npm_config_userconfig') ?? '~/.npmrc'
  const global = variable(it, 'npm_config_globalconfig') ?? '/usr/local/etc/npmrc'
  const ofPnpm = it.env.get('PNPM_CONFIG_NPMRC_AUTH_FILE') ?? '~/.config/pnpm/auth.ini'
  const own = it.tool === 'yarn' ? './.yarnrc' : it.tool === 'pnpm' ? ofPnpm : undefined
  const files = [global, user, own, ...projectFiles(it)]
  const settings = new Map(files.flatMap(path => readSettings(expandBraces(it, readFile(it, path) ?? ''))))
  for (const [name, value] of it.env) {
    if (name.toLowerCase().startsWith('npm_config_') && value !== '')
      settings.set(name.slice('npm_config_'.length), value)
  }
  for (const word of it.args) {
    const equals = word.indexOf('=')
    if (word.startsWith('--') && 0 < equals) settings.set(word.slice(2, equals), word.slice(equals + 1))
  }
  return [...[...settings].map(([key, value]) => `${key}=${value}`), ...ownSettings(it)]
}

/** Files and variables of Yarn 2 and later, of pnpm 11 and of Bun. */
function ownSettings(it: Invocation): readonly string[] {
  const berry = ['~/.yarnrc.yml', './.yarnrc.yml'].flatMap(path => readLines(expandBraces(it, textOf(it, path))))
  const bun = ['~/.bunfig.toml', './bunfig.toml'].map(path => textOf(it, path))
  if (it.tool === 'yarn') return statements('yarn', [...berry, ...variablesOf(it, 'YARN_').map(camelCased)])
  if (it.tool === 'bun')
    return [...bun.map(text => text.replaceAll(/\$(\w+)/g, '${$1}')), it.env.get('BUN_CONFIG_TOKEN') ?? ''].map(
      text => `bun ${expandBraces(it, text)}`,
    )
  return it.tool === 'pnpm' ? statements('pnpm', variablesOf(it, 'pnpm_config_')) : []
}

/** `NPM_AUTH_TOKEN` is `npmAuthToken` in the file. */
function camelCased([name, value]: Setting): Setting {
  return [name.toLowerCase().replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), value]
}

/** A workspace's packages are installed from the directory of the project or one below. */
function projectFiles(it: Invocation): readonly string[] {
  return isGlobal(it) ? [] : ['../.npmrc', './.npmrc']
}

function readSettings(text: string): (readonly [string, string])[] {
  return text.split('\n').flatMap(line => {
    const equals = line.indexOf('=')
    if (equals < 0 || line.startsWith('#') || line.startsWith(';')) return []
    return [
      [
        line.slice(0, equals).trim(),
        line
          .slice(equals + 1)
          .trim()
          .replaceAll('"', ''),
      ] as const,
    ]
  })
}

/** `config set k v`, `config set k=v …`, `set k v`, `config delete k`. */
function configScript(it: Invocation): string | undefined {
  const words = operands(it.args)
  const [action, ...rest] = words[0] === 'config' ? words.slice(1) : words
  if (words[0] !== 'config' && words[0] !== 'set') return undefined
  const path = configPath(it)
  if (path.endsWith('.yml')) return yamlScript(it, path, rest)
  const settings = new Map(readSettings(readFile(it, path) ?? ''))
  const pairs = rest.some(word => word.includes('=')) ? rest.map(splitPair) : [[rest[0] ?? '', rest[1] ?? ''] as const]
  for (const [key, value] of pairs) {
    if (action === 'set') settings.set(key, value)
    else if (action === 'delete' || action === 'rm') settings.delete(key)
    else return ''
  }
  return writeFileScript(path, [...settings].map(([key, value]) => `${key}=${value}\n`).join(''))
}

function yamlScript(it: Invocation, path: string, [key = '', value]: readonly string[]): string {
  const kept = textOf(it, path)
    .split('\n')
    .filter(line => line !== '' && !line.startsWith(`${key}:`))
  const added = value === undefined ? [] : [`${key}: "${value}"`]
  return writeFileScript(path, [...kept, ...added].map(line => `${line}\n`).join(''))
}

function splitPair(word: string): readonly [string, string] {
  const equals = word.lastIndexOf('=', word.replace(/=+$/, '').length - 1)
  return equals < 0 ? [word, ''] : [word.slice(0, equals), word.slice(equals + 1)]
}

function configPath(it: Invocation): string {
  const isBerry = operands(it.args).some(word => /^(npm|http|enable)[A-Z]/.test(word))
  if (it.tool === 'yarn' && isBerry)
    return `${it.args.includes('-H') || it.args.includes('--home') ? home(it) : it.cwd}/.yarnrc.yml`
  if (it.tool === 'yarn') return it.uid === 0 ? '/usr/local/share/.yarnrc' : `${home(it)}/.yarnrc`
  if (isGlobal(it) || it.args.includes('--location=global')) return '/usr/local/etc/npmrc'
  if (it.args.includes('--location=project')) return `${it.cwd}/.npmrc`
  return variable(it, 'npm_config_userconfig') ?? `${home(it)}/.npmrc`
}

function variable(it: Invocation, name: string): string | undefined {
  return it.env.get(name) ?? it.env.get(name.toUpperCase())
}

function installScript(it: Invocation): string {
  const [command, name] = operands(it.args)
  if (command === 'run' && name?.startsWith('build')) return directories(it, 'dist', 'build')
  return isGlobal(it) || !usesRegistry(it) ? '' : directories(it, 'node_modules')
}

function directories(it: Invocation, ...names: readonly string[]): string {
  return `$b mkdir -p ${names.map(name => quote(`${it.cwd}/${name}`)).join(' ')}`
}
