import type { Analysis } from '../analyze.ts'
import { type Declaration, resolve } from '../build/declarations.ts'
import type { BuildRun } from '../build/runs.ts'
import { literalValue } from '../dockerfile/index.ts'
import { isShipped } from '../secrets/exposures.ts'
import { isLiteral } from '../secrets/literal.ts'
import type { VariableSecret } from '../secrets/trace.ts'
import { type ShellCommand, variablesOf } from '../shell/model.ts'
import { contains, type TextEdit } from '../text.ts'
import { secretId } from './ids.ts'
import { mountVariable } from './mountVariable.ts'
import { needsOf, type Needs } from './needs.ts'
import { type Outcome, refuse, repair } from './outcome.ts'
import { relocate } from './relocate.ts'
import { changeOf, type Changes, type Supply } from './supply.ts'
import { declarationSpans, removeItems } from './removals.ts'
import { editsOfAll, lineOf, type RunChange } from './runChange.ts'
import { isForBuild, whyNeededAtRunTime } from './runTimeVariable.ts'
import { hideInComments, isUnmistakable } from './sameText.ts'
import { raiseSyntax } from './syntax.ts'
import { perObject } from '../memo.ts'

/** Moves an ARG or ENV credential to secret mounts: declarations gone, every RUN that needs it has it. */
export function fixVariable(analysis: Analysis, secret: VariableSecret): Outcome {
  return outcomeOf(secret, analysis)
}

const outcomeOf = perObject((secret: VariableSecret, analysis: Analysis) =>
  rewrite(analysis, secret, other => (!other || alone(other, analysis).fix ? 'apart' : 'no')),
)

/** What becomes of it when all that others add to the same files goes, too. */
const alone = perObject((secret: VariableSecret, analysis: Analysis) => rewrite(analysis, secret, () => 'together'))

/** Whether another secret goes, of which a command stores something. */
type Goes = (other: VariableSecret | undefined) => ReturnType<Supply['goes']>

function rewrite(analysis: Analysis, secret: VariableSecret, goes: Goes): Outcome {
  const reason = unreachable(analysis, secret) ?? whyNeededAtRunTime(analysis, secret)
  if (reason !== undefined) return refuse(reason)
  const foreign = secret.uses.find(it => it.flow.run.dialect !== 'posix')
  if (foreign) return refuse(notUnderstood(analysis, secret, foreign.flow.run))
  const changes: Changes = new Map()
  const supply = supplyOf(analysis, secret, goes)
  for (const persisted of analysis.persisted) {
    const problem = persisted.secret === secret ? relocate(analysis, persisted, supply, changes) : undefined
    if (problem !== undefined) return refuse(problem)
  }
  const gone = new Set([...changes.values()].flatMap(it => [...it.removed]))
  const relocated = 0 < changes.size
  const needs = needsOf(analysis, secret, gone, relocated)
  if (MAX_GUESSES < needs.size && !relocated && !isNamed(analysis, secret))
    return refuse(
      `No command names ${secret.name}, and ${needs.size} RUNs start programs that may read it; mount it by hand on those that do.`,
    )
  const opaque = [...needs.keys()].find(it => it.dialect !== 'posix' || !it.script.understood)
  if (opaque) return refuse(notUnderstood(analysis, secret, opaque))
  const shadowed = mountWhereNeeded(analysis, secret, needs, changes)
  return shadowed === undefined ? assemble(analysis, secret, changes) : refuse(shadowed)
}

/** In so many RUNs a secret is mounted because an unknown program may read it. */
const MAX_GUESSES = 8

/** Whether a command expands it, or a tool is known to read it. */
function isNamed(analysis: Analysis, secret: VariableSecret): boolean {
  return 0 < secret.uses.length || secret.declarations.some(it => isForBuild(analysis, secret, it.name.text))
}

function assemble(analysis: Analysis, secret: VariableSecret, changes: Changes): Outcome {
  const { dockerfile } = analysis
  const made = editsOfAll(dockerfile, changes.values())
  if (typeof made === 'string') return refuse(made)
  const edits = [...removeDeclarations(analysis, secret), ...made]
  const mounts = [...changes.values()].flatMap(it => it.mounts)
  const id = secretId(analysis, secret.name)
  const kept = secret.declarations.find(it => it.kind === 'env' && isShipped(analysis.build, it))
  if (mounts.length === 0 && kept)
    return refuse(
      `No command of the build uses ${kept.name.text}, and the running container may need it; pass it with docker run or as a run-time secret.`,
    )
  if (mounts.length === 0)
    return repair({
      title: `Remove ${secret.name}, which nothing uses`,
      safety: 'suggestion',
      edits,
      fileEdits: [],
      secrets: [],
    })
  const known = literalOf(secret)
  const inComments = known !== undefined && isUnmistakable(known) ? hideInComments(dockerfile, known, secret.name) : []
  return repair({
    title: `Move ${secret.name} to a secret mount${known === undefined ? '' : ', and revoke its value: it is known'}`,
    safety: 'suggestion',
    edits: [
      ...(mounts.some(it => it.env !== undefined) ? raiseSyntax(dockerfile) : []),
      ...edits,
      ...inComments.filter(it => !edits.some(({ span }) => contains(span, it.span))),
    ],
    fileEdits: [],
    secrets: [
      {
        id,
        from: { kind: known !== undefined && secret.entry === 'arg' ? 'literal' : secret.entry, name: secret.name },
      },
    ],
  })
}

/** The value that is written in the Dockerfile. */
function literalOf({ declarations }: VariableSecret): string | undefined {
  const text = declarations[0]?.value && literalValue(declarations[0].value)
  return text !== undefined && isLiteral(text) ? text : undefined
}

/** A secret mount reaches RUN only. */
function unreachable({ dockerfile }: Analysis, { name, wordUses }: VariableSecret): string | undefined {
  const use = wordUses[0]
  if (!use) return undefined
  const { kind } = use.instruction
  const where = `${kind} on line ${lineOf(dockerfile, use.span.start)}`
  if (kind === 'FROM')
    return `${name} is part of the image name in ${where}; log in to the registry where the build is started instead.`
  if (kind === 'ADD')
    return `${name} is used by ${where}; download with curl in a RUN, or give docker the secret HTTP_AUTH_TOKEN_<host>.`
  return `${name} is used by ${where}, where a secret mount is not available.`
}

function notUnderstood({ dockerfile }: Analysis, { name }: VariableSecret, { run, dialect }: BuildRun): string {
  const line = lineOf(dockerfile, run.span.start)
  const what = {
    powershell: 'a PowerShell script',
    cmd: 'a script for cmd',
    program: 'no shell script',
    posix: 'not fully understood',
  }
  return `The RUN on line ${line} may use ${name}, and it is ${what[dialect]}; move ${name} to a secret mount by hand.`
}

/** Mounts the secret under the names that a RUN uses; values that are put together are put together in the RUN. */
function mountWhereNeeded(
  analysis: Analysis,
  secret: VariableSecret,
  needs: Needs,
  changes: Changes,
): string | undefined {
  for (const [run, names] of needs) {
    const dump = run.script.commands.find(dumpsEnvironment)
    if (dump)
      return `The command on line ${lineOf(analysis.dockerfile, dump.span.start)} writes all variables to a file, and ${secret.name} would be among them.`
    for (const name of names) {
      if (provide(analysis, secret, changeOf(changes, run), name)) continue
      const line = lineOf(analysis.dockerfile, run.run.span.start)
      return `${name}, which the RUN on line ${line} uses, is put together from another value of the same name; give them different names first.`
    }
  }
  return undefined
}

/** `env > build.env`, `printenv | sort > build.env`, `export -p > build.env`. */
function dumpsEnvironment(command: ShellCommand): boolean {
  const [name = '', ...args] = command.words.map(it => it.text)
  const dumps = args.length === 0 ? ['env', 'printenv', 'set'].includes(name) : name === 'export' && args[0] === '-p'
  return dumps && (command.piped || command.redirects.some(it => it.operator.startsWith('>')))
}

/** Makes a variable visible in a RUN as it was; false when a part of its value is not what it was any more. */
function provide(analysis: Analysis, secret: VariableSecret, change: RunChange, name: string): boolean {
  const { run } = change
  const declaration = resolve(run.stage, name, run.run.span.start)
  if (!declaration || !secret.declarations.includes(declaration)) return true
  if (isWhole(declaration)) {
    mount(analysis, secret, change, name)
    return true
  }
  const stage = declaration.stage && analysis.build.stages[declaration.stage.index]
  for (const part of declaration.value?.parts ?? []) {
    if (part.kind !== 'variable' || !stage) continue
    const source = resolve(stage, part.name, declaration.start)
    if (source !== resolve(run.stage, part.name, run.run.span.start)) return false
    if (source && !provide(analysis, secret, change, part.name)) return false
  }
  const text = `export ${name}="${shellText(analysis, declaration)}"`
  if (!change.before.includes(text)) change.before.push(text)
  return true
}

/** The value is the secret itself: given from outside, literal, or a plain copy of another variable. */
function isWhole({ value }: Declaration): boolean {
  if (!value || value.parts.every(it => it.kind === 'literal')) return true
  const only = value.parts[0]
  return value.parts.length === 1 && only?.kind === 'variable' && only.operator === undefined
}

/** A value of ENV as the inside of a double-quoted word. */
function shellText({ dockerfile }: Analysis, { value }: Declaration): string {
  const parts = value?.parts ?? []
  return parts
    .map(it => (it.kind === 'literal' ? it.value.replace(/["\\$`]/g, '\\$&') : dockerfile.text.slice(it.start, it.end)))
    .join('')
}

function mount(analysis: Analysis, secret: VariableSecret, change: RunChange, env: string): void {
  mountVariable(analysis, change, secretId(analysis, secret.name), env)
}

function supplyOf(analysis: Analysis, secret: VariableSecret, goes: Goes): Supply {
  const names = new Set(secret.declarations.filter(isWhole).map(it => it.name.text))
  return {
    direct: (change, word, variable) => {
      const only = word.parts[0]
      if (word.parts.length !== 1 || only?.kind !== 'variable' || only.operator !== undefined || !names.has(only.name))
        return false
      mount(analysis, secret, change, variable)
      return true
    },
    asBefore: (change, word) => {
      for (const { name } of variablesOf(word)) provide(analysis, secret, change, name)
    },
    goes: other => (other.secret === secret ? 'together' : goes(other.secret)),
  }
}

function removeDeclarations({ dockerfile }: Analysis, { declarations }: VariableSecret): TextEdit[] {
  const instructions = new Set(declarations.map(it => it.instruction))
  return [...instructions].flatMap(instruction => {
    const gone = declarations.filter(it => it.instruction === instruction)
    return [...removeItems(dockerfile, instruction, declarationSpans(instruction), gone)]
  })
}
