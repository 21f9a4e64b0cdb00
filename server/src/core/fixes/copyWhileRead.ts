import type { Analysis } from '../analyze.ts'
import { userAt } from '../build/evaluate.ts'
import type { FileCopy } from '../secrets/files.ts'
import { REMOVERS } from '../secrets/flow.ts'
import type { Touch } from '../secrets/touches.ts'
import { isThere } from './contents.ts'
import { quote } from './runChange.ts'
import type { FileUse } from './readers.ts'
import { changeOf, type Changes } from './supply.ts'

const OWNERS = new Set(['chmod', 'chown', 'chgrp'])

/**
 * Copies a secret to its place for as long as a RUN runs, when it changes or removes the directory around it, as in
 * `rm -rf ~/.ssh`: that fails on a mount. False when something else is in the way.
 */
export function copyWhileRead(
  analysis: Analysis,
  copy: FileCopy,
  { flow, conflicts }: FileUse,
  id: string,
  changes: Changes,
): boolean {
  const { run, stage } = flow.run
  const path = copy.path ?? ''
  const isTended = ({ redirect, invocation }: Touch) => !redirect && changesOrRemoves(invocation?.name ?? '')
  // Others may not be allowed to write there.
  if (!conflicts.every(isTended) || userAt(analysis.build, stage, run.span.start) !== 'root') return false
  const change = changeOf(changes, flow.run)
  change.mounts.push({ id })
  const directory = path.slice(0, path.lastIndexOf('/'))
  if (!exists(analysis, copy, directory, run.span.start)) change.before.push(`mkdir -p ${quote(directory)}`)
  change.before.push(`cp /run/secrets/${id} ${quote(path)}`)
  if (!conflicts.some(isSureRemoval)) change.cleanUp.add(path)
  return true
}

/** Images come with these. */
const COMMON = new Set(['', '/etc', '/home', '/opt', '/root', '/srv', '/tmp', '/usr', '/var'])

function exists(analysis: Analysis, copy: FileCopy, directory: string, before: number): boolean {
  return COMMON.has(directory) || isThere(analysis, copy, directory, before)
}

function changesOrRemoves(name: string): boolean {
  return OWNERS.has(name) || REMOVERS.has(name)
}

/** Whether nothing of it is left afterwards, whatever happens in the RUN. */
function isSureRemoval({ command: { conditional, place }, invocation }: Touch): boolean {
  if (conditional || place?.topLevel !== true || !REMOVERS.has(invocation?.name ?? '')) return false
  return place.operators.every(it => it === '&&')
}
