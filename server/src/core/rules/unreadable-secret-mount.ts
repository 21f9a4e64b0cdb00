import type { Analysis } from '../analyze.ts'
import { userAt } from '../build/evaluate.ts'
import { field } from '../build/secretMounts.ts'
import type { Mount } from '../dockerfile/model.ts'
import { ownerOf } from '../fixes/owner.ts'
import { defineRule } from '../rule.ts'
import type { RunFlow } from '../secrets/flow.ts'
import { touchesOf } from '../secrets/touches.ts'
import { runsAsAnother } from '../shell/invocation.ts'
import { contains, type TextEdit } from '../text.ts'
import { finding } from './reporting.ts'

export default defineRule({
  id: 'unreadable-secret-mount',
  title: 'Secret mount that the user of the RUN cannot read',
  severity: 'warning',
  docs: {
    why: `
      A mounted secret belongs to root with mode 0400. Under another USER the command cannot read it, and often says
      nothing of it: pip and git go on as if there were no credential.`,
    bad: `
      FROM node:24
      USER node
      RUN --mount=type=secret,id=npmrc,target=/home/node/.npmrc,required=true npm ci`,
    good: `
      FROM node:24
      USER node
      RUN --mount=type=secret,id=npmrc,target=/home/node/.npmrc,uid=1000,required=true npm ci`,
    references: ['https://docs.docker.com/reference/dockerfile/#run---mounttypesecret'],
  },

  *check(analysis: Analysis) {
    for (const flow of analysis.trace.flows) {
      const { run, mounts } = flow
      const owner = ownerOf(analysis, run)
      // Nobody knows who `USER $NAME` is.
      if (userAt(analysis.build, run.stage, run.run.span.start) === undefined) continue
      for (const { mount, id, target } of mounts) {
        if (target === undefined || id === undefined) continue
        const [mode, uid, gid] = ['mode', 'uid', 'gid'].map(it => field(mount, it)?.value?.text)
        if (owner.kind === 'root' || mode?.includes('$') || uid?.includes('$')) continue
        if (uid !== undefined || gid !== undefined || isReadableByAll(mode)) continue
        if (isReadAsRoot(analysis, flow, target)) continue
        yield {
          ...finding(mount, 'warning', `Secret ${id} can only be read by root, and this RUN has another USER.`, id),
          fix: {
            title: owner.kind === 'user' ? `Give secret ${id} to user ${owner.uid}` : `Make secret ${id} readable`,
            safety: 'safe',
            edits: [owner.kind === 'user' ? addField(mount, `uid=${owner.uid}`) : setMode(mount, 'mode=0444')],
            fileEdits: [],
            secrets: [],
          },
        }
      }
    }
  },
})

/** `sudo cat /run/secrets/token`, also in a script that `sudo sh -c` runs; `sudo npm ci` reads it unseen. */
function isReadAsRoot({ build }: Analysis, flow: RunFlow, target: string): boolean {
  const elevated = flow.run.script.commands.filter(it => it.words[0]?.text === 'sudo' && !runsAsAnother(it))
  if (elevated.length === 0) return false
  const readers = touchesOf(build, flow).filter(it => it.path === target)
  return readers.every(({ command }) => elevated.some(it => contains(it.span, command.span)))
}

function addField({ insertAt }: Mount, text: string): TextEdit {
  return { span: { start: insertAt, end: insertAt }, newText: `,${text}` }
}

function setMode(mount: Mount, text: string): TextEdit {
  const span = field(mount, 'mode')
  return span ? { span, newText: text } : addField(mount, text)
}

/** Octal; the last digit is what others may. */
function isReadableByAll(mode: string | undefined): boolean {
  return mode !== undefined && ['4', '5', '6', '7'].includes(mode.slice(-1))
}
