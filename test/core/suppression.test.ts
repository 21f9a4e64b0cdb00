import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findProblems } from '../../server/src/core/analyze.ts'
import { dedent } from '../support/fixtures.ts'

describe('a comment that ignores a rule', () => {
  it('silences the instruction below it', () =>
    expectReported(
      `
      FROM node:24
      # dockerfile-secrets-ignore secret-in-arg -- a public token
      ARG NPM_TOKEN
      RUN npm ci
    `,
      [],
    ))

  it('silences nothing else', () =>
    expectReported(
      `
      FROM node:24
      # dockerfile-secrets-ignore secret-in-arg -- a public token
      ARG NPM_TOKEN
      ARG SENTRY_AUTH_TOKEN
      RUN npm ci && sentry-cli info
    `,
      ['secret-in-arg SENTRY_AUTH_TOKEN'],
    ))

  it('leaves other rules alone', () =>
    expectReported(
      `
      FROM node:24
      # dockerfile-secrets-ignore secret-in-env -- another rule
      ARG NPM_TOKEN
      RUN npm ci
    `,
      ['secret-in-arg NPM_TOKEN'],
    ))

  it('needs a reason', () => {
    for (const mark of ['secret-in-arg', 'secret-in-arg --', 'secret-in-arg --  ', '', '-- a reason'])
      expectReported(`FROM node:24\n# dockerfile-secrets-ignore ${mark}\nARG NPM_TOKEN\nRUN npm ci\n`, [
        'secret-in-arg NPM_TOKEN',
      ])
  })

  it('may name one secret of several', () =>
    expectReported(
      `
      FROM node:24
      # dockerfile-secrets-ignore secret-in-arg NPM_TOKEN -- a public token
      ARG NPM_TOKEN SENTRY_AUTH_TOKEN
      RUN npm ci && sentry-cli info
    `,
      ['secret-in-arg SENTRY_AUTH_TOKEN'],
    ))

  it('holds across other comments and blank lines', () =>
    expectReported(
      `
      FROM node:24
      # dockerfile-secrets-ignore secret-in-arg -- a public token

      # What the build needs.
      ARG NPM_TOKEN
      RUN npm ci
    `,
      [],
    ))

  it('may stand between the lines of an instruction', () =>
    expectReported(
      `
      FROM node:24
      ARG NPM_TOKEN
      ENV A=1 \\
          # dockerfile-secrets-ignore secret-in-env -- a public token
          NPM_TOKEN=$NPM_TOKEN
      RUN npm ci
    `,
      ['secret-in-arg NPM_TOKEN'],
    ))

  it('is no comment in a here-document', () =>
    expectReported(
      `
      FROM node:24
      RUN <<EOF
      # dockerfile-secrets-ignore secret-in-arg -- not here
      EOF
      ARG NPM_TOKEN
      RUN npm ci
    `,
      ['secret-in-arg NPM_TOKEN'],
    ))

  it('at the end of the file silences nothing', () =>
    expectReported(
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN npm ci
      # dockerfile-secrets-ignore secret-in-arg -- too late
    `,
      ['secret-in-arg NPM_TOKEN'],
    ))
})

describe('a comment that ignores a rule in the file', () => {
  it('may stand anywhere', () =>
    expectReported(
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN npm ci
      # dockerfile-secrets-ignore-file secret-in-arg -- public tokens
    `,
      [],
    ))

  it('may name one secret', () =>
    expectReported(
      `
      # dockerfile-secrets-ignore-file secret-in-arg NPM_TOKEN -- a public token
      FROM node:24
      ARG NPM_TOKEN SENTRY_AUTH_TOKEN
      RUN npm ci && sentry-cli info
    `,
      ['secret-in-arg SENTRY_AUTH_TOKEN'],
    ))

  it('needs a reason', () =>
    expectReported(
      `
      # dockerfile-secrets-ignore-file secret-in-arg
      FROM node:24
      ARG NPM_TOKEN
      RUN npm ci
    `,
      ['secret-in-arg NPM_TOKEN'],
    ))
})

describe("the directive that skips BuildKit's own check", () => {
  const text = (directive: string) =>
    `${directive}\nFROM node:24\nARG NPM_TOKEN\nENV NPM_TOKEN=$NPM_TOKEN\nRUN npm ci\n`

  it('silences the two rules that mean the same', () => {
    expectReported(text('# check=skip=SecretsUsedInArgOrEnv'), [])
    expectReported(text('# check=skip=JSONArgsRecommended, SecretsUsedInArgOrEnv;error=true'), [])
    expectReported(text('# check=skip=all'), [])
  })

  it('silences nothing when it skips other checks', () => {
    for (const directive of ['# check=skip=JSONArgsRecommended', '# check=error=true', '# syntax=docker/dockerfile:1'])
      expectReported(text(directive), ['secret-in-arg NPM_TOKEN', 'secret-in-env NPM_TOKEN'])
  })

  it('is a comment after something else', () =>
    expectReported(text('# A comment.\n# check=skip=all'), ['secret-in-arg NPM_TOKEN', 'secret-in-env NPM_TOKEN']))

  it('leaves other rules alone', () =>
    expectReported(`# check=skip=all\nFROM python:3.12\nCOPY .netrc /root/.netrc\nRUN pip install a\n`, [
      'copied-credential-file .netrc',
    ]))
})

function expectReported(text: string, expected: readonly string[]): void {
  const found = findProblems(dedent(text)).map(it => `${it.rule} ${it.secret}`)
  assert.deepEqual(found, expected)
}
