import { absolute, home, operands, optionValues, readFile, type Invocation } from './invocation.ts'
import { netrcCredentials } from './netrc.ts'
import { quote, writeFileScript, type ToolModel } from './toolModel.ts'

const FETCHING = new Set(['clone', 'fetch', 'pull', 'push', 'ls-remote', 'submodule', 'remote'])

export const git: ToolModel = {
  commands: ['git'],
  credentials(it) {
    if (!it.args.some(word => FETCHING.has(word))) return []
    return [...gitCredentials(it), ...it.args.map(word => `argument ${word}`)]
  },
  runsProject: () => false,
  effect(it) {
    if (it.args.includes('clone')) return cloneScript(it)
    const words = operands(it.args)
    if (words[0] !== 'config') return ''
    const path = it.args.includes('--system')
      ? '/etc/gitconfig'
      : it.args.includes('--global')
        ? `${home(it)}/.gitconfig`
        : undefined
    const [key = '', value] = words.slice(1)
    if (path === undefined) return ''
    const settings = readGitConfig(readFile(it, path) ?? '')
    const unset = it.args.some(word => word.startsWith('--unset') || word === '--remove-section')
    if (unset)
      return writeFileScript(
        path,
        writeGitConfig(settings.filter(([name]) => name !== key && !name.startsWith(`${key}.`))),
      )
    const kept = it.args.includes('--add') ? settings : settings.filter(([name]) => name !== key)
    return value === undefined ? '' : writeFileScript(path, writeGitConfig([...kept, [key, value]]))
  },
}

/** What git takes from its configuration, also when another tool starts it. */
export function gitCredentials(it: Invocation): readonly string[] {
  const global = it.env.get('GIT_CONFIG_GLOBAL')
  const texts = [readFile(it, '/etc/gitconfig'), readFile(it, global ?? '~/.gitconfig')]
  const settings = [...texts.flatMap(text => readGitConfig(text ?? '')), ...configFromEnvironment(it)]
  const options = it.tool === 'git' ? optionValues(it.args, '-c') : []
  const stored = (readFile(it, '~/.git-credentials') ?? '').split('\n')
  return [
    ...settings.map(([key, value]) => `git ${key}=${value}`),
    ...options.map(option => `git ${option}`),
    ...stored.map(line => `git credential ${line}`),
    ...netrcCredentials(it, '~/.netrc'),
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

/** A clone keeps the URL that it was given, with the credential in it. */
function cloneScript(it: Invocation): string {
  const words = operands(it.args.slice(it.args.indexOf('clone') + 1))
  const at = words.findIndex(word => word.includes(':') || word.includes('/'))
  const url = words[at] ?? ''
  const name = url.slice(url.lastIndexOf('/') + 1).replace(/\.git$/, '')
  const directory = absolute(it, words[at + 1] ?? name)
  return `$b mkdir -p ${quote(directory)}\n${writeFileScript(`${directory}/.git/config`, `[remote "origin"]\n\turl = ${url}\n`)}`
}
