import type { Analysis } from '../analyze.ts'
import type { SecretMount } from '../build/secretMounts.ts'
import type { Fix } from '../finding.ts'
import { defineRule } from '../rule.ts'
import type { RunFlow } from '../secrets/flow.ts'
import { touchesOf } from '../secrets/touches.ts'
import { invocationOf } from '../shell/invocation.ts'
import { identifiersIn, type ShellCommand, variablesOf } from '../shell/model.ts'

export default defineRule({
  id: 'optional-secret-mount',
  title: 'Secret mount that may be missing',
  severity: 'info',
  docs: {
    why: `
      A secret mount is optional unless it says \`required=true\`. When somebody forgets \`--secret\`, the file is not there,
      or the variable is set to an empty text, and the build goes on to fail later with a puzzling "401 Unauthorized".`,
    bad: `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci`,
    good: `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci`,
    ignore:
      'When the build works without the secret, for example with a remote cache. A script that tests for the secret is not reported.',
    references: ['https://docs.docker.com/reference/dockerfile/#run---mounttypesecret'],
  },

  *check(analysis: Analysis) {
    for (const flow of analysis.trace.flows)
      for (const secret of flow.mounts) {
        const { mount, id } = secret
        if (
          id === undefined ||
          mount.fields.some(it => it.key.text === 'required') ||
          isExpectedToMiss(analysis, flow, secret)
        )
          continue
        yield {
          severity: 'info',
          span: mount,
          message: `Secret ${id} is optional: a build without it goes on with ${secret.env === undefined ? 'no file' : 'an empty variable'}.`,
          secret: id,
          exposures: [],
          related: [],
          fix: requireIt(secret),
        }
      }
  },
})

/** A test of the file or variable, a default for it, or a way to go on without, shows that the author thought of it. */
function isExpectedToMiss({ build }: Analysis, flow: RunFlow, { env, target }: SecretMount): boolean {
  return flow.run.script.commands.some(command => {
    const isAsked = isTest(command) || mayFail(command)
    if (isAsked && touchesOf(build, flow).some(it => it.command === command && it.path === target)) return true
    return (
      env !== undefined &&
      command.words.some(word =>
        [...variablesOf(word)].some(it => it.name === env && (isTest(command) || it.operator !== undefined)),
      )
    )
  })
}

function isTest(command: ShellCommand): boolean {
  const name = invocationOf(command)?.name
  return name === undefined
    ? identifiersIn(command.words[0]?.text ?? '').length === 0
    : name === '[' || name === '[[' || name === 'test'
}

/** `cat /run/secrets/token 2>/dev/null`, `cat /run/secrets/token || true`. */
function mayFail(command: ShellCommand): boolean {
  const { compound, redirects } = command
  return (
    redirects.some(it => it.fileDescriptor === 2 && it.target?.text === '/dev/null') ||
    (compound?.kind === 'chain' && compound.commands[0] === command)
  )
}

function requireIt({ mount, id }: SecretMount): Fix {
  return {
    title: `Require secret ${id}`,
    safety: 'suggestion',
    edits: [{ span: { start: mount.insertAt, end: mount.insertAt }, newText: ',required=true' }],
    fileEdits: [],
    secrets: [],
  }
}
