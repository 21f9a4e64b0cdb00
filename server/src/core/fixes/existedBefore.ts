import type { Analysis } from '../analyze.ts'
import type { BuildRun } from '../build/runs.ts'
import type { BuildStage } from '../build/build.ts'
import { effective } from '../dockerfile/effective.ts'
import { baseName, evaluate, join, workdirAt } from '../build/evaluate.ts'
import type { Copy } from '../dockerfile/model.ts'
import { credentialFileFor } from '../knowledge/index.ts'
import type { Persisted } from '../secrets/persisted.ts'
import type { RunFlow, Write } from '../secrets/flow.ts'
import { toolWrites, touchesOf } from '../secrets/touches.ts'
import { invocationOf } from '../shell/invocation.ts'
import type { ShellCommand } from '../shell/model.ts'
import { runsAfter } from './storedReaders.ts'
import type { Supply } from './supply.ts'

/** Whether a command only adds to a file: `>>`, `sed -i` and the settings of a tool, but not `>`. */
export function addsTo({ command }: Write): boolean {
  return command.redirects.every(it => it.operator !== '>' && it.operator !== '>|')
}

/** Whether `sed -i` edits the file, which must be there for that. */
export function isEdited({ command }: Write): boolean {
  return invocationOf(command)?.name === 'sed'
}

/** Whether a base image may have the file, or may not. */
export function mayHaveExisted(path: string): boolean {
  return credentialFileFor(path)?.inBaseImages?.[path] === 'sometimes'
}

/** Whether something has surely put a file there before a RUN, and stays: the base image, a COPY, or an earlier RUN. */
export function existedBefore(analysis: Analysis, flow: RunFlow, path: string, goes: Supply['goes']): boolean {
  if (credentialFileFor(path)?.inBaseImages?.[path] === 'always') return true
  const before = flow.run.run.span.start
  for (let stage: BuildStage | undefined = flow.run.stage; stage; stage = stage.parent) {
    for (const instruction of stage.stage.instructions) {
      const copy = effective(instruction)
      if (
        (copy.kind === 'COPY' || copy.kind === 'ADD') &&
        copy.span.start < before &&
        puts(analysis, stage, copy, path)
      )
        return true
    }
    for (const earlier of analysis.trace.flows)
      if (
        earlier.run.stage === stage &&
        earlier.run.run.span.start < before &&
        writesPlainly(analysis, earlier, path, goes)
      )
        return true
  }
  return false
}

/** Whether a COPY brings the file: by its name, or with a directory of the context that has it. */
function puts({ build, context }: Analysis, stage: BuildStage, copy: Copy, path: string): boolean {
  const offset = copy.span.start
  const destination = copy.destination && evaluate(build, stage, copy.destination, offset)
  const workdir = workdirAt(build, stage, offset)
  if (destination === undefined || workdir === undefined) return false
  const target = join(workdir, destination)
  if (target === path) return true
  return copy.sources.some(source => {
    const name = evaluate(build, stage, source, offset)
    if (name === undefined) return false
    if (join(target, baseName(name)) === path) return true
    const inside = path.startsWith(target === '/' ? '/' : `${target}/`) ? path.slice(target.length) : undefined
    return (
      inside !== undefined && !copy.from && context?.files.has(join(join('/', name), `./${inside}`).slice(1)) === true
    )
  })
}

/** Writes something into the file that stays there: a line with the registry, or the user before the password. */
function writesPlainly({ build, persisted }: Analysis, flow: RunFlow, path: string, goes: Supply['goes']): boolean {
  const stays = (command: ShellCommand) => !persisted.some(it => it.write.command === command && goes(it) !== 'no')
  return (
    touchesOf(build, flow).some(it => it.path === path && it.redirect?.operator.startsWith('>') && stays(it.command)) ||
    flow.run.script.commands.some(it => toolWrites(build, flow, it).includes(path) && stays(it))
  )
}

/** What RUNs between a write and all that read the file add to it: credentials, or something of their own. */
export function addedLater(
  analysis: Analysis,
  { run }: RunFlow,
  path: string,
  readers: ReadonlySet<BuildRun>,
): readonly (Persisted | undefined)[] {
  const later = runsAfter(analysis, run).filter(it =>
    [...readers].every(({ run: reader }) => it.run.span.end <= reader.span.start),
  )
  return analysis.trace.flows
    .filter(it => later.includes(it.run))
    .flatMap(it => touchesOf(analysis.build, it))
    .filter(it => it.path === path && it.redirect?.operator === '>>')
    .map(({ command }) => analysis.persisted.find(it => it.write.command === command))
}
