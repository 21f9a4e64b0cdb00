import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { parse } from '../../../server/src/core/dockerfile/index.ts'
import { planSecrets, targets, type PlanOptions } from '../../../server/src/core/plan/planSecrets.ts'

/** Looks like a credential to us, and to nobody else: put together at run time. */
const TOKEN = ['q7Rk2', 'vT9xw', 'Zb41m', 'Lc83'].join('')

function plan(dockerfile: string, files: Record<string, string> = {}, options: PlanOptions = {}) {
  const context = { files: new Map(Object.entries(files)), dockerfilePath: 'Dockerfile' }
  return planSecrets(parse(dockerfile.trim().replaceAll(/^ +/gm, '')), context, options)
}

function ids(dockerfile: string, target?: string): readonly string[] {
  return plan(dockerfile, {}, { target }).map(it => it.id)
}

describe('the secrets that a build needs', () => {
  it('are those of its mounts, with variables, targets and stages', () => {
    const secrets = plan(`
      FROM node:24 AS deps
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
      RUN --mount=type=secret,id=npm_token npm run fetch
      FROM deps
      WORKDIR /app
      RUN --mount=type=secret,id=npm_token,target=token true
    `)
    assert.deepEqual(secrets, [
      {
        id: 'npm_token',
        required: true,
        variables: ['NPM_TOKEN'],
        targets: ['/run/secrets/npm_token', '/app/token'],
        stages: ['deps', '1'],
        candidates: [],
      },
    ])
  })

  it('have the id that BuildKit gives them', () => {
    const found = ids(`
      FROM node:24
      RUN --mount=type=secret,target=/root/.npmrc npm ci
      RUN --mount=TYPE=secret,src=b/c true
      RUN --mount=type=secret,env=LOST true
      RUN --mount=type=cache,target=/d true
    `)
    assert.deepEqual(found, ['.npmrc', 'b/c'])
  })

  it('leave out stages that the target does not need', () => {
    const dockerfile = `
      FROM python:3.12 AS base
      RUN --mount=type=secret,id=base true
      FROM python:3.12 AS test
      RUN --mount=type=secret,id=test true
      FROM python:3.12 AS Tools
      RUN --mount=type=secret,id=tools true
      FROM base AS final
      COPY --from=tools /a /a
      FROM base AS other
      RUN --mount=type=bind,from=test,target=/t --mount=type=secret,id=other true
    `
    assert.deepEqual(ids(dockerfile, 'FINAL'), ['base', 'tools'])
    assert.deepEqual(ids(dockerfile), ['base', 'test', 'other'])
    assert.deepEqual(ids(dockerfile, 'test'), ['test'])
    assert.deepEqual(ids(dockerfile, 'nothing'), [])
    assert.deepEqual(targets(parse(dockerfile)), ['base', 'test', 'Tools', 'final', 'other'])
  })

  it('follow a stage by its number', () => {
    const dockerfile = `
      FROM a
      RUN --mount=type=secret,id=a true
      FROM b
      COPY --from=0 /a /a
    `
    assert.deepEqual(ids(dockerfile), ['a'])
  })

  it('follow a stage that a build argument names, or every one that it may name', () => {
    const dockerfile = `
      ARG KIND=one
      FROM a AS kind-one
      RUN --mount=type=secret,id=one true
      FROM a AS kind-two
      RUN --mount=type=secret,id=two true
      FROM a AS another
      RUN --mount=type=secret,id=another true
      FROM kind-\${KIND} AS known
      FROM kind-\${TARGETARCH} AS unknown
    `
    assert.deepEqual(ids(dockerfile, 'known'), ['one'])
    assert.deepEqual(ids(dockerfile, 'unknown'), ['one', 'two'])
  })

  it('come with ONBUILD in the stage that is built FROM it', () => {
    const dockerfile = `
      FROM a AS base
      ONBUILD RUN --mount=type=secret,id=later true
      FROM base AS child
    `
    assert.deepEqual(ids(dockerfile, 'base'), [])
    assert.deepEqual(ids(dockerfile, 'child'), ['later'])
  })
})

describe('candidates for a secret', () => {
  const npmrc = `//npm.corp.example/:_authToken=${TOKEN}\n`
  const mounted = 'FROM node:24\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci'

  it('are files of its kind that hold a credential, nearest first', () => {
    const files = {
      'a/.npmrc': npmrc,
      '.npmrc': npmrc,
      'b/.npmrc': 'registry=https://npm.corp.example\n',
      '.netrc': '',
    }
    assert.deepEqual(
      plan(mounted, files)[0]?.candidates.map(it => it.kind === 'file' && it.path),
      ['.npmrc', 'a/.npmrc'],
    )
  })

  it('are found by the id when the target says nothing', () => {
    const secrets = plan('FROM a\nRUN --mount=type=secret,id=auth_toml true', {
      'auth.toml': `[http-basic.corp]\npassword = "${TOKEN}"\n`,
    })
    assert.deepEqual(secrets[0]?.candidates, [
      { kind: 'file', path: 'auth.toml', reason: 'auth.toml holds a credential.' },
    ])
  })

  it('are variables that are set, the one that the command reads first', () => {
    const dockerfile = 'FROM node:24\nRUN --mount=type=secret,id=npm-token,env=NODE_AUTH_TOKEN npm ci'
    const environment = ['HOME', 'NPM_TOKEN', 'NODE_AUTH_TOKEN']
    assert.deepEqual(plan(dockerfile, { '.npmrc': npmrc }, { environment })[0]?.candidates, [
      { kind: 'env', name: 'NODE_AUTH_TOKEN', reason: 'The variable NODE_AUTH_TOKEN is set.' },
      { kind: 'env', name: 'NPM_TOKEN', reason: 'The variable NPM_TOKEN is set.' },
    ])
  })

  it('never repeat a value', () => {
    assert.ok(!JSON.stringify(plan(mounted, { '.npmrc': npmrc })).includes(TOKEN))
  })
})

describe('a plan', () => {
  it('is made for every text', () => {
    const lines = `FROM a AS b|FROM b|FROM $X AS c|COPY --from=b . .|COPY --from=1 . .|ONBUILD COPY --from=c . .|ARG X=b
RUN --mount=type=secret,id=x true|RUN --mount=type=secret,target=/ true|RUN --mount=|ONBUILD|ONBUILD ONBUILD RUN true
ONBUILD RUN --mount=type=secret,env=a,id=y true|FROM|\\|RUN <<E`.split(/[|\n]/)
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(fc.constantFrom(...lines)).map(it => it.join('\n')),
        ),
        fc.option(fc.string()),
        (text, target) => {
          assert.ok(Array.isArray(planSecrets(parse(text), undefined, { target: target ?? undefined })))
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('takes time in proportion to a hostile file', () => {
    const many = (line: (index: number) => string) => Array.from({ length: 5000 }, (_, index) => line(index)).join('\n')
    for (const text of [
      many(index => `FROM $X AS s${index}`),
      many(index => `FROM s${index - 1} AS s${index}`),
      `FROM a AS a\n${many(() => 'ONBUILD RUN --mount=type=secret,id=x true')}\n${many(() => 'FROM a')}`,
      many(index => `FROM a AS a${index}\nCOPY --from=a${index - 1} . .\nRUN --mount=type=secret,id=i${index} true`),
    ]) {
      const dockerfile = parse(text)
      const start = performance.now()
      planSecrets(dockerfile)
      assert.ok(performance.now() - start < 5000, text.slice(0, 80))
    }
  })
})
