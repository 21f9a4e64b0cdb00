import type { Build } from '../build/build.ts'
import { stateAt } from '../build/state.ts'
import { invocationOf } from '../shell/invocation.ts'
import type { ShellCommand, ShellRedirect, ShellWord } from '../shell/model.ts'
import { perObject } from '../memo.ts'
import { contains } from '../text.ts'
import type { RunFlow, Use } from './flowModel.ts'
import { type Touch, touchesOf } from './touches.ts'

/** A value that gets into the build log. */
export interface Printed {
  readonly use: Use
  /** `trace`: by `set -x`. `request`: `curl -v` shows the headers that it sends. */
  readonly by: 'output' | 'trace' | 'request'
}

/** What the commands of a RUN print to the build log: for each command the first of its values. */
export const printedIn = perObject((flow: RunFlow): readonly Printed[] => {
  const { uses, outputs } = flow
  const found = new Map<ShellCommand, Printed>()
  if (uses.length === 0) return []
  for (const command of shownIn(flow)) {
    const use = isPrinter(command) ? outputs.get(command)?.[0] : undefined
    if (use) found.set(command, { use, by: 'output' })
  }
  const traced = tracedIn(flow)
  for (const use of uses) {
    const { source, command } = use
    // BuildKit itself shows commands with the values of ARG and ENV, but not with those of mounts.
    if (source.kind !== 'mount' || found.has(command)) continue
    if (traced.has(command) && wordWith(use)) found.set(command, { use, by: 'trace' })
    else if (isSentVerbosely(use)) found.set(command, { use, by: 'request' })
  }
  return [...found.values()]
})

const READERS = new Set(['cat', 'head', 'tail', 'more', 'less', 'type', 'get-content'])

/** Where commands name files that they print to the build log. */
export function readAloud(build: Build, flow: RunFlow): readonly Touch[] {
  const touches = touchesOf(build, flow).filter(it => !it.redirect && READERS.has(it.invocation?.name ?? ''))
  if (touches.length === 0) return []
  const shown = new Set(shownIn(flow))
  return touches.filter(it => shown.has(it.command))
}

/** Commands that print the whole environment to the build log. */
export const dumpsIn = perObject((flow: RunFlow): readonly ShellCommand[] => {
  const dumps = flow.run.script.commands.filter(isDump)
  if (dumps.length === 0) return []
  const shown = new Set(shownIn(flow))
  const readers = new Map(flow.run.script.commands.flatMap(it => it.pipedFrom.map(printer => [printer, it] as const)))
  return dumps.filter(it => {
    const reader = readers.get(it)
    const sorted = reader && SORTERS.has(invocationOf(reader)?.name ?? '')
    return shown.has(sorted ? reader : it)
  })
})

const SORTERS = new Set(['sort', 'cat', 'tee'])

function isDump(command: ShellCommand): boolean {
  if (2 < command.words.length) return false
  const [name = '', ...args] = command.words.map(it => it.text.toLowerCase())
  if (['get-childitem', 'gci', 'dir', 'ls'].includes(name)) return args.length === 1 && /^env:\\?$/.test(args[0] ?? '')
  if (name === 'export' || name === 'declare') return args.length === 1 && (args[0] === '-p' || args[0] === '-x')
  return args.length === 0 && ['env', 'printenv', 'set'].includes(name)
}

/** Commands whose output is neither piped, redirected nor a part of a word. */
function shownIn({ run }: RunFlow): readonly ShellCommand[] {
  const { commands } = run.script
  const inWords = new Set(commands.flatMap(substitutedIn))
  return commands.filter(it => !it.piped && !inWords.has(it) && !it.redirects.some(isAway))
}

function substitutedIn({ words, assignments, redirects }: ShellCommand): readonly ShellCommand[] {
  const all = [...words, ...assignments.map(it => it.value), ...redirects.flatMap(it => [it.target, it.body])]
  return all.flatMap(commandsIn)
}

function commandsIn(word: ShellWord | undefined): readonly ShellCommand[] {
  return (word?.parts ?? []).flatMap(it =>
    it.kind === 'substitution' ? it.commands : it.kind === 'variable' ? commandsIn(it.operand) : [],
  )
}

function isAway({ operator, fileDescriptor, target }: ShellRedirect): boolean {
  if (fileDescriptor === 2 || operator === '>&' || !/^&?>/.test(operator)) return false
  return !['/dev/stdout', '/dev/stderr', '/dev/tty'].includes(target?.text ?? '')
}

const PRINTERS = new Set(
  'echo printf cat tee head tail base64 xxd tr sort type write-output write-host get-content tee-object'.split(' '),
)

function isPrinter(command: ShellCommand): boolean {
  const { name = '', args = [] } = invocationOf(command) ?? {}
  // `printf -v name` sets a variable.
  return PRINTERS.has(name) && !(name === 'printf' && args[0]?.text === '-v')
}

/** Commands that `set -x` shows with the values of their words. */
function tracedIn({ run }: RunFlow): ReadonlySet<ShellCommand> {
  const traced = new Set<ShellCommand>()
  /** What each shell has set, and whether that was in a nested script, which has no part in what is set around it. */
  const settings = new Map<number, { readonly isOn: boolean; readonly isNested: boolean }>()
  const { shell } = stateAt(run.stage, run.run.span.start)
  const flags = shell?.form === 'exec' && run.run.command.form === 'shell' ? shell.args.slice(1) : []
  if (run.dialect === 'posix' && flags.some(it => isTracing(it.text) === true))
    settings.set(-1, { isOn: true, isNested: false })
  for (const command of run.script.commands) {
    const isNested = command.quote !== undefined
    let outer = command.shell
    while (!settings.has(outer) && 0 <= outer) outer = run.script.parents[outer] ?? -1
    const setting = settings.get(outer)
    if (setting?.isOn && setting.isNested === isNested) traced.add(command)
    const isOn = command.words[0]?.text === 'set' ? turnedBy(command) : undefined
    if (isOn !== undefined && !(isOn && command.conditional)) settings.set(command.shell, { isOn, isNested })
  }
  return traced
}

function turnedBy({ words }: ShellCommand): boolean | undefined {
  for (const [index, { text }] of words.entries()) {
    if (words[index + 1]?.text === 'xtrace') return text === '-o'
    const isOn = isTracing(text)
    if (isOn !== undefined) return isOn
  }
  return undefined
}

/** `-x`, `-eux`, `+x`. */
function isTracing(text: string): boolean | undefined {
  return /^[-+][a-wyzA-Z]{0,8}x/.test(text) ? text.startsWith('-') : undefined
}

/** The word or assignment of its command in which a value is expanded. */
function wordWith({ span, command }: Use): ShellWord | undefined {
  const isHere = (it: ShellWord) => it.parts.some(part => part.kind !== 'literal' && part.start === span.start)
  return [...command.words, ...command.assignments.map(it => it.value)].find(it => contains(it, span) && isHere(it))
}

/** `curl -v` shows the headers that it sends, and with them the credentials. */
function isSentVerbosely(use: Use): boolean {
  const { words } = use.command
  if (use.role !== 'credential' || invocationOf(use.command)?.name !== 'curl') return false
  if (!words.some(it => it.text === '--verbose' || /^-[fgGikLNOqRsS#]{0,8}v[fgGikLNOqRsS#]{0,8}$/.test(it.text)))
    return false
  const word = wordWith(use)
  const option = word && words[words.indexOf(word) - 1]?.text
  return ['-H', '--header', '-u', '--user'].includes(option ?? '') || word?.text.includes('://') === true
}
