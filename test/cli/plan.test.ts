import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { runCommand } from '../support/commandLine.ts'
import { createFolder } from '../support/folder.ts'

const DOCKERFILE = `FROM node:24 AS build
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc,required=true npm ci
FROM node:24 AS app
RUN --mount=type=secret,id=sentry_token,env=SENTRY_TOKEN sentry-cli releases new x
COPY --from=build /app /app
`
const NPMRC = '//npm.example/:_authToken=hunter2\n'

describe('plan', () => {
  it('lists the secrets with the arguments that supply them', async () => {
    const { path } = createFolder({ Dockerfile: DOCKERFILE, '.npmrc': NPMRC })
    const { code, stdout, stderr } = await runCommand(['plan'], { cwd: path })
    assert.deepEqual([code, stderr], [0, ''])
    assert.equal(
      stdout,
      `Dockerfile needs 2 secrets (build context: .)

  npmrc: required; as file /root/.npmrc in stage build
    --secret id=npmrc,src=.npmrc  .npmrc holds a credential.

  sentry_token: optional: without it the credential is empty; as variable SENTRY_TOKEN in stage app
    --secret id=sentry_token,env=SENTRY_TOKEN  Nothing here fits; this is the form.
`,
    )
  })

  it('suggests variables that are set, and never shows what is in them', async () => {
    const { path } = createFolder({ Dockerfile: DOCKERFILE, '.npmrc': NPMRC })
    for (const args of [['plan'], ['plan', '--format', 'json']]) {
      const { stdout } = await runCommand(args, { cwd: path, env: { SENTRY_TOKEN: 'hunter3' } })
      assert.match(stdout, /The variable SENTRY_TOKEN is set\./)
      assert.doesNotMatch(stdout, /hunter/)
    }
  })

  it('has a documented form in JSON', async () => {
    const { path } = createFolder({ 'app/Dockerfile': DOCKERFILE, 'app/.npmrc': NPMRC })
    const { stdout } = await runCommand(['plan', 'app', '--target', 'build', '--format', 'json'], { cwd: path })
    assert.deepEqual(JSON.parse(stdout), {
      version: 1,
      dockerfile: 'app/Dockerfile',
      context: 'app',
      target: 'build',
      targets: ['build', 'app'],
      secrets: [
        {
          id: 'npmrc',
          required: true,
          variables: [],
          targets: ['/root/.npmrc'],
          stages: ['build'],
          candidates: [{ kind: 'file', path: 'app/.npmrc', reason: '.npmrc holds a credential.' }],
        },
      ],
    })
  })

  it('says so when there is none', async () => {
    const { path } = createFolder({ Dockerfile: 'FROM scratch\n' })
    assert.deepEqual(await runCommand(['plan'], { cwd: path }), {
      code: 0,
      stdout: 'Dockerfile mounts no secret.\n',
      stderr: '',
    })
  })

  it('exits with 2 when there is no Dockerfile, or no such target', async () => {
    const { path } = createFolder({ 'app/Dockerfile': DOCKERFILE })
    const none = await runCommand(['plan'], { cwd: path })
    assert.deepEqual(
      [none.code, none.stderr],
      [2, 'dockerfile-secrets: There is no Dockerfile in this directory. Name the file to build.\n'],
    )
    const wrong = await runCommand(['plan', 'app', '--target', 'nope'], { cwd: path })
    assert.deepEqual(
      [wrong.code, wrong.stderr],
      [2, 'dockerfile-secrets: app/Dockerfile has no stage "nope". Its stages are build, app.\n'],
    )
  })
})
