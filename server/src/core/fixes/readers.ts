import type { Analysis } from '../analyze.ts'
import { baseName, homeAt, isWithin, join, variableValue } from '../build/evaluate.ts'
import { credentialFileFor } from '../knowledge/index.ts'
import type { CredentialFile } from '../knowledge/model.ts'
import { consumes, matchPersisting, readsFile, toolOf } from '../knowledge/match.ts'
import { mayReadAnything } from '../knowledge/programs.ts'
import { REMOVERS, type RunFlow } from '../secrets/flow.ts'
import { COPIES_TEXT } from '../secrets/textPrograms.ts'
import { type Touch, touchesOf } from '../secrets/touches.ts'
import { type Invocation, invocationOf } from '../shell/invocation.ts'
import type { ShellCommand, ShellRedirect, ShellWord } from '../shell/model.ts'
import { matches } from './patterns.ts'
import { isProjectScript } from './needs.ts'
import { runsAfter } from './storedReaders.ts'
import { readsKey } from './overSsh.ts'

/** What the commands of a RUN do with one file. */
export interface FileUse {
  readonly flow: RunFlow
  /** `reader`: a tool that is known to look there, or a command that names it. `maybe`: something that could. */
  readonly reads: 'reader' | 'maybe' | 'no'
  /** Words that remove it or change its owner and mode: pointless on a mount, and they would fail. */
  readonly tending: readonly Touch[]
  /** Commands that would fail on a mount, or copy what is in it. */
  readonly conflicts: readonly Touch[]
  /** `mv /tmp/pip.conf ~/.pip/`: a mount can only be copied. */
  readonly moves: readonly Touch[]
}

const OWNERS = new Set(['chmod', 'chown', 'chgrp'])
const COPIERS = new Set(['cp', 'mv', 'ln', 'install', 'sed', 'dos2unix'])

export function fileUseOf(analysis: Analysis, flow: RunFlow, file: CredentialFile, path: string): FileUse {
  const tending: Touch[] = []
  const conflicts: Touch[] = []
  const moves: Touch[] = []
  let reads: FileUse['reads'] = 'no'
  for (const touch of touchesOf(analysis.build, flow)) {
    const kind = isCopiedToRead(analysis, flow, touch, path) ? 'reads' : touchKind(touch, path)
    if (kind === 'tends') tending.push(touch)
    if (kind === 'conflicts') conflicts.push(touch)
    if (kind === 'reads') reads = 'reader'
    if (kind === 'reads' && touch.invocation?.name === 'mv') moves.push(touch)
  }
  for (const command of flow.run.script.commands) {
    if (reads === 'reader') break
    const read = commandReads(analysis, flow, command, file, path)
    if (read !== 'no') reads = read
  }
  return { flow, reads, tending, conflicts, moves }
}

function touchKind(
  { path: touched, command, invocation, redirect, word }: Touch,
  path: string,
): 'tends' | 'conflicts' | 'reads' | 'no' {
  const name = invocation?.name ?? ''
  const exact = touched === path
  if (redirect) return exact ? (redirect.operator === '<' ? 'reads' : 'conflicts') : 'no'
  if (word.text.startsWith('-')) return 'no'
  // A directory above is no part of the mount.
  const isAbove = !exact && isWithin(path, touched) && !touched.endsWith('*')
  if (OWNERS.has(name) && isAbove && !isRecursive(invocation)) return 'no'
  if (REMOVERS.has(name) || OWNERS.has(name))
    return exact ? 'tends' : (isWithin(path, touched) && touched !== '/') || matches(touched, path) ? 'conflicts' : 'no'
  if (!exact) return 'no'
  return COPIERS.has(name) || stores(invocation, word) || printsInto(command, name) ? 'conflicts' : 'reads'
}

/** `mv /tmp/pip.conf ~/.pip/ && pip install`: to where a tool looks in the same RUN, and in no other. */
function isCopiedToRead(analysis: Analysis, flow: RunFlow, { path, command, invocation, word }: Touch, from: string) {
  const operands = invocation?.args.filter(it => !/^-[fpv]+$/.test(it.text)) ?? []
  if (path !== from || operands[0] !== word || operands.length !== 2 || !/^(?:cp|mv)$/.test(invocation?.name ?? ''))
    return false
  const target = touchesOf(analysis.build, flow).find(it => it.word === operands[1])
  if (!target) return false
  const copy = target.word.text.endsWith('/') ? join(target.path, baseName(path)) : target.path
  const file = credentialFileFor(copy)
  const reads = (it: RunFlow) => (candidate: ShellCommand) =>
    command.span.end <= candidate.span.start && file && commandReads(analysis, it, candidate, file, copy) === 'reader'
  const runs = new Set(runsAfter(analysis, flow.run))
  const later = analysis.trace.flows.filter(it => runs.has(it.run))
  return flow.run.script.commands.some(reads(flow)) && !later.some(it => it.run.script.commands.some(reads(it)))
}

/** `cat server.key server.crt > server.pem`. */
function printsInto({ redirects }: ShellCommand, name: string): boolean {
  const isFile = (it: ShellRedirect) => it.operator.startsWith('>') && it.target?.text.startsWith('/dev/') === false
  return COPIES_TEXT.has(name) && redirects.some(isFile)
}

function isRecursive(invocation: Invocation | undefined): boolean {
  return invocation?.args.some(it => /^-[a-zA-Z]*R|^--recursive$/.test(it.text)) === true
}

/** `gpg --import key.asc` keeps what it reads, where nothing can be taken out again. */
function stores(invocation: Invocation | undefined, word: ShellWord): boolean {
  const match = invocation && matchPersisting(invocation)
  return match?.command.undo === false && match.command.secret.some(it => match.holes.get(it)?.word === word)
}

function commandReads(
  analysis: Analysis,
  flow: RunFlow,
  command: ShellCommand,
  file: CredentialFile,
  path: string,
): FileUse['reads'] {
  if (file.overSsh) return readsKey(analysis, flow.run, command, path)
  const invocation = invocationOf(command)
  if (!invocation || !isWhereToolsLook(analysis, flow, command, file, path)) return 'no'
  const known = toolOf(invocation)
  const reads = known !== undefined && readsFile(known.tool, invocation, file.name)
  if (known && consumes(known.tool, invocation)) return reads ? 'reader' : 'no'
  // A package manager that runs a script of the project reads its settings first, and the script may install more.
  if (reads && known?.tool.runsScripts && mayReadAnything(invocation)) return 'reader'
  if (isProjectScript(invocation)) return 'maybe'
  return mayReadAnything(invocation) ? 'maybe' : 'no'
}

/** Whether a tool that looks for this file finds it at `path`: at a default place, or where a variable points. */
function isWhereToolsLook(
  { build }: Analysis,
  flow: RunFlow,
  command: ShellCommand,
  file: CredentialFile,
  path: string,
): boolean {
  const { stage, run } = flow.run
  const home = homeAt(build, stage, run.span.start)
  const directory = flow.directories.get(command)
  const places = file.places.flatMap(place => {
    if (place.startsWith('~/')) return home === undefined ? [] : join(home, place.slice(2))
    if (place.startsWith('./')) return directory === undefined ? [] : join(directory, place)
    return place
  })
  const valueOf = (name: string) => variableValue(build, stage, name, run.span.start)
  const located = [
    ...(file.locatedBy ?? []).map(valueOf),
    ...(file.locatedIn ?? []).flatMap(name => {
      const moved = valueOf(name)
      return moved === undefined ? [] : file.places.map(it => join(moved, baseName(it)))
    }),
  ]
  const anyBeside = `${path.slice(0, path.lastIndexOf('/'))}/*`
  return [path, anyBeside].some(it => [...places, ...located].includes(it)) || assignsPath(command, file, path)
}

/** `PIP_CONFIG_FILE=/x pip install`. */
function assignsPath({ assignments }: ShellCommand, { locatedBy = [] }: CredentialFile, path: string): boolean {
  return assignments.some(it => locatedBy.includes(it.name) && it.value.text === path)
}
