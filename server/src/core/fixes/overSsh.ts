import type { Analysis } from '../analyze.ts'
import { baseName, isWithin, userAt } from '../build/evaluate.ts'
import type { BuildRun } from '../build/runs.ts'
import { effective } from '../dockerfile/effective.ts'
import { consumes, type KnownTool, toolOf } from '../knowledge/match.ts'
import { mayReadAnything } from '../knowledge/programs.ts'
import { type Invocation, invocationOf } from '../shell/invocation.ts'
import type { ShellCommand } from '../shell/model.ts'
import { isProjectScript } from './needs.ts'
import { perObject } from '../memo.ts'

/**
 * Whether a command reads a key for ssh at `path`: ssh itself, git when it does not fetch from a web server, and
 * package managers, which start git for what the project depends on.
 */
export function readsKey(
  analysis: Analysis,
  run: BuildRun,
  command: ShellCommand,
  path: string,
): 'reader' | 'maybe' | 'no' {
  const invocation = invocationOf(command)
  if (!invocation || !isFound(analysis, run, path)) return 'no'
  const known = toolOf(invocation)
  const other = isProjectScript(invocation) || mayReadAnything(invocation) ? 'maybe' : 'no'
  if (!known || !consumes(known.tool, invocation)) return other
  if (known.ecosystem.id === 'ssh') return 'reader'
  return known.tool.reads.includes('.gitconfig') ? throughGit(analysis, known, invocation) : other
}

/** In `~/.ssh` of the user, or where something names it: `ssh -i`, `GIT_SSH_COMMAND`, `IdentityFile`. */
function isFound(analysis: Analysis, { stage, run }: BuildRun, path: string): boolean {
  const root = isWithin(path, '/root/.ssh')
  const user = userAt(analysis.build, stage, run.span.start)
  // OpenSSH asks the system for the home directory, which need not be below /home.
  const isOwn = user === 'root' ? root : !root && path.includes('/.ssh/')
  return isOwn || mentionsIn(analysis).names.has(baseName(path))
}

interface Mentions {
  /** Last parts of the paths in what is said to ssh and git. */
  readonly names: ReadonlySet<string>
  /** Whether git is told to take other addresses than those that commands name. */
  readonly redirects: boolean
}

const mentionsIn = perObject(({ build, dockerfile, runs }: Analysis): Mentions => {
  const variables = build.stages.flatMap(it => it.stage.instructions.filter(inner => effective(inner).kind === 'ENV'))
  const commands = runs.flatMap(it => it.script.commands).map(textsOf)
  const texts = [...variables.map(({ span }) => dockerfile.text.slice(span.start, span.end)), ...commands]
  const about = texts.filter(it => /ssh|git|identityfile/i.test(it))
  const words = about.flatMap(it => it.split(/[\s"'=;,()]+/))
  return { names: new Set(words.map(baseName)), redirects: /insteadof/i.test(dockerfile.text) }
})

/** All that a command is given, but not the files that it writes. */
function textsOf({ words, assignments, redirects }: ShellCommand): string {
  const [program] = words
  if (program && TENDERS.has(program.text)) return ''
  const bodies = redirects.flatMap(it => it.body ?? [])
  return [...words, ...assignments.map(it => it.value), ...bodies].map(it => it.text).join(' ')
}

/** What these do with a key does not say that somebody reads it. */
const TENDERS = new Set(['chmod', 'chown', 'chgrp', 'rm', 'shred', 'cp', 'mv', 'install', 'mkdir', 'touch'])

function throughGit(analysis: Analysis, { tool }: KnownTool, { args }: Invocation): 'reader' | 'maybe' | 'no' {
  const texts = args.map(it => it.text)
  if (texts.some(isOverSsh)) return 'reader'
  const isGit = tool.commands.includes('git')
  if (isGit && texts.includes('lfs') && texts.includes('install')) return 'no'
  const isWeb = texts.some(it => it.includes('://'))
  if (isWeb) return mentionsIn(analysis).redirects ? 'reader' : isGit && !texts.includes('submodule') ? 'no' : 'maybe'
  return !isGit && namesPackages(texts) ? 'maybe' : 'reader'
}

/** `git@github.com:acme/lib.git`, `git+ssh://…`. */
function isOverSsh(text: string): boolean {
  const at = text.indexOf('@')
  return text.includes('ssh://') || (0 < at && at < text.indexOf(':', at) && !text.includes('://'))
}

/** `npm install -g gulp` takes packages of a registry, `npm install` all that the project depends on. */
function namesPackages(texts: readonly string[]): boolean {
  const at = texts.findIndex(it => ADDING.has(it))
  const rest = at < 0 ? [] : texts.slice(at + 1)
  return rest.some((it, index) => /^@?[\w.-]+(?:[@=<>~!/].*)?$/.test(it) && isName(it, rest[index - 1] ?? ''))
}

const ADDING = new Set(['add', 'global', 'i', 'install', 'require'])

/** Not the value of an option that has one, nor the directory itself. */
function isName(text: string, previous: string): boolean {
  return !/^(?:-|\.$|\.\/)/.test(text) && !VALUED.has(previous)
}

const VALUED = new Set(['-r', '--requirement', '-c', '--constraint', '-e', '--editable', '--prefix', '-t', '--target'])
