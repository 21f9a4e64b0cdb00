import { gitCredentials } from './git.ts'
import { home, operands, type Invocation } from './invocation.ts'
import { netrcCredentials } from './netrc.ts'
import { readLines, statements, textOf } from './settings.ts'
import { writeFileScript, type ToolModel } from './toolModel.ts'

const FETCHING = new Set(['build', 'generate', 'get', 'install', 'list', 'mod', 'run', 'test', 'vet', 'work'])

export const go: ToolModel = {
  commands: ['go'],
  purpose(it) {
    const [command = ''] = operands(it.args)
    if (command === 'env' && it.args.includes('-w')) return 'store'
    if (command === 'env' && it.args.includes('-u')) return 'remove'
    return FETCHING.has(command) ? 'use' : 'nothing'
  },
  credentials: it => [
    ...statements(
      'go',
      [...readLines(textOf(it, configFile(it))), ...it.env].filter(([name]) => name === 'GOPROXY'),
    ),
    ...netrcCredentials(it, it.env.get('NETRC'), '~/.netrc'),
    ...gitCredentials(it),
  ],
  runsProject: it => ['generate', 'run', 'test'].includes(operands(it.args)[0] ?? ''),
  effect(it) {
    const [command, ...words] = operands(it.args)
    if (command !== 'env' || !it.args.some(word => word === '-w' || word === '-u')) return ''
    const names = new Set(words.map(word => word.split('=')[0]))
    const kept = textOf(it, configFile(it))
      .split('\n')
      .filter(line => line !== '' && !names.has(line.split('=')[0]))
    const added = it.args.includes('-w') ? words : []
    return writeFileScript(configFile(it), [...kept, ...added].map(line => `${line}\n`).join(''))
  },
}

function configFile(it: Invocation): string {
  return it.env.get('GOENV') ?? `${it.env.get('XDG_CONFIG_HOME') ?? `${home(it)}/.config`}/go/env`
}
