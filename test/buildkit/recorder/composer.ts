import { gitCredentials } from './git.ts'
import { operands, type Invocation } from './invocation.ts'
import { readJson, statements, textOf, withJson } from './settings.ts'
import { writeFileScript, type ToolModel } from './toolModel.ts'

const QUIET = new Set(['about', 'clear-cache', 'dump-autoload', 'list', 'self-update', 'validate'])

export const composer: ToolModel = {
  commands: ['composer'],
  purpose(it) {
    const [command = ''] = words(it)
    if (command === 'config') return it.args.includes('--unset') ? 'remove' : 'store'
    return QUIET.has(command) || command === '' ? 'nothing' : 'use'
  },
  // A variable with the content of auth.json adds to the files.
  credentials: it => [
    ...statements('composer', [...files(it).flatMap(readJson), ...readJson(it.env.get('COMPOSER_AUTH'))]),
    ...gitCredentials(it),
  ],
  runsProject: it => !it.args.includes('--no-scripts'),
  effect(it) {
    const [command, key = '', ...values] = words(it)
    const dot = key.indexOf('.')
    if (command !== 'config' || dot < 0) return ''
    const path = it.args.some(word => ['-g', '--global', 'global'].includes(word))
      ? `${globalHome(it)}/auth.json`
      : authFile(it)
    const text = textOf(it, path) || '{}'
    const place = [key.slice(0, dot), key.slice(dot + 1)]
    const [first, second] = values
    const value = second === undefined ? first : { username: first, password: second }
    return writeFileScript(path, withJson(text, place, it.args.includes('--unset') ? undefined : value))
  },
}

function words({ args }: Invocation): readonly string[] {
  const found = operands(args)
  return found[0] === 'global' ? found.slice(1) : found
}

function files(it: Invocation): readonly string[] {
  const homes = it.env.has('COMPOSER_HOME') ? [globalHome(it)] : ['~/.config/composer', '~/.composer']
  return [textOf(it, ...homes.map(path => `${path}/auth.json`)), textOf(it, authFile(it))]
}

function globalHome(it: Invocation): string {
  return it.env.get('COMPOSER_HOME') ?? `${it.env.get('HOME') ?? ''}/.composer`
}

function authFile(it: Invocation): string {
  return `${it.cwd === '/' ? '' : it.cwd}/auth.json`
}
