import { staticText, type ShellAssignment, type ShellCommand, type ShellWord } from './model.ts'
import { perObject } from '../memo.ts'

/** A command seen through its wrappers: `sudo -E env A=1 /usr/bin/pip3 install x` is `pip` with A. */
export interface Invocation {
  /** Base name of the program, in lower case without version: `pip` for `/opt/venv/bin/pip3.11`. */
  readonly name: string
  /** Arguments after the name. */
  readonly args: readonly ShellWord[]
  /** Variables that only this command sees. */
  readonly assignments: readonly ShellAssignment[]
  /** The word that names the program. */
  readonly program: ShellWord
  /** What it starts itself, after it has read its own settings: `turbo build` of `npx turbo build`. */
  readonly starts?: Invocation | undefined
}

/** Wrappers that run the command in their arguments, with the options that take a value. */
const WRAPPERS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    sudo: ['-u', '-g', '-h', '-p', '-C', '-r', '-t', '--user', '--group'],
    env: ['-u', '-C', '-S', '--unset', '--chdir'],
    exec: ['-a'],
    command: [],
    builtin: [],
    nohup: [],
    time: ['-f', '-o'],
    nice: ['-n'],
    ionice: ['-c', '-n'],
    stdbuf: ['-i', '-o', '-e'],
    timeout: ['-k', '-s', '--signal', '--kill-after'],
    xargs: ['-n', '-I', '-P', '-L', '-d', '-a', '-E', '-s'],
    gosu: [],
    'su-exec': [],
    chpst: ['-u'],
    'ssh-agent': ['-a', '-t', '-O', '-P', '-E'],
    retry: ['-t', '-d'],
    xvfb: [],
  }),
)

/** Wrappers whose first plain argument is not yet the command: a duration, a user. */
const WITH_ARGUMENT = new Set(['timeout', 'gosu', 'su-exec'])

/** What a command really runs; undefined when its name is computed. */
export function invocationOf(command: ShellCommand): Invocation | undefined {
  return known(command).invocation
}

const known = perObject((command: ShellCommand) => ({ invocation: unwrapAll(command) }))

function unwrapAll(command: ShellCommand): Invocation | undefined {
  let words = command.words
  const assignments = [...command.assignments]
  for (let round = 0; round < 6; round++) {
    const program = words[0]
    const text = program && staticText(program)
    if (program === undefined || text === undefined || text === '') return undefined
    const name = programName(text)
    const options = WRAPPERS.get(name)
    const rest = options && unwrap(name, words.slice(1), options, assignments)
    const inner = rest && 0 < rest.length ? rest : startedBy(name, words.slice(1))
    if (!inner) return throughInterpreter({ name, args: words.slice(1), assignments, program })
    words = inner
  }
  return undefined
}

/** Whether a wrapper runs the command as another user, who has another home: `sudo -u app`, `gosu app`. */
export function runsAsAnother({ words }: ShellCommand): boolean {
  const [wrapper = '', ...args] = words.map(it => it.text)
  if (wrapper === 'gosu' || wrapper === 'su-exec') return args[0] !== 'root'
  return (
    wrapper === 'sudo' &&
    args.some((it, index) => /^(?:-u.|--user=)/.test(it) || ['-u', '--user'].includes(args[index - 1] ?? ''))
  )
}

function unwrap(
  wrapper: string,
  words: readonly ShellWord[],
  options: readonly string[],
  assignments: ShellAssignment[],
): readonly ShellWord[] {
  let skipped = WITH_ARGUMENT.has(wrapper) ? 1 : 0
  for (let index = 0; index < words.length; index++) {
    const word = words[index]
    if (!word) break
    if (word.text.startsWith('-') && word.text !== '-') {
      if (options.includes(word.text)) index++
      continue
    }
    const assignment = wrapper === 'env' || wrapper === 'sudo' ? asAssignment(word) : undefined
    if (assignment) assignments.push(assignment)
    else if (skipped > 0) skipped--
    else return words.slice(index)
  }
  return []
}

/** Tools with a subcommand that does nothing but start a program of the project's environment. */
const RUNNERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    bundle: 'exec',
    conda: 'run',
    mamba: 'run',
    micromamba: 'run',
    pdm: 'run',
    pipenv: 'run',
    poetry: 'run',
  }),
)

const RUNNER_OPTIONS = ['-n', '--name', '-p', '--prefix', '--package', '--cwd', '-C', '--dir', '--filter', '-F']

/** `poetry run pip install` is pip. */
function startedBy(runner: string, words: readonly ShellWord[]): readonly ShellWord[] | undefined {
  const [first, ...rest] = unwrap(runner, words, RUNNER_OPTIONS, [])
  if (first === undefined || RUNNERS.get(runner) !== first.text) return undefined
  const program = unwrap(runner, rest, RUNNER_OPTIONS, [])
  return 0 < program.length ? program : undefined
}

/** These read their settings and run programs of the packages, with or without a subcommand. */
const PACKAGE_RUNNERS = new Set(['bunx', 'npx', 'pnpm', 'pnpx', 'yarn'])
const RUNNER_SUBCOMMANDS = new Set(['exec', 'run'])

function startedByPackageRunner({ name, args, assignments }: Invocation): Invocation | undefined {
  if (!PACKAGE_RUNNERS.has(name)) return undefined
  const words = unwrap(name, args, RUNNER_OPTIONS, [])
  const [program, ...rest] = RUNNER_SUBCOMMANDS.has(words[0]?.text ?? '') ? words.slice(1) : words
  const text = program && staticText(program)
  return program && text ? { name: programName(text), args: rest, assignments, program } : undefined
}

/** `A=value` written as an argument, as `env`, `export` and `sudo` take it. */
export function asAssignment(word: ShellWord): ShellAssignment | undefined {
  const first = word.parts[0]
  if (first?.kind !== 'literal') return undefined
  const equals = first.value.indexOf('=')
  if (equals < 1) return undefined
  const name = first.value.slice(0, equals)
  const head = { ...first, value: first.value.slice(equals + 1), start: first.start + equals + 1 }
  const value: ShellWord = {
    start: head.start,
    end: word.end,
    text: word.text.slice(equals + 1),
    parts: head.value === '' ? word.parts.slice(1) : [head, ...word.parts.slice(1)],
  }
  return { name, value, start: word.start, end: word.end }
}

/** `python -m pip install` is pip; `php composer.phar install` is composer; `corepack pnpm` is pnpm. */
function throughInterpreter(invocation: Invocation): Invocation {
  const { name, args } = invocation
  if (name === 'python' || name === 'pypy') {
    const flag = args.findIndex(it => it.text === '-m')
    const module = args[flag + 1]
    const onlyOptions = args.slice(0, flag).every(it => it.text.startsWith('-'))
    if (0 <= flag && onlyOptions && module)
      return { ...invocation, name: programName(module.text), args: args.slice(flag + 2) }
  }
  const script = scriptOf(name, args)
  if (script) return { ...invocation, name: programName(script.text), args: args.slice(args.indexOf(script) + 1) }
  if (name === 'corepack' && args[0] && !args[0].text.startsWith('-') && args.length > 1 && args[0].text !== 'enable')
    return withStarted({ ...invocation, name: programName(args[0].text), args: args.slice(1) })
  return withStarted(invocation)
}

function withStarted(invocation: Invocation): Invocation {
  const starts = startedByPackageRunner(invocation)
  return starts ? { ...invocation, starts } : invocation
}

/** Interpreters of a tool that is a file for them, with the options that take a value. */
const INTERPRETERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['mono', []],
  ['php', ['-c', '-d']],
  ['python', ['-W', '-X']],
  ['ruby', []],
])

const SCRIPTS = new Set(['composer', 'nuget', 'artisan', 'console', 'manage.py', 'rails', 'rake'])

/** `php -d memory_limit=-1 /usr/bin/composer install` is composer, `python manage.py migrate` is manage.py. */
function scriptOf(name: string, args: readonly ShellWord[]): ShellWord | undefined {
  const options = INTERPRETERS.get(name)
  const script = options && unwrap(name, args, options, [])[0]
  return script && SCRIPTS.has(programName(script.text)) ? script : undefined
}

const VERSIONED = new Set(['pip', 'python', 'pypy', 'ruby', 'php', 'gcc', 'go', 'dotnet'])

function programName(text: string): string {
  const base = text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1).toLowerCase()
  // `npx turbo@2.1` names a version.
  const at = base.indexOf('@', 1)
  const plain = (0 < at ? base.slice(0, at) : base).replace(/\.(?:exe|cmd|bat|phar)$/, '')
  const stem = plain.replace(/[0-9.-]+$/, '')
  return VERSIONED.has(stem) ? stem : plain
}

/** The first argument that is no option. `valued` are options that take a separate value. */
export function subcommandOf(args: readonly ShellWord[], valued: readonly string[] = []): string | undefined {
  for (let index = 0; index < args.length; index++) {
    const text = args[index]?.text ?? ''
    if (!text.startsWith('-')) return text
    if (valued.includes(text)) index++
  }
  return undefined
}
