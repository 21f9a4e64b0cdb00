import type { Build } from '../build/build.ts'
import { isWithin } from '../build/evaluate.ts'
import type { Declaration } from '../build/declarations.ts'
import { resolve } from '../build/declarations.ts'
import type { BuildRun } from '../build/runs.ts'
import { type SecretMount, secretMounts } from '../build/secretMounts.ts'
import { credentialFileFor } from '../knowledge/index.ts'
import { matchPersisting, matchUndoing, type PersistingMatch } from '../knowledge/match.ts'
import { asAssignment, type Invocation, invocationOf } from '../shell/invocation.ts'
import { staticText, type ShellCommand, type ShellWord } from '../shell/model.ts'
import type { Span } from '../text.ts'
import { carries, render } from './rendered.ts'
import { editedBySed, hereTexts, plain, textBefore } from './arguments.ts'
import { passwordsIn } from './passwords.ts'
import { Paths } from './paths.ts'
import { type Role, isCredentialKey, roleIn } from './roles.ts'
import { COPIERS, COPIES_TEXT, REMOVERS } from './textPrograms.ts'

export { COPIERS, REMOVERS } from './textPrograms.ts'

/** Where a value comes from. */
export type Source =
  | { readonly kind: 'variable'; readonly declaration: Declaration }
  | { readonly kind: 'mount'; readonly mount: SecretMount }

/** A source that reaches a word of a command. */
export interface Use {
  readonly source: Source
  /** The expansion or path that names it. */
  readonly span: Span
  /** The variable as the command names it; empty for a mounted file. */
  readonly name: string
  readonly role: Role
  readonly command: ShellCommand
}

/** A command that writes something into a file. */
export interface Write {
  /** Absolute; undefined when it can't be known. */
  readonly path: string | undefined
  /** The smallest thing to look at. */
  readonly span: Span
  readonly uses: readonly Use[]
  readonly command: ShellCommand
  readonly tool: PersistingMatch | undefined
  /** Taken away again by a later command of the same RUN. */
  readonly removed: boolean
}

/** What the commands of one RUN do with variables, mounts and files. */
export interface RunFlow {
  readonly run: BuildRun
  readonly mounts: readonly SecretMount[]
  readonly uses: readonly Use[]
  readonly writes: readonly Write[]
  /** What the output of a command is made of. */
  readonly outputs: ReadonlyMap<ShellCommand, readonly Use[]>
  /** The working directory of each command; undefined when it can't be known. */
  readonly directories: ReadonlyMap<ShellCommand, string | undefined>
}

/** Follows values through the script of a RUN. Linear in its length. */
export function flowOf(build: Build, run: BuildRun): RunFlow {
  const mounts = secretMounts(build, run.stage, run.run)
  const follower = new Follower(build, run, mounts)
  for (const command of run.script.commands) follower.follow(command)
  const { uses, writes, outputs, directories } = follower
  return { run, mounts, uses, writes, outputs, directories }
}

class Follower {
  readonly uses: Use[] = []
  readonly writes: Write[] = []
  readonly directories = new Map<ShellCommand, string | undefined>()
  private readonly variables = new Map<string, readonly Use[]>()
  private readonly files = new Map<string, readonly Use[]>()
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
    this.offset = run.run.span.start
    this.paths = new Paths(build, run, name => this.variables.has(name))
    this.start = this.paths.directory
  }

  follow(command: ShellCommand): void {
    this.paths.directory = this.directoryOf(command.shell)
    this.directories.set(command, this.paths.directory)
    const invocation = invocationOf(command)
    const input = command.pipedFrom ? (this.outputs.get(command.pipedFrom) ?? []) : []
    const used = this.usesIn(command, invocation)
    this.uses.push(...used)
    this.assign(command, invocation)
    this.takeAway(command, invocation)
    const copied = invocation && COPIES_TEXT.has(invocation.name) ? [...used, ...input] : []
    this.outputs.set(command, copied)
    this.write(command, invocation, copied, used, input)
    if (invocation?.name === 'cd') this.paths.enter(invocation.args[0])
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
    for (const file of this.filesRead(command, invocation)) found.push(...file)
    return found
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
      for (const use of this.valueOf(variable.name, variable.source, command))
        found.push({ ...use, role: role === 'unknown' ? use.role : role })
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
    return declaration ? [{ source: { kind: 'variable', declaration }, span, name, role: 'unknown', command }] : []
  }

  /** Contents of mounted files, and of files written before, that a command reads. */
  private filesRead(command: ShellCommand, invocation: Invocation | undefined): (readonly Use[])[] {
    const read = invocation && COPIES_TEXT.has(invocation.name) ? invocation.args : []
    return [...read.map(word => this.contentOf(this.paths.path(word), word, command)), this.redirected(command)]
  }

  /** Contents of the files that are a command's standard input. */
  private redirected(command: ShellCommand): readonly Use[] {
    const targets = command.redirects.flatMap(it => (it.operator === '<' && it.target ? [it.target] : []))
    return targets.flatMap(it => this.contentOf(this.paths.path(it), it, command))
  }

  private contentOf(path: string | undefined, span: Span, command: ShellCommand): readonly Use[] {
    if (path === undefined) return []
    const mount = this.mounts.find(it => it.target === path)
    if (mount) return [{ source: { kind: 'mount', mount }, span, name: '', role: 'unknown', command }]
    return this.files.get(path)?.map(it => ({ ...it, command })) ?? []
  }

  private assign(command: ShellCommand, invocation: Invocation | undefined): void {
    const exported =
      invocation && EXPORTS.has(invocation.name) ? invocation.args.flatMap(it => asAssignment(it) ?? []) : []
    const own = command.words.length === 0 ? command.assignments : []
    for (const { name, value } of [...own, ...exported]) this.variables.set(name, this.usesInWord(value, name, command))
    if (invocation?.name === 'read' || invocation?.name === 'unset')
      for (const { text } of invocation.args) this.variables.set(text, [])
  }

  /** `rm`, or the command of a tool that deletes what it stored. */
  private takeAway({ conditional }: ShellCommand, invocation: Invocation | undefined): void {
    if (conditional || !invocation) return
    const removed = REMOVERS.has(invocation.name) ? plain(invocation).flatMap(it => this.paths.path(it) ?? []) : []
    const tool = matchUndoing(invocation)
    const undone = tool?.command.writes.flatMap(it => this.paths.place(it, tool) ?? []) ?? []
    const gone = [...removed, ...undone]
    if (gone.length > 0) this.forget(it => gone.some(path => isWithin(it, path)))
  }

  private forget(isGone: (path: string) => boolean): void {
    for (const file of this.files.keys()) if (isGone(file)) this.files.delete(file)
    for (const [index, write] of this.writes.entries())
      if (write.path !== undefined && isGone(write.path)) this.writes[index] = { ...write, removed: true }
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
    if (invocation.name === 'sed') for (const word of editedBySed(invocation)) this.writeFile(word, used, command)
    const match = matchUndoing(invocation) ? undefined : matchPersisting(invocation)
    if (match) this.persist(match, used, input, command)
  }

  /** `replaces`: nothing of what was in the file is left. */
  private writeFile(target: ShellWord, uses: readonly Use[], command: ShellCommand, replaces = false): void {
    const path = this.paths.path(target)
    if (replaces && !command.conditional && path !== undefined) this.forget(it => it === path)
    if (uses.length === 0 || (path !== undefined && VIRTUAL.some(it => isWithin(path, it)))) return
    if (path !== undefined) this.files.set(path, uses)
    const stored = path !== undefined && credentialFileFor(path)?.whole ? this.asCredentials(uses) : uses
    this.writes.push({ path, span: target, uses: stored, command, tool: undefined, removed: false })
  }

  /** `cp /run/secrets/npmrc ~/.npmrc` and `mv`; a link copies nothing. */
  private copy(invocation: Invocation, command: ShellCommand): void {
    const words = plain(invocation)
    const target = words.at(-1)
    for (const word of words.slice(0, -1)) {
      const path = this.paths.path(word)
      if (target && path !== undefined) this.writeFile(target, this.contentOf(path, word, command), command, true)
    }
  }

  private persist(tool: PersistingMatch, used: readonly Use[], input: readonly Use[], command: ShellCommand): void {
    const takesInput = tool.command.secret.some(it => it === 'stdin' || it === 'input')
    const holes = tool.command.secret.flatMap(it => tool.holes.get(it)?.word ?? [])
    const files = command.words.filter(it => it.text.startsWith('<('))
    const words = takesInput ? [...holes, ...hereTexts(command), ...files] : holes
    const file = tool.holes.get('file')?.word
    const imported = file ? this.contentOf(this.paths.path(file), file, command) : []
    this.uses.push(...imported)
    const stored = [
      ...used.filter(use => words.some(it => it.start <= use.span.start && use.span.end <= it.end)),
      ...(takesInput ? [...input, ...this.redirected(command)] : []),
      ...imported,
    ]
    if (stored.length === 0 || this.isMoved(tool, command)) return
    const uses = credentialHole(tool) ? this.asCredentials(stored) : stored
    for (const place of tool.command.writes) {
      const path = this.paths.place(place, tool)
      this.writes.push({ path, span: command.span, uses, command, tool, removed: false })
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
const VIRTUAL = ['/dev', '/proc', '/run/secrets']

function roleAround(rendered: ReturnType<typeof render>, span: Span, previous: string | undefined): Role {
  const variable = rendered.variables.find(it => it.source.start === span.start)
  return variable ? roleIn(rendered, variable, previous) : 'unknown'
}

/** A hole named for a credential; a URL or a value says by itself whether it holds one. */
export function credentialHole({ command, holes }: PersistingMatch): boolean {
  if (command.secret.includes('input')) return false
  if (command.secret.some(it => ['password', 'token', 'stdin', 'file'].includes(it))) return true
  const key = holes.get('key')?.word
  const text = key && staticText(key)
  return text !== undefined && isCredentialKey(text.slice(text.lastIndexOf(':') + 1))
}
