import type { Build } from '../build/build.ts'
import { resolve } from '../build/declarations.ts'
import type { BuildRun } from '../build/runs.ts'
import { type SecretMount, secretMounts } from '../build/secretMounts.ts'
import { credentialFileFor } from '../knowledge/index.ts'
import { matchPersisting, matchUndoing, type PersistingMatch } from '../knowledge/match.ts'
import { asAssignment, type Invocation, invocationOf, runsAsAnother } from '../shell/invocation.ts'
import type { ShellCommand, ShellWord } from '../shell/model.ts'
import type { Span } from '../text.ts'
import { distinct } from './distinct.ts'
import { substitutedBy } from './envsubst.ts'
import type { RunFlow, Use } from './flowModel.ts'
import { carries, render } from './rendered.ts'
import { editedInPlace, hereTexts, namesInCode, plain, textBefore } from './arguments.ts'
import { arrival, copiedBy, isDirectory } from './copying.ts'
import { judgeName } from './names.ts'
import { isOther } from './otherUses.ts'
import { passwordsIn } from './passwords.ts'
import { knownPath, Paths } from './paths.ts'
import { credentialHole, isCredentialKey, type Role, roleIn } from './roles.ts'
import { COPIERS, COPIES_TEXT, FILTERS, MOVERS, REMOVERS } from './textPrograms.ts'
import { WrittenFiles } from './writtenFiles.ts'

export type { RunFlow, Source, Use, Write } from './flowModel.ts'
export { COPIERS, REMOVERS } from './textPrograms.ts'

/** Follows values through the script of a RUN. Linear in its length. */
export function flowOf(build: Build, run: BuildRun): RunFlow {
  const mounts = secretMounts(build, run.stage, run.run)
  const follower = new Follower(build, run, mounts)
  for (const command of run.script.commands) follower.follow(command)
  const { uses, files, outputs, directories } = follower
  return { run, mounts, uses, writes: files.writes, outputs, directories }
}

class Follower {
  readonly uses: Use[] = []
  readonly files: WrittenFiles
  readonly directories = new Map<ShellCommand, string | undefined>()
  private readonly variables = new Map<string, readonly Use[]>()
  /** Where a variable was set last. */
  private readonly versions = new Map<string, number>()
  /** Contents of mounted files that have set variables: `. /run/secrets/env`. */
  private sourced: readonly Use[] = NOTHING
  readonly outputs = new Map<ShellCommand, readonly Use[]>()
  private readonly offset: number
  private readonly paths: Paths
  /** Where each shell is. */
  private readonly shells = new Map<number, string | undefined>()
  private readonly start: string | undefined
  private readonly run: BuildRun
  private readonly mounts: readonly SecretMount[]
  /** Where variables stand that a program takes for a password. */
  private readonly passwords: ReadonlySet<number>

  constructor(build: Build, run: BuildRun, mounts: readonly SecretMount[]) {
    this.run = run
    const passwords = run.script.commands.flatMap(passwordsIn).filter(it => !it.namesAccount)
    this.passwords = new Set(passwords.flatMap(it => it.parts.map(part => part.start)))
    this.mounts = mounts
    this.files = new WrittenFiles(mounts)
    this.offset = run.run.span.start
    this.paths = new Paths(build, run, name => this.variables.has(name), this.versions)
    this.start = this.paths.directory
  }

  follow(command: ShellCommand): void {
    this.paths.directory = this.directoryOf(command.shell)
    this.directories.set(command, knownPath(this.paths.directory))
    const invocation = invocationOf(command)
    const input = command.pipedFrom.flatMap(it => this.outputs.get(it) ?? NOTHING)
    const read = this.filesRead(command, invocation)
    const used = [...this.usesIn(command, invocation), ...read, ...(isXargs(command) ? input : [])]
    for (const use of used) this.uses.push(use)
    this.assign(command, invocation, input)
    this.takeAway(command, invocation)
    const { name = '' } = invocation ?? {}
    const shown = COPIES_TEXT.has(name) ? used : FILTERS.has(name) ? read : undefined
    const copied = shown ? distinct([...shown, ...input]) : NOTHING
    this.outputs.set(command, copied)
    this.write(command, invocation, copied, used, input)
    if (name === 'cd') this.paths.enter(invocation?.args[0])
    this.shells.set(command.shell, this.paths.directory)
  }

  /** A subshell begins where the shell around it is, and that one stays there. */
  private directoryOf(shell: number): string | undefined {
    let outer = shell
    while (!this.shells.has(outer) && 0 <= outer) outer = this.run.script.parents[outer] ?? -1
    return this.shells.has(outer) ? this.shells.get(outer) : this.start
  }

  /** Everything of a source that the words of a command name. */
  private usesIn(command: ShellCommand, invocation: Invocation | undefined): readonly Use[] {
    const found: Use[] = []
    const words = [...command.words, ...hereTexts(command)]
    for (const [index, word] of words.entries())
      found.push(...this.usesInWord(word, textBefore(words, index, invocation), command))
    for (const { name, value } of command.assignments) found.push(...this.usesInWord(value, name, command, `${name}=`))
    if (invocation?.name === 'envsubst') found.push(...this.substituted(command, invocation))
    return found
  }

  private substituted(command: ShellCommand, invocation: Invocation): readonly Use[] {
    const target = command.redirects.find(it => OUTPUTS.has(it.operator))?.target
    const names = substitutedBy(invocation, this.run, target && this.paths.path(target))
    // BuildKit does not show the value.
    return names.flatMap(it => this.valueOf(it, command.span, command)).map(it => ({ ...it, name: '' }))
  }

  private usesInWord(word: ShellWord, previous: string | undefined, command: ShellCommand, key = ''): readonly Use[] {
    if (word.parts.every(it => it.kind === 'literal')) return NOTHING
    const found: Use[] = []
    const rendered = render(word)
    for (const variable of rendered.variables) {
      if (!carries(variable.operator)) continue
      const isPassword = this.passwords.has(variable.source.start)
      const outer = isPassword ? 'credential' : roleIn(rendered, variable, previous)
      const role =
        outer === 'unknown' && key !== '' && variable.start === 0 && isCredentialKey(key.slice(0, -1))
          ? 'credential'
          : outer
      const other = isOther(rendered, variable, command) ? 'other' : 'unknown'
      for (const use of this.valueOf(variable.name, variable.source, command))
        found.push({ ...use, role: [role, use.role].find(it => it !== 'unknown') ?? other })
    }
    for (const part of word.parts)
      if (part.kind === 'substitution')
        for (const inner of this.outputs.get(part.commands.at(-1) ?? command) ?? [])
          found.push({ ...inner, span: part, command, role: roleAround(rendered, part, previous) })
    return found
  }

  /** What a variable holds: what this script gave it, else what ARG, ENV or a mount give it. */
  private valueOf(name: string, span: Span, command: ShellCommand): readonly Use[] {
    const local = this.variables.get(name)
    if (local) return local.map(it => ({ ...it, span, command, name }))
    const mount = this.mounts.findLast(it => it.env === name)
    if (mount) return [{ source: { kind: 'mount', mount }, span, name, role: 'unknown', command }]
    const declaration = resolve(this.run.stage, name, this.offset)
    if (declaration) return [{ source: { kind: 'variable', declaration }, span, name, role: 'unknown', command }]
    const isSourced = this.sourced.length > 0 && judgeName(name).kind === 'secret'
    return isSourced ? this.sourced.map(it => ({ ...it, span, command, name })) : NOTHING
  }

  /** Contents of mounted files, and of files written before, that a command reads. */
  private filesRead(command: ShellCommand, invocation: Invocation | undefined): readonly Use[] {
    const { name = '', args = [] } = invocation ?? {}
    const words = COPIES_TEXT.has(name) || FILTERS.has(name) ? args : []
    return [...words.flatMap(it => this.contentOf(it, command)), ...this.redirected(command)]
  }

  /** Contents of the files that are a command's standard input. */
  private redirected(command: ShellCommand): readonly Use[] {
    const targets = command.redirects.flatMap(it => (it.operator === '<' && it.target ? [it.target] : []))
    return targets.flatMap(it => this.contentOf(it, command))
  }

  private contentOf(word: ShellWord, command: ShellCommand): readonly Use[] {
    return this.files.read(this.paths.path(word), word, command)
  }

  private assign(command: ShellCommand, invocation: Invocation | undefined, input: readonly Use[]): void {
    const { name: program = '', args = [] } = invocation ?? {}
    const exported = EXPORTS.has(program) ? args.flatMap(it => asAssignment(it) ?? []) : []
    const own = command.words.length === 0 ? command.assignments : []
    for (const { name, value } of [...own, ...exported])
      this.set(name, distinct(this.usesInWord(value, name, command)), command)
    const value = program === 'read' ? [...this.redirected(command), ...input, ...this.hereUses(command)] : NOTHING
    if (program === 'read' || program === 'unset') for (const { text } of args) this.set(text, value, command)
    const sourced = SOURCING.has(program) ? args.flatMap(it => this.contentOf(it, command)) : []
    // `export $(cat /run/secrets/env)`, `eval "$(cat /run/secrets/env)"`.
    if (EXPORTS.has(program) || program === 'eval')
      for (const it of args)
        if (it.parts[0]?.kind === 'substitution') sourced.push(...this.usesInWord(it, undefined, command))
    this.sourced = distinct([...this.sourced, ...sourced])
  }

  private set(name: string, value: readonly Use[], command: ShellCommand): void {
    this.variables.set(name, value)
    this.versions.set(name, command.span.start)
  }

  private hereUses(command: ShellCommand): readonly Use[] {
    return hereTexts(command).flatMap(it => this.usesInWord(it, undefined, command))
  }

  /** `rm`, or the command of a tool that deletes what it stored. */
  private takeAway({ conditional }: ShellCommand, invocation: Invocation | undefined): void {
    if (conditional || !invocation) return
    const removed = REMOVERS.has(invocation.name) ? plain(invocation).flatMap(it => this.paths.path(it) ?? []) : []
    const tool = matchUndoing(invocation)
    const undone = tool?.command.writes.flatMap(it => this.paths.place(it, tool) ?? []) ?? []
    for (const path of [...removed, ...undone]) this.files.remove(path)
  }

  private write(
    command: ShellCommand,
    invocation: Invocation | undefined,
    copied: readonly Use[],
    used: readonly Use[],
    input: readonly Use[],
  ): void {
    for (const redirect of command.redirects)
      if (OUTPUTS.has(redirect.operator) && redirect.fileDescriptor !== 2 && redirect.target)
        this.writeFile(redirect.target, copied, command, !redirect.operator.endsWith('>>'))
    if (!invocation) return
    if (invocation.name === 'tee') for (const word of plain(invocation)) this.writeFile(word, copied, command)
    if (COPIERS.has(invocation.name)) this.copy(invocation, command)
    for (const word of editedInPlace(invocation)) this.writeFile(word, used, command)
    const match = matchUndoing(invocation) ? undefined : matchPersisting(invocation)
    if (match) this.persist(match, used, input, command)
  }

  /** `replaces`: nothing of what was in the file is left. */
  private writeFile(
    span: ShellWord,
    uses: readonly Use[],
    command: ShellCommand,
    replaces = false,
    path = this.paths.path(span),
  ): void {
    const stored = path !== undefined && credentialFileFor(path)?.whole ? this.asCredentials(uses) : uses
    this.files.write({ path, span, uses: stored, command }, replaces)
  }

  /** `cp /run/secrets/npmrc ~/.npmrc` and `mv`; a link copies nothing. */
  private copy(invocation: Invocation, command: ShellCommand): void {
    const { sources, target, intoDirectory } = copiedBy(invocation)
    const to = target && this.paths.path(target)
    for (const word of target ? sources : []) {
      const from = this.paths.path(word)
      if (!target || from === undefined) continue
      const contents = this.files.among(from).map(it => [it, this.files.read(it, word, command)] as const)
      if (MOVERS.has(invocation.name) && !command.conditional) this.files.remove(from)
      const directory = intoDirectory || (to !== undefined && isDirectory(to, target.text))
      for (const [path, uses] of contents)
        this.writeFile(target, uses, command, true, to === undefined ? to : arrival(path, from, to, directory))
    }
  }

  private persist(tool: PersistingMatch, used: readonly Use[], input: readonly Use[], command: ShellCommand): void {
    const takesInput = tool.command.secret.some(it => it === 'stdin' || it === 'input')
    const holes = tool.command.secret.flatMap(it => tool.holes.get(it)?.word ?? [])
    const files = command.words.filter(it => it.text.startsWith('<('))
    const words = takesInput ? [...holes, ...hereTexts(command), ...files] : holes
    const file = tool.holes.get('file')?.word
    const imported = file ? this.contentOf(file, command) : []
    this.uses.push(...imported)
    const code = tool.holes.get('code')?.word
    const stored = [
      ...(code ? namesInCode(code.text).flatMap(it => this.valueOf(it, code, command)) : NOTHING),
      ...used.filter(use => words.some(it => it.start <= use.span.start && use.span.end <= it.end)),
      ...(takesInput ? [...input, ...this.redirected(command)] : isXargs(command) ? input : []),
      ...imported,
    ]
    const isReplaced = stored.length === 0 && tool.command.replaces === true && !command.conditional
    if (isReplaced) for (const it of tool.command.writes) this.files.remove(this.paths.place(it, tool) ?? '')
    if (stored.length === 0 || this.isMoved(tool, command)) return
    const uses = credentialHole(tool) ? this.asCredentials(stored) : stored
    const isAtHome = !runsAsAnother(command)
    for (const place of tool.command.writes) {
      const path = isAtHome || !place.startsWith('~') ? this.paths.place(place, tool) : undefined
      this.files.store({ path, span: command.span, uses, command, tool, removed: false })
    }
  }

  /** What stands where only a credential can. */
  private asCredentials(uses: readonly Use[]): readonly Use[] {
    return uses.map(use => {
      const credential: Use = { ...use, role: 'credential' }
      const at = this.uses.indexOf(use)
      if (0 <= at) this.uses[at] = credential
      return credential
    })
  }

  private isMoved({ command: { movedBy } }: PersistingMatch, command: ShellCommand): boolean {
    if (movedBy === undefined) return false
    const assigned = this.variables.has(movedBy) || command.assignments.some(it => it.name === movedBy)
    return assigned || resolve(this.run.stage, movedBy, this.offset) !== undefined
  }
}

const NOTHING: readonly Use[] = []
const EXPORTS = new Set(['export', 'declare', 'local', 'readonly', 'typeset'])
const OUTPUTS = new Set(['>', '>>', '>|', '&>', '&>>'])
const SOURCING = new Set(['.', 'source'])

/** What it reads becomes arguments of the command that it starts. */
function isXargs({ words }: ShellCommand): boolean {
  return words[0]?.text === 'xargs'
}

function roleAround(rendered: ReturnType<typeof render>, span: Span, previous: string | undefined): Role {
  const variable = rendered.variables.find(it => it.source.start === span.start)
  return variable ? roleIn(rendered, variable, previous) : 'unknown'
}
