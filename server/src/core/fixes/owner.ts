import type { Analysis } from '../analyze.ts'
import { isNumber, userAt } from '../build/evaluate.ts'
import { rootImage } from '../build/image.ts'
import type { BuildRun } from '../build/runs.ts'
import { invocationOf } from '../shell/invocation.ts'
import type { ShellCommand } from '../shell/model.ts'

/** Whose a mounted file must be, so that the commands of a RUN can read it. */
export type Owner =
  | { readonly kind: 'root' }
  | { readonly kind: 'user'; readonly uid: string }
  | { readonly kind: 'unknown' }

/** Users that images bring along: https://github.com/nodejs/docker-node, https://github.com/dotnet/dotnet-docker. */
const KNOWN_USERS: readonly (readonly [image: string, user: string, uid: string])[] = [
  ['node', 'node', '1000'],
  ['dotnet', 'app', '1654'],
]

/** The user of a RUN as a number: from USER itself, from `useradd -u` before it, or from what the image is known for. */
export function ownerOf(analysis: Analysis, run: BuildRun): Owner {
  const user = userAt(analysis.build, run.stage, run.run.span.start)
  if (user === undefined) return { kind: 'unknown' }
  if (user === 'root') return { kind: 'root' }
  if (isNumber(user)) return { kind: 'user', uid: user }
  const image = rootImage(run.stage)
  const known = KNOWN_USERS.find(([name, itsUser]) => itsUser === user && image.split(/[/:]/).includes(name))
  const uid = createdUser(analysis, run, user) ?? known?.[2]
  return uid === undefined ? { kind: 'unknown' } : { kind: 'user', uid }
}

/** The user of a RUN who reads a file: nobody in particular when its commands change users, as `su app -c 'git pull'`. */
export function readerOf(analysis: Analysis, run: BuildRun): Owner {
  return run.script.commands.some(changesUser) ? { kind: 'unknown' } : ownerOf(analysis, run)
}

function changesUser({ words: [program, ...args] }: ShellCommand): boolean {
  const name = program?.text.slice(program.text.lastIndexOf('/') + 1) ?? ''
  const texts = args.map(it => it.text)
  if (name === 'sudo') return texts.some(it => it === '-u' || it.startsWith('--user'))
  return CHANGERS.has(name) && texts.some(it => !it.startsWith('-')) && texts[0] !== 'root'
}

const CHANGERS = new Set(['chpst', 'gosu', 'runuser', 'setpriv', 'su', 'su-exec'])

/** Options of a mount that let this owner read it. */
export function readableBy(owner: Owner): { readonly uid?: string; readonly mode?: string } {
  if (owner.kind === 'user') return { uid: owner.uid }
  return owner.kind === 'unknown' ? { mode: '0444' } : {}
}

/** `useradd -u 1001 app`, `adduser --uid 1001 app`. */
function createdUser(analysis: Analysis, { stage, run }: BuildRun, user: string): string | undefined {
  for (const earlier of analysis.runs) {
    if (run.span.start <= earlier.run.span.start || earlier.stage.stage.index > stage.stage.index) continue
    for (const command of earlier.script.commands) {
      const invocation = invocationOf(command)
      if (invocation?.name !== 'useradd' && invocation?.name !== 'adduser') continue
      const texts = invocation.args.map(it => it.text)
      if (!texts.includes(user)) continue
      const flag = texts.findIndex(it => it === '-u' || it === '--uid')
      const uid = flag < 0 ? texts.find(it => it.startsWith('--uid='))?.slice('--uid='.length) : texts[flag + 1]
      if (uid !== undefined && isNumber(uid)) return uid
    }
  }
  return undefined
}
