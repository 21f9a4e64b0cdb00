import type { BuildRun } from '../build/runs.ts'
import { matchUndoing, type PersistingMatch } from '../knowledge/match.ts'
import type { Write } from '../secrets/flow.ts'
import { invocationOf } from '../shell/invocation.ts'
import type { ShellCommand } from '../shell/model.ts'
import { quote } from './runChange.ts'
import { changeOf, type Changes } from './supply.ts'

/** The command that takes out what was stored; `false` when there is none, undefined when the file can go. */
export function undoOf({ command, holes }: PersistingMatch): string | false | undefined {
  if (command.undo === undefined || command.undo === false) return command.undo
  const words = command.undo.split(' ').map(word => {
    const at = word.indexOf('<')
    const hole = at < 0 ? undefined : holes.get(word.slice(at + 1, -1))
    if (at < 0) return word
    return hole?.text === undefined ? hole?.word.text : quote(word.slice(0, at) + hole.text)
  })
  return words.every(it => it !== undefined) ? words.join(' ') : false
}

/** In RUNs after the last one that has it there is nothing to take out any more, and most tools would fail. */
export function dropUndoing(run: BuildRun, write: Write, undo: string | undefined, changes: Changes): void {
  for (const it of run.script.commands) if (isUndoing(it, write, undo)) changeOf(changes, run).removed.add(it)
}

/** Whether a RUN takes it out itself. */
export function takesOut({ script }: BuildRun, write: Write, undo: string | undefined): boolean {
  return script.commands.some(it => !it.conditional && isUndoing(it, write, undo))
}

/** Whether a command takes out what was stored: `helm repo remove corp`, but not `helm repo remove other`. */
function isUndoing(command: ShellCommand, { tool }: Write, undo: string | undefined): boolean {
  const invocation = invocationOf(command)
  const places = (invocation && tool && matchUndoing(invocation)?.command.writes) ?? []
  if (!places.some(it => tool?.command.writes.includes(it))) return false
  return undo === undefined || plainWords(undo.split(' ')) === plainWords(command.words.map(it => it.text))
}

function plainWords(words: readonly string[]): string {
  return words.filter(it => !it.startsWith('-')).join(' ')
}
