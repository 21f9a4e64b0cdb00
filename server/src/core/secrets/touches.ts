import type { Build } from '../build/build.ts'
import { matchPersisting } from '../knowledge/match.ts'
import { asAssignment, type Invocation, invocationOf } from '../shell/invocation.ts'
import type { ShellCommand, ShellRedirect, ShellWord } from '../shell/model.ts'
import type { RunFlow } from './flow.ts'
import { Paths } from './paths.ts'
import { perObject } from '../memo.ts'

/** A word of a command that names a path. */
export interface Touch {
  /** Absolute. */
  readonly path: string
  readonly word: ShellWord
  readonly command: ShellCommand
  readonly invocation: Invocation | undefined
  readonly redirect: ShellRedirect | undefined
}

/** All paths that the commands of a RUN name, to remove, to change or to read them. */
export function touchesOf(build: Build, flow: RunFlow): readonly Touch[] {
  return touchesIn(flow, build)
}

const touchesIn = perObject(({ run, directories }: RunFlow, build: Build): readonly Touch[] => {
  const { commands } = run.script
  const assigned = commands.flatMap(it => [...it.assignments, ...it.words.flatMap(word => asAssignment(word) ?? [])])
  const locals = new Set(assigned.map(it => it.name))
  const paths = new Paths(build, run, name => locals.has(name))
  const touches: Touch[] = []
  for (const command of commands) {
    paths.directory = directories.get(command)
    const invocation = invocationOf(command)
    const add = (word: ShellWord, redirect?: ShellRedirect) => {
      const path = paths.path(word)
      if (path !== undefined) touches.push({ path, word, command, invocation, redirect })
    }
    for (const word of command.words.slice(1)) add(valueOfOption(word) ?? word)
    for (const redirect of command.redirects) if (redirect.target) add(redirect.target, redirect)
  }
  return touches
})

/** `--key-file=key.json` names a path, too. */
function valueOfOption(word: ShellWord): ShellWord | undefined {
  return word.text.startsWith('--') ? asAssignment(word)?.value : undefined
}

/** Where a command of a tool stores what is in its arguments, whatever that is: `aws configure set region eu`. */
export function toolWrites(build: Build, { run, directories }: RunFlow, command: ShellCommand): readonly string[] {
  const invocation = invocationOf(command)
  const tool = invocation && matchPersisting(invocation)
  const paths = new Paths(build, run, () => false)
  paths.directory = directories.get(command)
  return tool?.command.writes.flatMap(it => paths.place(it, tool) ?? []) ?? []
}
