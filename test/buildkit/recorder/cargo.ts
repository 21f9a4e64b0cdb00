import { gitCredentials } from './git.ts'
import { readIni } from './ini.ts'
import { home, operands, optionValues, type Invocation } from './invocation.ts'
import { statements, textOf, variablesOf, type Setting } from './settings.ts'
import { writeFileScript, type ToolModel } from './toolModel.ts'

const QUIET = new Set(['clean', 'fmt', 'init', 'locate-project', 'new', 'version'])

export const cargo: ToolModel = {
  commands: ['cargo', 'cross'],
  purpose(it) {
    const [command = ''] = words(it)
    if (command === 'login') return 'store'
    if (command === 'logout') return 'remove'
    return QUIET.has(command) || command === '' ? 'nothing' : 'use'
  },
  credentials: it => [...statements('cargo', tokens(it)), ...gitCredentials(it)],
  // Build scripts, macros and tests. What `fetch` brings is not run.
  runsProject: it => !['fetch', 'vendor', 'update', 'generate-lockfile', 'search', 'add'].includes(words(it)[0] ?? ''),
  effect(it) {
    const [command, token = it.stdin.trim()] = words(it)
    if (command !== 'login' && command !== 'logout') return ''
    const registry = optionValues(it.args, '--registry')[0]
    const section = registry === undefined ? 'registry' : `registries.${registry}`
    const path = `${cargoHome(it)}/credentials.toml`
    const stored = [...readIni(textOf(it, path))].filter(([name]) => name !== `${section}.token`)
    const all = command === 'login' ? [...stored, [`${section}.token`, token]] : stored
    const lines = all.map(([name = '', value]) => `[${name.slice(0, -'.token'.length)}]\ntoken = "${value}"\n`)
    return writeFileScript(path, lines.join(''))
  },
}

/** Words without the `+toolchain` in front and the value of `--registry`. */
function words({ args }: Invocation): readonly string[] {
  return operands(args.filter((word, index) => !word.startsWith('+') && args[index - 1] !== '--registry'))
}

/** An option wins over a variable, and that over the file. Names as variables have them: `REGISTRIES_CORP_TOKEN`. */
function tokens(it: Invocation): readonly Setting[] {
  const texts = ['config.toml', 'config', 'credentials', 'credentials.toml'].map(name =>
    textOf(it, `${cargoHome(it)}/${name}`),
  )
  const stored = [...texts, textOf(it, './.cargo/config.toml')].flatMap(text => [...readIni(text)])
  const registry = optionValues(it.args, '--registry')[0]
  const given = optionValues(it.args, '--token').map((token): Setting => [
    registry === undefined ? 'REGISTRY_TOKEN' : `REGISTRIES_${variablePart(registry)}_TOKEN`,
    token,
  ])
  return [
    ...stored.map(([name, value]): Setting => [variablePart(name), value]),
    ...variablesOf(it, 'CARGO_').filter(([name]) => name.startsWith('REGISTR')),
    ...given,
  ]
}

function variablePart(name: string): string {
  return name.toUpperCase().replaceAll(/[-.]/g, '_')
}

function cargoHome(it: Invocation): string {
  return it.env.get('CARGO_HOME') ?? `${home(it)}/.cargo`
}
