import { baseName } from '../build/evaluate.ts'
import type { BuildRun } from '../build/runs.ts'
import type { Dockerfile } from '../dockerfile/model.ts'
import type { ShellCommand } from '../shell/model.ts'
import { contains, type Span, type TextEdit } from '../text.ts'
import { addMounts, type NewMount } from './mountEdits.ts'
import { removeCommands, removeInstruction } from './removals.ts'
import { perObject } from '../memo.ts'

/** What a fix does to one RUN. */
export interface RunChange {
  readonly run: BuildRun
  readonly mounts: NewMount[]
  /** Commands that go. */
  readonly removed: Set<ShellCommand>
  /** `A=1 ` before a command; `<n>` and `<count>` number the variables of one command. */
  readonly prefixes: { readonly command: ShellCommand; readonly variable: string; readonly value: string }[]
  /** Text inserted into, and ranges cut out of, its words. */
  readonly inserted: { readonly offset: number; readonly text: string }[]
  readonly cut: Span[]
  /** Commands that come first, such as `export A=1`. */
  readonly before: string[]
  /** Absolute paths that are removed at the end. */
  readonly cleanUp: Set<string>
  /** Commands that come last and take out what a tool has stored. */
  readonly undone: Set<string>
}

export function newRunChange(run: BuildRun): RunChange {
  return {
    run,
    mounts: [],
    removed: new Set(),
    prefixes: [],
    inserted: [],
    cut: [],
    before: [],
    cleanUp: new Set(),
    undone: new Set(),
  }
}

/** The edits of all changes, or a sentence why one of them can't be made. */
export function editsOfAll(dockerfile: Dockerfile, changes: Iterable<RunChange>): TextEdit[] | string {
  const edits: TextEdit[] = []
  for (const change of changes) {
    const made = editsOf(dockerfile, change)
    if (typeof made === 'string') return made
    edits.push(...made)
  }
  return edits
}

/** The edits of a change, or a sentence why it can't be made. A RUN that has nothing left to do goes. */
function editsOf(dockerfile: Dockerfile, change: RunChange): readonly TextEdit[] | string {
  const { run } = change
  const line = lineOf(dockerfile, run.run.span.start)
  const removal = removeCommands(dockerfile, [...change.removed])
  if (!removal)
    return `In the RUN of line ${line} a command that stores or removes it can't be taken out without changing what else runs.`
  if (removal.kind === 'everything') return [removeInstruction(dockerfile, run.instruction)]
  const scripted = [change.before, change.prefixes, change.inserted, [...change.cleanUp], [...change.undone]].some(
    it => 0 < it.length,
  )
  if (scripted && (run.run.command.form === 'exec' || !run.script.understood))
    return `The RUN of line ${line} is in a form that can't be changed safely; write it as a shell command first.`
  if (change.prefixes.some(it => !fitsBeside(it.command, it.value)))
    return `The RUN of line ${line} has a script in quotes, in which a value with quotes can't be written.`
  if (0 < change.before.length + change.cleanUp.size + change.undone.size && !run.script.body)
    return `The RUN of line ${line} ends in the background, so that nothing can be done before and after it.`
  return [
    ...removal.edits,
    ...addMounts(dockerfile, run.run, change.mounts),
    ...change.inserted.map(({ offset, text }) => insert(offset, text)),
    ...change.cut.map(span => ({ span, newText: '' })),
    // Insertions at one place keep this order: commands that come first, then variables of the next one.
    ...before(change),
    ...prefixes(change),
    ...after(change),
  ]
}

/** Whether a text can be written beside a command without ending the quoted script that it stands in. */
export function fitsBeside({ quote: around }: ShellCommand, text: string): boolean {
  if (around === undefined) return true
  return (around === '"' || around === "'") && !text.includes(around) && !text.includes('\\')
}

/** The line of an offset, counted from 1, as people do. */
export function lineOf(dockerfile: Dockerfile, offset: number): number {
  const starts = lineStarts(dockerfile)
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((starts[middle] ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low
}

const lineStarts = perObject(({ text }: Dockerfile): readonly number[] => {
  const starts = [0]
  for (let at = text.indexOf('\n'); 0 <= at; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
})

function insert(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText }
}

function prefixes(change: RunChange): readonly TextEdit[] {
  return [...new Set(change.prefixes.map(it => it.command))].map(command => {
    const own = change.prefixes.filter(it => it.command === command)
    const counts = new Map<string, number>()
    const assignments = own.map(({ variable, value }): [string, string] => {
      const n = counts.get(variable) ?? 0
      counts.set(variable, n + 1)
      return [variable.replace('<n>', String(n)), value]
    })
    const total = Math.max(...[...counts].filter(([it]) => it.includes('<n>')).map(([, n]) => n), 0)
    const text = [...new Map(assignments)].map(([name, value]) => `${name}=${value.replace('<count>', String(total))} `)
    return insert(command.span.start, text.join(''))
  })
}

function before({ before: texts, run }: RunChange): readonly TextEdit[] {
  const start = run.script.body?.start
  if (texts.length === 0 || start === undefined) return []
  // In a here-document every command has a line of its own.
  const glue = run.run.heredocs.some(it => contains(it.bodySpan, { start, end: start })) ? '\n' : ' && '
  return [insert(start, texts.map(it => it + glue).join(''))]
}

function after({ cleanUp, undone, run }: RunChange): readonly TextEdit[] {
  const end = run.script.body?.end
  const commands = [...undone, ...(cleanUp.size > 0 ? [remove([...cleanUp])] : [])]
  return commands.length === 0 || end === undefined ? [] : [insert(end, commands.map(it => ` && ${it}`).join(''))]
}

/** Debug logs are a directory, and so is what gcloud keeps for other tools. */
const DIRECTORIES = ['_logs', 'legacy_credentials']

function remove(paths: readonly string[]): string {
  const option = paths.some(it => DIRECTORIES.includes(baseName(it))) ? '-rf' : '-f'
  return `rm ${option} ${paths.map(quote).join(' ')}`
}

/** Quoted for a POSIX shell when it must be. */
export function quote(text: string): string {
  return /^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
