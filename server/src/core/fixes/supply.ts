import type { BuildRun } from '../build/runs.ts'
import type { Persisted } from '../secrets/persisted.ts'
import type { ShellWord } from '../shell/model.ts'
import { newRunChange, type RunChange } from './runChange.ts'

/** How a fix hands a credential to a RUN: as the variable that a word expands, or directly under another name. */
export interface Supply {
  /** The value of `word` is the credential and nothing else: give it to `run` as `variable`. False when it can't. */
  readonly direct: (change: RunChange, word: ShellWord, variable: string) => boolean
  /** Make what `word` expands visible in `run`. */
  readonly asBefore: (change: RunChange, word: ShellWord) => void
  /** Whether what another command stores leaves the image as well: by the same fix, by one of its own, or not at all. */
  readonly goes: (other: Persisted) => 'together' | 'apart' | 'no'
}

export type Changes = Map<BuildRun, RunChange>

export function changeOf(changes: Changes, run: BuildRun): RunChange {
  let change = changes.get(run)
  if (!change) changes.set(run, (change = newRunChange(run)))
  return change
}
