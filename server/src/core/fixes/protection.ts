import type { Analysis } from '../analyze.ts'
import type { BuildRun } from '../build/runs.ts'
import { credentialFileFor } from '../knowledge/index.ts'
import { type Touch, touchesOf } from '../secrets/touches.ts'
import { staticText } from '../shell/model.ts'
import { quote } from './runChange.ts'
import { runsAfter } from './storedReaders.ts'

/**
 * The `chmod` that goes with a file which is written anew in another RUN: the one of a RUN in between, or the one
 * that a key for ssh needs, since there may have been an `umask`.
 */
export function protection(
  analysis: Analysis,
  from: BuildRun,
  there: BuildRun,
  path: string,
  texts: readonly string[],
): readonly string[] {
  const own = changesOfMode(analysis, there, path)
  if (0 < own.length || texts.some(it => it.startsWith('chmod '))) return []
  const between = runsAfter(analysis, from).filter(it => it.run.span.end <= there.run.span.start)
  const last = between.flatMap(it => changesOfMode(analysis, it, path)).at(-1)
  const mode = (last && modeIn(last)) ?? (credentialFileFor(path)?.mode === undefined ? undefined : '600')
  return mode === undefined ? [] : [`chmod ${mode} ${quote(path)}`]
}

function changesOfMode({ build, trace }: Analysis, run: BuildRun, path: string): readonly Touch[] {
  const flow = trace.flows.find(it => it.run === run)
  const touches = flow ? touchesOf(build, flow) : []
  return touches.filter(it => it.path === path && it.invocation?.name === 'chmod')
}

function modeIn({ invocation }: Touch): string | undefined {
  const [mode] = invocation?.args.filter(it => !it.text.startsWith('-')) ?? []
  return mode && staticText(mode)
}
