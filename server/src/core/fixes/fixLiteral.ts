import type { Analysis } from '../analyze.ts'
import type { BuildRun } from '../build/runs.ts'
import type { Dockerfile } from '../dockerfile/model.ts'
import { knownVariable } from '../knowledge/match.ts'
import { editedInPlace } from '../secrets/arguments.ts'
import type { Literal } from '../secrets/literal.ts'
import { literalsOf } from '../secrets/literals.ts'
import { asAssignment, invocationOf } from '../shell/invocation.ts'
import { identifiersIn, type ShellAssignment, type ShellCommand } from '../shell/model.ts'
import { toId } from './ids.ts'
import { nameOfLiteral } from './literalName.ts'
import { mountVariable } from './mountVariable.ts'
import { type Outcome, refuse, repair } from './outcome.ts'
import { editsOfAll, lineOf, type RunChange } from './runChange.ts'
import { storedBehind } from './storedBehind.ts'
import { substitute } from './substitute.ts'
import { elsewhere, hideInComments, isUnmistakable } from './sameText.ts'
import { changeOf, type Changes } from './supply.ts'
import { raiseSyntax } from './syntax.ts'
import { perObject } from '../memo.ts'
import { contains } from '../text.ts'

/** One place in a RUN where a credential is written. */
interface Occurrence {
  readonly literal: Literal
  readonly command: ShellCommand
  readonly run: BuildRun
}

/** Makes a secret of a credential that is written in RUNs: each place gets a variable that a mount gives it. */
export function fixLiteral(analysis: Analysis, literal: Literal): Outcome {
  return fixLiterals(analysis).get(literal) ?? refuse(ELSEWHERE)
}

const ELSEWHERE =
  'The value is known already: revoke it, and give a new one to the RUN that needs it with --mount=type=secret.'

/** The same text in several places is one credential. */
const fixLiterals = perObject((analysis: Analysis): ReadonlyMap<Literal, Outcome> => {
  const groups = new Map<string, Occurrence[]>()
  const literals: Literal[] = []
  for (const run of analysis.runs)
    for (const { literal, command } of literalsOf(run.script.commands)) {
      literals.push(literal)
      const group = groups.get(literal.value)
      const occurrence = { literal: placed(literal, analysis.dockerfile), command, run }
      if (group) group.push(occurrence)
      else groups.set(literal.value, [occurrence])
    }
  for (const [value, group] of [...groups].filter(([it]) => isUnmistakable(it)).slice(0, MAX_SEARCHED)) {
    const [first] = group
    if (first && analysis.dockerfile.text.split(value).length - 1 > group.length)
      group.push(...elsewhere(first.literal, group, analysis.runs))
  }
  const names = new Names(analysis)
  const outcomes = new Map([...groups].map(([value, group]) => [value, rewrite(analysis, group, names)]))
  return new Map(literals.map(it => [it, outcomes.get(it.value) ?? refuse(ELSEWHERE)]))
})

/** So many credentials are looked for in other commands. */
const MAX_SEARCHED = 20

/** Beside escapes and continuations it is in one piece all the same when it stands there just once. */
function placed(literal: Literal, { text }: Dockerfile): Literal {
  const { start, end, value } = literal
  const at = text.indexOf(value, start)
  const isClear =
    /^[\w.+/=~:@%-]{6,}$/.test(value) && at + value.length <= end && text.lastIndexOf(value, end - value.length) === at
  return literal.place || at < 0 || !isClear ? literal : { ...literal, place: { start: at, end: at + value.length } }
}

function rewrite(analysis: Analysis, group: readonly Occurrence[], names: Names): Outcome {
  const { dockerfile } = analysis
  for (const it of group) {
    const obstacle = obstacleOf(it)
    if (obstacle !== undefined)
      return refuse(`The credential on line ${lineOf(dockerfile, it.literal.start)} ${obstacle}`)
  }
  const { id, name } = names.next(group)
  const changes: Changes = new Map()
  for (const it of group) {
    const change = changeOf(changes, it.run)
    mountVariable(analysis, change, id, name)
    const problem = replace(analysis, it, name, change)
    if (problem !== undefined)
      return refuse(`The credential on line ${lineOf(dockerfile, it.literal.start)} ${problem}`)
  }
  const edits = editsOfAll(dockerfile, changes.values())
  if (typeof edits === 'string') return refuse(edits)
  const stored = storedBehind(analysis, changes.keys(), edits, id)
  if (stored !== undefined) return refuse(stored)
  const { value } = group[0]?.literal ?? { value: '' }
  const inComments = isUnmistakable(value)
    ? hideInComments(dockerfile, value, name).filter(it => !edits.some(({ span }) => contains(span, it.span)))
    : []
  const isVariable = [...changes.values()].some(it => it.mounts.some(mount => mount.env !== undefined))
  return repair({
    title: `Move the credential to the secret ${id}, and revoke it: it is known`,
    safety: 'suggestion',
    edits: [...(isVariable ? raiseSyntax(dockerfile) : []), ...edits, ...inComments],
    fileEdits: [],
    secrets: [{ id, from: { kind: 'literal', name } }],
  })
}

/** Why nothing can be put in the place of a literal. */
function obstacleOf({ literal, command, run }: Occurrence): string | undefined {
  if (run.dialect !== 'posix' || !run.script.understood)
    return 'is in a script that is no plain shell script; mount a secret by hand.'
  if (run.run.command.form === 'exec')
    return 'is in the exec form, in which nothing is expanded; write the RUN as a shell command first.'
  if (literal.name === 'a private key') return 'is a key of several lines; mount it as a file with target=.'
  if (literal.kind === 'value' && editsInPlace(command))
    return 'is in the script of an editor, to which signs of a new value may mean something; write the file in one piece.'
  return undefined
}

function editsInPlace(command: ShellCommand): boolean {
  const invocation = invocationOf(command)
  return invocation !== undefined && 0 < editedInPlace(invocation).length
}

/** Why a literal can't be replaced; nothing when it is. */
function replace(
  { dockerfile }: Analysis,
  { literal, command, run }: Occurrence,
  variable: string,
  change: RunChange,
): string | undefined {
  const own = assignmentsOf(command).find(it => it.name === variable && holdsAll(it, literal))
  const next = own && (command.assignments.find(it => own.end <= it.start) ?? command.words[0])
  if (own && next && own.end <= next.start) change.cut.push({ start: own.start, end: next.start })
  else if (own && isAlone(command)) change.removed.add(command)
  else {
    const edits = substitute(dockerfile, run.script, literal, variable)
    if (typeof edits === 'string') return edits
    for (const { span, newText } of edits) {
      // The quotes around a delimiter go once.
      if (change.cut.some(it => it.start === span.start && it.end === span.end)) continue
      change.inserted.push({ offset: span.start, text: newText })
      if (span.start < span.end) change.cut.push(span)
    }
  }
  return undefined
}

/** Of the command and of what it exports. */
function assignmentsOf({ assignments, words }: ShellCommand): readonly ShellAssignment[] {
  const exported = words[0]?.text === 'export' ? words.slice(1).flatMap(it => asAssignment(it) ?? []) : []
  return [...assignments, ...exported]
}

/** It does nothing but set one variable. */
function isAlone({ assignments, words, redirects, conditional, place }: ShellCommand): boolean {
  const count = assignments.length + Math.max(0, words.length - 1)
  return count === 1 && redirects.length === 0 && !conditional && place?.topLevel === true
}

function holdsAll({ value }: ShellAssignment, { value: credential }: Literal): boolean {
  const [only] = value.parts
  return value.parts.length === 1 && only?.kind === 'literal' && only.value === credential
}

/** Gives out names and ids that mean nothing else in the Dockerfile. */
class Names {
  private readonly names: Set<string>
  private readonly ids: Set<string>
  private readonly numbers = new Map<string, number>()

  constructor({ dockerfile, trace }: Analysis) {
    this.names = new Set(identifiersIn(dockerfile.text))
    this.ids = new Set(trace.flows.flatMap(it => it.mounts.flatMap(mount => mount.id ?? [])))
  }

  next(group: readonly Occurrence[]): { readonly id: string; readonly name: string } {
    const [first] = group
    const base = first ? nameOfLiteral(first.literal, first.command) : ''
    // A tool that reads one half of the credentials by itself would miss the other.
    const own = knownVariable(base)?.holds === 'user' ? `BUILD_${base}` : base
    const name = group.every(it => assignsOnce(it, base)) ? base : this.free(own, this.names)
    return { name, id: this.free(toId(name), this.ids) }
  }

  private free(base: string, taken: Set<string>): string {
    let number = this.numbers.get(base) ?? 1
    const name = () => (number === 1 ? base : `${base}_${number}`)
    while (taken.has(name())) number++
    this.numbers.set(base, number)
    taken.add(name())
    return name()
  }
}

/** `API_KEY=… ./deploy.sh`: the variable may as well come from the mount, when the RUN has no other value for it. */
function assignsOnce({ command, run, literal }: Occurrence, name: string): boolean {
  return (
    countAssignments(run).get(name) === 1 &&
    assignmentsOf(command).some(it => it.name === name && holdsAll(it, literal))
  )
}

const countAssignments = perObject(({ script }: BuildRun): ReadonlyMap<string, number> => {
  const count = new Map<string, number>()
  for (const { assignments, words } of script.commands)
    for (const { name } of [...assignments, ...words.flatMap(it => asAssignment(it) ?? [])])
      count.set(name, (count.get(name) ?? 0) + 1)
  return count
})
