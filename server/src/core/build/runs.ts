import type { Command, ExecCommand, Instruction, Run } from '../dockerfile/model.ts'
import type { ShellCommand, ShellWord, Script } from '../shell/model.ts'
import { nestedScript } from '../shell/nestedScript.ts'
import { parseScript } from '../shell/parseScript.ts'
import { parseWindows } from '../shell/parseWindows.ts'
import type { MappedText, Segment } from '../text.ts'
import { baseName } from './evaluate.ts'
import type { Build, BuildStage } from './build.ts'
import { rootImage } from './image.ts'
import { effective } from '../dockerfile/effective.ts'
import { stateAt } from './state.ts'
import { perObject } from '../memo.ts'

/** One RUN of a stage with its script. */
export interface BuildRun {
  readonly run: Run
  /** The RUN, or the ONBUILD around it. */
  readonly instruction: Instruction
  readonly stage: BuildStage
  readonly script: Script
  /** `program` is a here-document for another interpreter, such as Python. */
  readonly dialect: 'posix' | 'powershell' | 'cmd' | 'program'
}

/** All RUNs in order, with their scripts parsed. */
export function collectRuns(build: Build): readonly BuildRun[] {
  return build.stages.flatMap(runsOf)
}

const runsOf = perObject((stage: BuildStage) => stage.stage.instructions.flatMap(it => runOf(stage, it)))

function runOf(stage: BuildStage, instruction: Instruction): readonly BuildRun[] {
  const run = effective(instruction)
  if (run.kind !== 'RUN') return []
  const dialect = dialectOf(stage, run)
  return [{ run, instruction, stage, dialect, script: scriptOf(run, dialect) }]
}

const NOTHING: Script = { commands: [], understood: false, body: undefined, parents: [-1] }

function scriptOf({ command }: Run, dialect: BuildRun['dialect']): Script {
  if (dialect === 'posix') return scriptIn(command)
  if (dialect === 'program') return NOTHING
  return parseWindows(command.form === 'shell' ? command.script : commandLine(command), dialect)
}

/** What `["cmd", "/c", …]` and `["powershell", "-Command", …]` hand on, as one text. */
function commandLine({ args }: ExecCommand): MappedText {
  const flag = args.findIndex(it => /^[-/]c(?:ommand)?$/i.test(it.text))
  let text = ''
  const segments: Segment[] = []
  for (const it of args.slice(flag + 1)) {
    if (text !== '') text += ' '
    segments.push({ at: text.length, source: it.start + 1 })
    text += it.text
  }
  return { text, segments }
}

/** What a command starts, in either form, when its shell is a POSIX one. */
export const scriptIn = perObject((command: Command): Script =>
  command.form === 'shell' ? parseScript(command.script) : execScript(command),
)

/** Exec form starts one program; nothing is expanded in its arguments. */
function execScript(command: ExecCommand): Script {
  const words = command.args.map((it): ShellWord => {
    const { start, end, text } = it
    return { start, end, text, parts: [{ kind: 'literal', value: text, singleQuoted: true, start, end }] }
  })
  const first = words[0]
  const last = words.at(-1)
  if (!first || !last) return NOTHING
  const outer: ShellCommand = {
    span: { start: first.start, end: last.end },
    assignments: [],
    words,
    redirects: [],
    conditional: false,
    shell: -1,
    pipedFrom: [],
    piped: false,
    quote: undefined,
    place: undefined,
    compound: undefined,
  }
  const nested = nestedScript(outer)
  const inner = nested ? parseScript(nested) : { commands: [], understood: true, parents: [-1] }
  // With escapes in the JSON text, offsets in the argument are not offsets in the file.
  const plain = words.every(it => it.text.length === it.end - it.start - 2)
  return {
    commands: [outer, ...inner.commands],
    understood: inner.understood && plain,
    body: undefined,
    parents: inner.parents,
  }
}

const WINDOWS_IMAGES = ['windows/', 'windowsservercore', 'nanoserver', 'servercore', 'dotnet/framework/']

function dialectOf(stage: BuildStage, run: Run): BuildRun['dialect'] {
  if (run.command.form === 'shell' && run.command.shebang !== undefined)
    return isPosixShell(run.command.shebang.trim().split(' ').at(-1) ?? '') ? 'posix' : 'program'
  if (run.command.form === 'exec') return dialectOfProgram(run.command)
  const { shell } = stateAt(stage, run.span.start)
  if (shell?.form === 'exec' && shell.args[0]) return dialectOfShell(shellProgram(shell.args.map(it => it.text)))
  const image = rootImage(stage)
  return WINDOWS_IMAGES.some(it => image.includes(it)) ? 'cmd' : 'posix'
}

/** A program that is no shell for Windows has words to look at, as a POSIX shell would start it. */
function dialectOfProgram({ args }: ExecCommand): BuildRun['dialect'] {
  const dialect = dialectOfShell(args[0]?.text ?? '')
  return dialect === 'program' ? 'posix' : dialect
}

/** `conda run -n env /bin/bash -c` starts a shell in the end. */
function shellProgram(args: readonly string[]): string {
  const isLast = args.at(-1)?.startsWith('-') === true
  return (isLast && args.find(isPosixShell)) || (args[0] ?? '')
}

function dialectOfShell(program: string): BuildRun['dialect'] {
  const name = baseName(program.replaceAll('\\', '/')).toLowerCase()
  if (name.startsWith('powershell') || name.startsWith('pwsh')) return 'powershell'
  if (name.startsWith('cmd')) return 'cmd'
  return isPosixShell(name) ? 'posix' : 'program'
}

function isPosixShell(program: string): boolean {
  return ['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh', 'env', 'busybox'].includes(baseName(program))
}
