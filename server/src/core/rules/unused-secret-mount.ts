import type { Analysis } from '../analyze.ts'
import type { SecretMount } from '../build/secretMounts.ts'
import { consumes, toolOf } from '../knowledge/match.ts'
import { mayReadAnything } from '../knowledge/programs.ts'
import { defineRule } from '../rule.ts'
import { isAmong } from '../secrets/copying.ts'
import type { RunFlow } from '../secrets/flow.ts'
import { COPIERS } from '../secrets/textPrograms.ts'
import { type Touch, touchesOf } from '../secrets/touches.ts'
import { invocationOf } from '../shell/invocation.ts'
import { identifiersIn } from '../shell/model.ts'
import { finding } from './reporting.ts'

export default defineRule({
  id: 'unused-secret-mount',
  title: 'Secret mount and its use do not meet',
  severity: 'warning',
  docs: {
    why: `
      A mount covers one RUN only. A command that reads \`/run/secrets/token\` in another RUN finds nothing, and a mount on
      a RUN that cannot use it was probably meant for the next one.`,
    bad: `
      FROM node:24
      RUN --mount=type=secret,id=token,required=true mkdir -p /app
      RUN --mount=type=secret,id=other,required=true deploy --key-file /run/secrets/other`,
    good: `
      FROM node:24
      RUN --mount=type=secret,id=token,required=true deploy --key-file /run/secrets/token`,
    references: ['https://docs.docker.com/reference/dockerfile/#run---mounttypesecret'],
  },

  *check(analysis: Analysis) {
    const made = new Set<string>()
    for (const flow of analysis.trace.flows) {
      if (flow.run.dialect !== 'posix' || !flow.run.script.understood || !isAboutSecrets(analysis, flow)) continue
      for (const it of flow.mounts)
        if (it.id !== undefined && !mayUse(analysis, flow, it))
          yield { ...finding(it.mount, 'info', `Nothing in this RUN can use secret ${it.id}.`, it.id), refusal: MEANT }
      for (const touch of touchesOf(analysis.build, flow)) {
        const { path, word } = touch
        if (makes(touch)) made.add(path)
        if (!isRead(touch) || made.has(path) || isMounted(flow, path)) continue
        const id = path.startsWith('/run/secrets/') ? path.slice('/run/secrets/'.length) : ''
        if (id !== '')
          yield { ...finding(word, 'warning', `No mount of this RUN provides ${path}.`, id), refusal: NOT_MOUNTED }
      }
    }
  },
})

const MEANT = 'Whether another RUN was meant does not show; move the mount to the RUN that needs it, or take it away.'
const NOT_MOUNTED =
  'Which secret was meant does not show; add --mount=type=secret with its id to this RUN, or name a path that is mounted.'

function isAboutSecrets({ dockerfile }: Analysis, { mounts, run }: RunFlow): boolean {
  return 0 < mounts.length || dockerfile.text.slice(run.run.span.start, run.run.span.end).includes('/run/secrets/')
}

function mayUse({ build }: Analysis, flow: RunFlow, { env, target }: SecretMount): boolean {
  if (touchesOf(build, flow).some(it => target !== undefined && it.path !== '/' && isAmong(target, it.path)))
    return true
  return flow.run.script.commands.some(command => {
    const invocation = invocationOf(command)
    if (!invocation || mayReadAnything(invocation)) return 0 < command.words.length
    const tool = toolOf(invocation)
    if (tool && consumes(tool.tool, invocation)) return true
    const texts = [
      ...command.words,
      ...command.assignments.map(it => it.value),
      ...command.redirects.flatMap(it => it.body ?? it.target ?? []),
    ]
    return texts.some(
      it =>
        (env !== undefined && identifiersIn(it.text).includes(env)) ||
        (target !== undefined && it.text.includes(target)),
    )
  })
}

/** Without a mount some images make the file themselves, for what is mounted there when the container runs. */
function makes({ invocation, redirect, command, word }: Touch): boolean {
  if (redirect) return redirect.operator.includes('>')
  const name = invocation?.name ?? ''
  return MAKERS.has(name) || (COPIERS.has(name) && command.words.at(-1) === word)
}

const MAKERS = new Set(['touch', 'mkdir', 'ln', 'tee'])

function isRead(touch: Touch): boolean {
  const { invocation, redirect } = touch
  if (redirect) return redirect.operator === '<'
  return !makes(touch) && (invocation === undefined || !TENDERS.has(invocation.name))
}

const TENDERS = new Set('rm rmdir chown chmod chgrp test [ [[ echo printf export'.split(' '))

function isMounted(flow: RunFlow, path: string): boolean {
  return flow.mounts.some(it => it.target !== undefined && isAmong(it.target, path)) || isMountedElse(flow, path)
}

/** A directory of the context or a cache may be mounted there, or a secret whose name comes from outside. */
function isMountedElse({ run, mounts }: RunFlow, path: string): boolean {
  const isOpen = mounts.some(it => it.target?.includes('$'))
  const isInside = (text: string) => text.startsWith('/run/secrets') && path.startsWith(text)
  return isOpen || run.run.mounts.some(it => it.fields.some(({ value }) => value !== undefined && isInside(value.text)))
}
