import { absolute, home, operands, readFile, type Invocation } from './invocation.ts'
import { netrcCredentials } from './netrc.ts'
import { isOverSsh, sshCredentials } from './ssh.ts'
import { quote, writeFileScript, type ToolModel } from './toolModel.ts'

const FETCHING = new Set(['clone', 'fetch', 'pull', 'push', 'ls-remote', 'submodule', 'remote'])

export const git: ToolModel = {
  commands: ['git'],
  purpose(it) {
    const [command = ''] = gitCommand(it.args)
    if (command === 'config') return isUnset(it) ? 'remove' : 'store'
    if (isAddress(it)) return 'nothing'
    return FETCHING.has(command) ? 'use' : 'nothing'
  },
  credentials(it) {
    const command = gitCommand(it.args)
    // Submodules have URLs of their own, to which every rule may apply.
    const nested = command[0] === 'submodule' || command.some(word => word.startsWith('--recurse'))
    const all = gitCredentials(it)
    const given = operands(command.slice(1)).filter(word => word.includes(':'))
    const addresses = (0 < given.length ? given : storedAddresses(it)).map(url => rewritten(it, url))
    const connects = nested || !addresses.some(url => url.includes('://')) || addresses.some(isOverSsh)
    const apart = all
      .filter(statement => nested || !/^git url\..*\.insteadof=/i.test(statement))
      .filter(statement => connects || !statement.startsWith('ssh key '))
    return [...apart, ...addresses.map(url => `git address ${url}`)]
  },
  runsProject: () => false,
  effect(it) {
    const command = gitCommand(it.args)
    if (command[0] === 'clone') return cloneScript(it, operands(command.slice(1)))
    const words = operands(command)
    if (isAddress(it)) return writeFileScript(absolute(it, './.git/config'), remoteSettings(words[3] ?? ''))
    if (words[0] !== 'config') return ''
    const path = it.args.includes('--system')
      ? '/etc/gitconfig'
      : it.args.includes('--global')
        ? `${home(it)}/.gitconfig`
        : undefined
    const [key = '', value] = words.slice(1)
    if (path === undefined) return ''
    const settings = readGitConfig(readFile(it, path) ?? '')
    if (isUnset(it))
      return writeFileScript(
        path,
        writeGitConfig(settings.filter(([name]) => name !== key && !name.startsWith(`${key}.`))),
      )
    const kept = it.args.includes('--add') ? settings : settings.filter(([name]) => name !== key)
    return value === undefined ? '' : writeFileScript(path, writeGitConfig([...kept, [key, value]]))
  },
}

function isUnset({ args }: Invocation): boolean {
  return args.some(word => word.startsWith('--unset') || word === '--remove-section')
}

/** What git takes from its configuration, also when another tool starts it. */
export function gitCredentials(it: Invocation): readonly string[] {
  const stored = (readFile(it, '~/.git-credentials') ?? '').split('\n')
  return [
    ...settingsOf(it).map(([key, value]) => `git ${key}=${value}`),
    ...stored.map(line => `git credential ${line}`),
    ...netrcCredentials(it, '~/.netrc'),
    ...sshCredentials(it),
  ]
}

/** The subcommand and what follows it, without the options before it. */
export function gitCommand(args: readonly string[]): readonly string[] {
  const start = args.findIndex((word, index) => !word.startsWith('-') && !['-c', '-C'].includes(args[index - 1] ?? ''))
  return start < 0 ? [] : args.slice(start)
}

/** The address that git really asks: of several `url.BASE.insteadOf` the one with the longest match applies. */
function rewritten(it: Invocation, url: string): string {
  const rules = settingsOf(it).flatMap(([key, start]) => {
    const applies = /^url\..*\.insteadof$/i.test(key) && url.startsWith(start)
    return applies ? [{ start, base: key.slice('url.'.length, -'.insteadOf'.length) }] : []
  })
  const [longest] = rules.sort((a, b) => b.start.length - a.start.length)
  return longest ? longest.base + url.slice(longest.start.length) : url
}

function settingsOf(it: Invocation): readonly Setting[] {
  const texts = [readFile(it, '/etc/gitconfig'), readFile(it, it.env.get('GIT_CONFIG_GLOBAL') ?? '~/.gitconfig')]
  const options = it.tool === 'git' ? it.args.filter((_, index) => it.args[index - 1] === '-c') : []
  return [
    ...texts.flatMap(text => readGitConfig(text ?? '')),
    ...configFromEnvironment(it),
    ...options.map((option): Setting => [option.slice(0, option.indexOf('=')), option.slice(option.indexOf('=') + 1)]),
  ]
}

type Setting = readonly [string, string]

function configFromEnvironment(it: Invocation): readonly Setting[] {
  return Array.from({ length: Number(it.env.get('GIT_CONFIG_COUNT') ?? 0) }, (_, index) => [
    it.env.get(`GIT_CONFIG_KEY_${index}`) ?? '',
    it.env.get(`GIT_CONFIG_VALUE_${index}`) ?? '',
  ])
}

/** `[url "https://x/"]` and `insteadOf = y` as `url.https://x/.insteadOf`. */
function readGitConfig(text: string): readonly Setting[] {
  let section = ''
  return text.split('\n').flatMap((line): readonly Setting[] => {
    const content = line.trim()
    const equals = content.indexOf('=')
    if (content.startsWith('[')) {
      const [name = '', sub] = content.slice(1, -1).split(' "')
      section = sub === undefined ? name : `${name}.${sub.slice(0, -1)}`
      return []
    }
    return equals < 0 ? [] : [[`${section}.${content.slice(0, equals).trim()}`, content.slice(equals + 1).trim()]]
  })
}

function writeGitConfig(settings: readonly Setting[]): string {
  return settings
    .map(([key, value]) => {
      const [first, last] = [key.indexOf('.'), key.lastIndexOf('.')]
      const sub = first < last ? ` "${key.slice(first + 1, last)}"` : ''
      return `[${key.slice(0, first)}${sub}]\n\t${key.slice(last + 1)} = ${value}\n`
    })
    .join('')
}

/** `git remote add` and `git remote set-url`, which connect to nothing. */
function isAddress({ args }: Invocation): boolean {
  const [command, action = ''] = operands(gitCommand(args))
  return command === 'remote' && ['add', 'set-url'].includes(action)
}

/** What `git fetch` connects to in the directory of a clone. */
function storedAddresses(it: Invocation): readonly string[] {
  return readGitConfig(readFile(it, './.git/config') ?? '').flatMap(([key, value]) =>
    key === 'remote.origin.url' ? value : [],
  )
}

function remoteSettings(url: string): string {
  return `[remote "origin"]\n\turl = ${url}\n`
}

/** A clone keeps the URL that it was given, with the credential in it. */
function cloneScript(it: Invocation, words: readonly string[]): string {
  const at = words.findIndex(word => word.includes(':') || word.includes('/'))
  const url = words[at] ?? ''
  const name = url.slice(url.lastIndexOf('/') + 1).replace(/\.git$/, '')
  const directory = absolute(it, words[at + 1] ?? name)
  return `$b mkdir -p ${quote(directory)}\n${writeFileScript(`${directory}/.git/config`, remoteSettings(url))}`
}
