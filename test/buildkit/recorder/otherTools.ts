import { gitCredentials } from './git.ts'
import { absolute, optionValues, readFile, type Invocation } from './invocation.ts'
import { netrcCredentials } from './netrc.ts'
import { argumentsOf } from './settings.ts'
import { never, writeFileScript, type ToolModel } from './toolModel.ts'

/** curl and wget: arguments, `.netrc` when asked for, and files named with `@` or by an option. */
export const download: ToolModel = {
  commands: ['curl', 'wget'],
  purpose: () => 'use',
  credentials: it => [
    ...it.args.map(word => `argument ${withFile(it, word)}`),
    ...optionValues(it.args, '-K', '--config').map(path => `config ${readFile(it, path) ?? ''}`),
    ...netrcCredentials(it, ...netrcPaths(it)),
    ...(it.tool === 'wget' ? [`wgetrc ${readFile(it, it.env.get('WGETRC'), '~/.wgetrc') ?? ''}`] : []),
  ],
  runsProject: never,
  effect(it) {
    const [output] = optionValues(it.args, '-o', '--output', ...(it.tool === 'wget' ? ['-O', '--output-document'] : []))
    const url = it.args.find(word => word.includes('://')) ?? ''
    const name = url.slice(url.lastIndexOf('/') + 1).split('?')[0] ?? ''
    const named = it.tool === 'wget' || it.args.some(word => word === '--remote-name' || /^-[a-zA-Z]*O/.test(word))
    const path = output ?? (named ? name : '-')
    if (path !== '-' && path !== '') return writeFileScript(absolute(it, path), '')
    // Something that `tar` can unpack.
    return /\.(tgz|tar\.gz)$/.test(name) ? '$b head -c 1024 /dev/zero | $b gzip' : ''
  },
}

/** Where other tools look for a credential file, by command. */
const files: Readonly<Record<string, readonly string[]>> = {
  deno: ['./.npmrc', '~/.npmrc'],
  pulumi: ['~/.pulumi/credentials.json', '~/.aws/credentials'],
  rclone: ['~/.config/rclone/rclone.conf'],
  serverless: ['~/.aws/credentials'],
  sls: ['~/.aws/credentials'],
  sccache: ['~/.config/sccache/config'],
  swift: ['~/.netrc'],
  svn: ['~/.subversion/servers'],
}

/** Every other tool: its arguments, its credential files, files that arguments or variables name, and all variables. */
export const anyTool: ToolModel = {
  commands: [],
  purpose: () => 'use',
  credentials: it => [
    ...argumentsOf(it),
    ...(it.stdin === '' ? [] : [`stdin ${it.stdin}`]),
    ...(files[it.tool] ?? []).map(path => `${path} ${readFile(it, path) ?? ''}`),
    ...netrcCredentials(it, it.env.get('NETRC'), '~/.netrc'),
    ...gitCredentials(it),
  ],
  runsProject: () => true,
  effect: () => '',
}

function withFile(it: Invocation, word: string): string {
  return word.startsWith('@') ? (readFile(it, word.slice(1)) ?? word) : word
}

function netrcPaths(it: Invocation): readonly string[] {
  const file = optionValues(it.args, '--netrc-file')
  const wanted = it.args.some(word => word.startsWith('--netrc') || /^-[a-zA-Z]*n/.test(word))
  return it.tool === 'wget' || wanted ? [...file, '~/.netrc'] : []
}
