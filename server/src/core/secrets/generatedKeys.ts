import type { Build } from '../build/build.ts'
import { baseName, homeAt, join } from '../build/evaluate.ts'
import { type GeneratingMatch, matchGenerating } from '../knowledge/match.ts'
import { invocationOf } from '../shell/invocation.ts'
import type { ShellCommand, ShellWord } from '../shell/model.ts'
import type { Span } from '../text.ts'
import type { RunFlow } from './flow.ts'
import { isElsewhere } from './persisted.ts'
import { REMOVERS } from './textPrograms.ts'
import { touchesOf } from './touches.ts'

/** A private key that a RUN makes and leaves in its layer. */
export interface GeneratedKey extends Span {
  /** As far as it is known, absolute. */
  readonly path: string
  readonly flow: RunFlow
}

/** The keys that the commands of a RUN make for the image, but not those for tests and those that it removes again. */
export function generatedKeys(build: Build, flow: RunFlow): readonly GeneratedKey[] {
  const made = flow.run.script.commands.flatMap(command => {
    const invocation = invocationOf(command)
    const match = invocation && matchGenerating(invocation)
    return match ? { command, match } : []
  })
  if (made.length === 0) return []
  const paths = new Map(touchesOf(build, flow).map(it => [it.word.start, it.path]))
  const removals = new Removals(flow.run.script.commands, paths)
  return made.flatMap(({ command, match }) => {
    const key = keyOf(build, flow, command, match, paths)
    if (!key || isForTests(key.path) || isElsewhere(flow, key)) return []
    return removals.includes(key.path, command.span.end) ? [] : key
  })
}

function keyOf(
  build: Build,
  flow: RunFlow,
  command: ShellCommand,
  { command: { writes }, holes }: GeneratingMatch,
  paths: ReadonlyMap<number, string>,
): GeneratedKey | undefined {
  const { run, stage } = flow.run
  const [place] = writes ?? []
  const home = homeAt(build, stage, run.span.start)
  const path = place?.startsWith('~/') && home !== undefined ? join(home, place.slice(2)) : place
  if (path !== undefined) return { path, flow, ...command.span }
  const word = holes.get('file')?.word ?? command.redirects.find(it => it.operator.startsWith('>'))?.target
  return word && { path: paths.get(word.start) ?? asNamed(word), flow, start: word.start, end: word.end }
}

/** A path that can't be known. */
function asNamed({ text }: ShellWord): string {
  return text.replace(/["']/g, '')
}

function isForTests(path: string): boolean {
  const words = baseName(path)
    .toLowerCase()
    .split(/[^a-z\d]+/)
  return path.startsWith('/dev/') || words.some(it => FOR_TESTS.has(it))
}

const FOR_TESTS = new Set(['dummy', 'fake', 'test', 'tests', 'example', 'sample', 'snakeoil', 'localhost'])

/** So many patterns are looked at. */
const MAX_PATTERNS = 100

/** What the commands of a RUN remove: files, directories, and all that begins like `/etc/ssh/ssh_host_*`. */
class Removals {
  private readonly last = new Map<string, number>()
  private readonly patterns: (readonly [prefix: string, offset: number])[] = []

  constructor(commands: readonly ShellCommand[], paths: ReadonlyMap<number, string>) {
    for (const command of commands) {
      const invocation = command.conditional ? undefined : invocationOf(command)
      if (!invocation || !REMOVERS.has(invocation.name)) continue
      for (const word of invocation.args) this.add(paths.get(word.start) ?? asNamed(word), command.span.start)
    }
  }

  private add(path: string, at: number): void {
    const star = path.indexOf('*')
    if (star < 0) this.last.set(path, at)
    else if (this.patterns.length < MAX_PATTERNS) this.patterns.push([path.slice(0, star), at])
  }

  /** Whether a command after the offset removes the file or a directory above it. */
  includes(path: string, offset: number): boolean {
    for (let end = path.length; 0 < end; end = path.lastIndexOf('/', end - 1))
      if (offset <= (this.last.get(path.slice(0, end)) ?? -1)) return true
    return this.patterns.some(([prefix, at]) => offset <= at && path.startsWith(prefix))
  }
}
