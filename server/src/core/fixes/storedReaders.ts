import type { Analysis } from '../analyze.ts'
import { type BuildStage, descendants } from '../build/build.ts'
import type { BuildRun } from '../build/runs.ts'
import { credentialFileFor } from '../knowledge/index.ts'
import { consumes, toolOf } from '../knowledge/match.ts'
import { mayReadAnything } from '../knowledge/programs.ts'
import { REMOVERS, type RunFlow, type Write } from '../secrets/flow.ts'
import { touchesOf } from '../secrets/touches.ts'
import { invocationOf } from '../shell/invocation.ts'
import type { ShellCommand } from '../shell/model.ts'
import { isProjectScript } from './needs.ts'
import { readsKey } from './overSsh.ts'

/** A command that reads what another one has stored. */
export interface Reader {
  readonly run: BuildRun
  readonly command: ShellCommand
  /** False for a command that only could read it: a script, an unknown program. */
  readonly certain: boolean
}

/**
 * Scripts of the project may read any file. Unknown programs count when nothing is known to read it, or when programs
 * of all kinds do, as with `.netrc`.
 */
function certainOrPossible({ path }: Write, readers: readonly Reader[]): readonly Reader[] {
  const byMany = path !== undefined && credentialFileFor(path)?.readByMany === true
  if (byMany || !readers.some(it => it.certain)) return readers
  return readers.filter(({ certain, command }) => {
    const invocation = invocationOf(command)
    return certain || (invocation !== undefined && isProjectScript(invocation))
  })
}

/** The commands that read what a write has stored. */
export function readersOf(analysis: Analysis, flow: RunFlow, write: Write): readonly Reader[] {
  if (write.path !== undefined && isLog(write.path)) return []
  return certainOrPossible(write, readersAfter(analysis, flow, write))
}

/** Debug logs are a directory of their own, in which nobody looks for a credential. */
export function isLog(path: string): boolean {
  return path.endsWith('/_logs')
}

/** Commands after `command`, in its RUN and in later ones that have its layer, as long as the file is there. */
function readersAfter(analysis: Analysis, flow: RunFlow, write: Write): readonly Reader[] {
  const readers: Reader[] = []
  const later = new Set(runsAfter(analysis, flow.run))
  const removing = analysis.trace.flows.filter(it => later.has(it.run) && removes(analysis, it, write))
  for (const it of removing.flatMap(({ run }) => runsAfter(analysis, run))) later.delete(it)
  for (const run of [flow.run, ...later])
    for (const it of run.script.commands) {
      if (run === flow.run && it.span.start < write.command.span.end) continue
      const certain = readsFile(analysis, write, run, it)
      if (certain !== undefined) readers.push({ run, command: it, certain })
    }
  return readers
}

function removes({ build }: Analysis, flow: RunFlow, { path }: Write): boolean {
  return touchesOf(build, flow).some(
    it => it.path === path && !it.command.conditional && !it.redirect && REMOVERS.has(it.invocation?.name ?? ''),
  )
}

/** Later RUNs of the same stage and of those built FROM it. */
export function runsAfter(
  analysis: Analysis,
  { stage, run }: { stage: BuildStage; run: BuildRun['run'] },
): readonly BuildRun[] {
  const family = new Set(descendants(analysis.build, stage))
  return analysis.runs.filter(it => family.has(it.stage) && run.span.end <= it.run.span.start)
}

/** Whether a command reads the file for credentials: true, false when it only may, undefined when it does not. */
function readsFile(
  analysis: Analysis,
  { tool, path }: Write,
  run: BuildRun,
  command: ShellCommand,
): boolean | undefined {
  const invocation = invocationOf(command)
  if (!invocation) return undefined
  const file = path === undefined ? undefined : credentialFileFor(path)
  const asKey = path === undefined || (file && !file.overSsh) ? 'no' : readsKey(analysis, run, command, path)
  if (asKey === 'reader') return true
  if (file?.overSsh) return asKey === 'maybe' ? false : undefined
  const known = toolOf(invocation)
  if (!known) return mayReadAnything(invocation) ? false : undefined
  if (!consumes(known.tool, invocation) && !mayReadAnything(invocation)) return undefined
  const reads =
    known.tool.reads.includes(file?.name ?? '') || (tool !== undefined && known.tool.persisting.includes(tool.command))
  // `npm run build` starts programs of all kinds.
  if (!reads) return file?.readByMany === true && !consumes(known.tool, invocation) ? false : undefined
  return consumes(known.tool, invocation) || known.tool.runsScripts === true
}
