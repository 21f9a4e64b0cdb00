import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { buildCommand, toShell } from '../../../server/src/core/plan/buildCommand.ts'
import type { BuildRequest } from '../../../server/src/core/plan/model.ts'

const plain: BuildRequest = {
  dockerfile: 'Dockerfile',
  context: '.',
  target: undefined,
  tags: [],
  secrets: [],
  extra: [],
}

describe('the build command', () => {
  it('passes references to secrets, with their type', () => {
    const { args, env } = buildCommand({
      ...plain,
      dockerfile: 'docker/api.Dockerfile',
      target: 'runtime',
      tags: ['api:dev'],
      secrets: [
        { id: 'npm_token', kind: 'env', name: 'NPM_TOKEN' },
        { id: 'netrc', kind: 'file', path: '/home/me/.netrc' },
      ],
      extra: ['--progress', 'plain'],
    })
    const options =
      '--secret type=env,id=npm_token,env=NPM_TOKEN --secret type=file,id=netrc,src=/home/me/.netrc --tag api:dev'
    const rest = '--target runtime --progress plain .'
    assert.equal(args.join(' '), `buildx build --file docker/api.Dockerfile ${options} ${rest}`)
    assert.deepEqual(env, { DOCKER_BUILDKIT: '1' })
  })

  it('quotes what buildx would take apart', () => {
    const secrets = [{ id: 'x', kind: 'file', path: 'a,"b"' }] as const
    assert.ok(buildCommand({ ...plain, secrets }).args.includes('type=file,id=x,"src=a,""b"""'))
  })

  it('keeps a strange directory from being an option', () => {
    assert.equal(buildCommand({ ...plain, context: '-' }).args.at(-1), './-')
    assert.equal(buildCommand({ ...plain, context: '--rm' }).args.at(-1), './--rm')
  })
})

describe('the command for a shell', () => {
  it('reads as a person would write it', () => {
    const secrets = [{ id: 'netrc', kind: 'file', path: 'my files/.netrc' }] as const
    assert.equal(
      toShell(buildCommand({ ...plain, secrets })),
      `DOCKER_BUILDKIT=1 docker buildx build --file Dockerfile --secret 'type=file,id=netrc,src=my files/.netrc' .`,
    )
  })

  it('gives docker exactly the arguments of the command', () => {
    const text = fc.string({ unit: 'binary', maxLength: 12 }).filter(it => !/[\0\uD800-\uDFFF]/.test(it))
    const words = fc.oneof(
      text,
      fc.constantFrom('', "it's", '$HOME', '`id`', '"', '\\', '!', '~', 'a b', '*', '#', '\n', ';', 'a=b'),
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 6 }), words, (extra, path) => {
        const command = buildCommand({ ...plain, dockerfile: path, extra })
        const script = `docker() { printf '%s\\0' "$@"; }; ${toShell(command)}`
        const printed = execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' })
        assert.deepEqual(printed.split('\0').slice(0, -1), command.args)
      }),
      { numRuns: 100 },
    )
  })
})
