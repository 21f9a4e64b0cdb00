import type { Analysis } from '../analyze.ts'
import type { SecretMount } from '../build/secretMounts.ts'
import { consumes, toolOf } from '../knowledge/match.ts'
import { mayReadAnything } from '../knowledge/programs.ts'
import { defineRule } from '../rule.ts'
import { isAmong } from '../secrets/copying.ts'
import type { RunFlow } from '../secrets/flow.ts'
import { touchesOf } from '../secrets/touches.ts'
import { type Invocation, invocationOf } from '../shell/invocation.ts'
import { identifiersIn, type ShellRedirect } from '../shell/model.ts'
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
    for (const flow of analysis.trace.flows) {
      if (flow.run.dialect !== 'posix' || !flow.run.script.understood || !isAboutSecrets(analysis, flow)) continue
      for (const it of flow.mounts)
        if (it.id !== undefined && !mayUse(analysis, flow, it))
          yield finding(it.mount, 'info', `Nothing in this RUN can use secret ${it.id}.`, it.id)
      for (const { path, word, invocation, redirect } of touchesOf(analysis.build, flow)) {
        if (!isRead(invocation, redirect)) continue
        const id = path.startsWith('/run/secrets/') ? path.slice('/run/secrets/'.length) : ''
        if (
          id !== '' &&
          !flow.mounts.some(it => it.target !== undefined && isAmong(it.target, path)) &&
          !isMountedElse(flow, path)
        )
          yield finding(word, 'warning', `No mount of this RUN provides ${path}.`, id)
      }
    }
  },
})

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
      ...command.redirects.flatMap(it => it.body ?? []),
    ]
    return texts.some(
      it =>
        (env !== undefined && identifiersIn(it.text).includes(env)) ||
        (target !== undefined && it.text.includes(target)),
    )
  })
}

/** Without a mount some images make the file themselves, for what is mounted there when the container runs. */
function isRead(invocation: Invocation | undefined, redirect: ShellRedirect | undefined): boolean {
  return redirect ? redirect.operator === '<' : invocation === undefined || !TENDERS.has(invocation.name)
}

const TENDERS = new Set('touch mkdir ln rm rmdir chown chmod chgrp test [ [[ echo printf export'.split(' '))

/** A directory of the context or a cache may be mounted there, or a secret whose name comes from outside. */
function isMountedElse({ run, mounts }: RunFlow, path: string): boolean {
  const isOpen = mounts.some(it => it.target?.includes('$'))
  const isInside = (text: string) => text.startsWith('/run/secrets') && path.startsWith(text)
  return isOpen || run.run.mounts.some(it => it.fields.some(({ value }) => value !== undefined && isInside(value.text)))
}
