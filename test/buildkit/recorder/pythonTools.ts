import { gitCredentials } from './git.ts'
import { readIni } from './ini.ts'
import { expandBraces, home, operands, optionValues, type Invocation } from './invocation.ts'
import { netrcCredentials } from './netrc.ts'
import { pipSettings } from './pip.ts'
import { argumentsOf, readLines, statements, textOf, variablesOf, type Setting } from './settings.ts'
import { never, quote, writeFileScript, type ToolModel } from './toolModel.ts'

const netrc = (it: Invocation): readonly string[] => netrcCredentials(it, it.env.get('NETRC'), '~/.netrc')

/** uv reads its own variables, and nothing of pip's. */
export const uv: ToolModel = {
  commands: ['uv', 'uvx'],
  purpose(it) {
    const [command = '', action = ''] = operands(it.args)
    if (command === 'auth') return action === 'logout' ? 'remove' : 'store'
    return ['', 'cache', 'init', 'python', 'self', 'venv', 'version'].includes(command) ? 'nothing' : 'use'
  },
  credentials: it => [
    ...statements('uv', variablesOf(it, 'UV_')),
    ...['./pyproject.toml', './uv.toml', '~/.config/uv/uv.toml']
      .flatMap(path => [...readIni(textOf(it, path)).values()])
      .map(value => `uv setting ${value}`),
    `uv store ${textOf(it, '~/.local/share/uv/credentials/credentials.toml')}`,
    ...argumentsOf(it),
    ...netrc(it),
    ...gitCredentials(it),
  ],
  // The project is built when it is installed.
  runsProject: it => ['run', 'sync', 'build'].includes(operands(it.args)[0] ?? '') || it.args.includes('.'),
  effect: it =>
    uv.purpose(it) === 'store'
      ? writeFileScript(`${home(it)}/.local/share/uv/credentials/credentials.toml`, `${it.args.join(' ')}\n`)
      : '',
}

/** PDM. Addresses in the project may name variables. */
export const pdm: ToolModel = {
  commands: ['pdm'],
  purpose(it) {
    const [command = ''] = operands(it.args)
    if (command === 'config') return it.args.some(word => word === '-d' || word === '--delete') ? 'remove' : 'store'
    return ['', 'cache', 'info', 'python', 'use', 'venv'].includes(command) ? 'nothing' : 'use'
  },
  credentials: it => [
    ...statements('pdm', [
      ...configured(it),
      ...variablesOf(it, 'PDM_PYPI_').map(([name, value]): Setting => [`pypi.${name.toLowerCase()}`, value]),
    ]),
    ...textOf(it, './pyproject.toml')
      .split('\n')
      .map(line => `project ${expandBraces(it, line)}`),
    ...netrc(it),
    ...gitCredentials(it),
  ],
  runsProject: it => ['run', 'install', 'sync', 'build'].includes(operands(it.args)[0] ?? ''),
  effect(it) {
    const [command, key = '', value] = operands(it.args)
    if (command !== 'config') return ''
    const kept = configured(it).filter(([name]) => name !== key)
    const all: readonly Setting[] = value === undefined ? kept : [...kept, [key, value]]
    return writeFileScript(
      `${home(it)}/.config/pdm/config.toml`,
      all.map(([name, text]) => `${name} = "${text}"\n`).join(''),
    )
  },
}

function configured(it: Invocation): readonly Setting[] {
  const texts = [textOf(it, it.env.get('PDM_CONFIG_FILE'), '~/.config/pdm/config.toml'), textOf(it, './pdm.toml')]
  return texts.flatMap(text => [...readIni(text)]).map(([name, value]) => [name.replace(/^\./, ''), value])
}

/** Pipenv starts pip; the addresses in a Pipfile may name variables. */
export const pipenv: ToolModel = {
  commands: ['pipenv'],
  purpose: it => (['', 'graph', 'requirements', 'verify'].includes(operands(it.args)[0] ?? '') ? 'nothing' : 'use'),
  credentials: it => [
    ...['./Pipfile', './Pipfile.lock']
      .flatMap(path => textOf(it, path).split('\n'))
      .map(line => `Pipfile ${expandBraces(it, line).trim()}`),
    ...statements('pipenv', variablesOf(it, 'PIPENV_')),
    ...pipSettings(it),
    ...netrc(it),
    ...gitCredentials(it),
  ],
  runsProject: it => operands(it.args)[0] === 'run',
  effect: () => '',
}

/** Twine: an option wins over a variable, and that over .pypirc. */
export const twine: ToolModel = {
  commands: ['twine', 'flit', 'hatch'],
  purpose: it => (['check', 'build', 'env', 'version'].includes(operands(it.args)[0] ?? '') ? 'nothing' : 'use'),
  credentials(it) {
    const [user = it.env.get('TWINE_USERNAME')] = optionValues(it.args, '--username', '-u')
    const [password = it.env.get('TWINE_PASSWORD')] = optionValues(it.args, '--password', '-p')
    const stored = [...readIni(textOf(it, ...optionValues(it.args, '--config-file'), '~/.pypirc'))]
    const given = password === undefined ? stored.map(([name, value]) => `pypirc ${name}=${value}`) : []
    return [...given, `upload as ${user ?? ''}:${password ?? ''}`, ...netrc(it)]
  },
  runsProject: never,
  effect: () => '',
}

/** conda and its like. They keep a history of their command lines. */
export const conda: ToolModel = {
  commands: ['conda', 'mamba', 'micromamba'],
  purpose(it) {
    const [command = ''] = operands(it.args)
    if (command === 'config') return it.args.some(word => word.startsWith('--remove')) ? 'remove' : 'store'
    return ['', 'activate', 'clean', 'info', 'init', 'list', 'shell'].includes(command) ? 'nothing' : 'use'
  },
  credentials: it => [
    ...['/etc/conda/.condarc', '~/.conda/.condarc', '~/.condarc', it.env.get('CONDARC')].flatMap(path =>
      condaLines(it, path),
    ),
    ...statements('conda', variablesOf(it, 'CONDA_')),
    ...statements('mamba', readLines(textOf(it, '~/.mamba/auth/authentication.json'))),
    ...argumentsOf({ ...it, env: new Map() }),
    ...pipSettings(it),
    ...netrc(it),
  ],
  // An environment's file may have packages for pip, whose addresses may name variables.
  runsProject: it => ['env', 'run'].includes(operands(it.args)[0] ?? ''),
  effect(it) {
    if (conda.purpose(it) === 'nothing') return ''
    if (operands(it.args)[0] === 'config') return configScript(it)
    const line = quote(`# cmd: conda ${it.args.join(' ')}`)
    return `$b mkdir -p /opt/conda/conda-meta && echo ${line} >> /opt/conda/conda-meta/history`
  },
}

function condaLines(it: Invocation, path: string | undefined): readonly string[] {
  return textOf(it, path)
    .split('\n')
    .map(line => `condarc ${expandBraces(it, line).trim()}`)
}

/** `conda config --add channels URL`. */
function configScript(it: Invocation): string {
  const path = it.args.includes('--system') ? '/opt/conda/.condarc' : `${home(it)}/.condarc`
  const [, key = '', value = ''] = operands(it.args)
  const kept = textOf(it, path)
    .split('\n')
    .filter(line => line !== '' && !(conda.purpose(it) === 'remove' && line.includes(value)))
  const added = conda.purpose(it) === 'remove' ? [] : [`${key}: ${value}`]
  return writeFileScript(path, [...kept, ...added].map(line => `${line}\n`).join(''))
}
