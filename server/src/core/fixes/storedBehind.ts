import { analyze, type Analysis } from '../analysis.ts'
import type { BuildRun } from '../build/runs.ts'
import { matchPersisting } from '../knowledge/match.ts'
import { editedInPlace } from '../secrets/arguments.ts'
import { invocationOf } from '../shell/invocation.ts'
import type { ShellCommand } from '../shell/model.ts'
import { applyEdits, type TextEdit } from '../text.ts'
import { fixPersisted } from './fixPersisted.ts'

const spent = new WeakMap<Analysis, number>()

/** So many characters are analyzed again for one analysis, that many edits do not take forever. */
const BUDGET = 1_000_000

/**
 * Why a credential would stay in a layer even when it comes from a secret mount, so that moving it there does not
 * help; nothing when no command stores it, or the commands that do can be changed next.
 */
export function storedBehind(
  analysis: Analysis,
  runs: Iterable<BuildRun>,
  edits: readonly TextEdit[],
  id: string,
): string | undefined {
  if (![...runs].some(it => it.script.commands.some(mayStore))) return undefined
  const { dockerfile, context, settings } = analysis
  const before = spent.get(analysis) ?? 0
  if (BUDGET < before) return 'There are many credentials in this file; fix the others first.'
  spent.set(analysis, before + dockerfile.text.length)
  const after = analyze(applyEdits(dockerfile.text, edits.map(inLine)), { context, settings })
  const reasons = after.persisted.filter(it => it.name === id).map(it => fixPersisted(after, it).refusal)
  // The id may be a part of a path as well, as `pgpass` is of `/root/.pgpass`.
  const reason = reasons.find(it => it !== undefined)
  const words = reason?.split(' ').map(it => (it.replace(/[).,;]$/, '') === id ? it.replace(id, 'the credential') : it))
  const text = words?.join(' ')
  return text && text.charAt(0).toUpperCase() + text.slice(1)
}

const STORES = new Set(['tee', 'cp', 'mv'])

function mayStore(command: ShellCommand): boolean {
  const invocation = invocationOf(command)
  return (
    command.redirects.some(it => it.operator.includes('>')) ||
    (invocation !== undefined &&
      (STORES.has(invocation.name) ||
        matchPersisting(invocation) !== undefined ||
        editedInPlace(invocation).length > 0))
  )
}

/** Without line breaks, so that a reason tells the lines that its reader sees. */
function inLine({ span, newText }: TextEdit): TextEdit {
  return { span, newText: newText.replaceAll(/[\\`]\r?\n[ \t]*/g, '') }
}
