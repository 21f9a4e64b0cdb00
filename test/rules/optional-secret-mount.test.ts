import { describe, it } from 'node:test'
import rule from '../../server/src/core/rules/optional-secret-mount.ts'
import { expectClean, expectFindings, expectFix } from '../support/fixtures.ts'

describe(rule.id, () => {
  it('reports a mount that sets a variable', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Secret npm_token is optional: a build without it goes on with an empty variable.
    `,
    ))

  it('reports a mount of a file', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=netrc,target=/root/.netrc pip install private-lib
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Secret netrc is optional: a build without it goes on with no file.
    `,
    ))

  it('reports each of several mounts', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN --mount=type=cache,target=/root/.npm --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Secret npm_token is optional: a build without it goes on with an empty variable.
      #                                                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Secret npmrc is optional: a build without it goes on with no file.
    `,
    ))

  it('names the mount by its target when it has no id', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      RUN --mount=type=secret,target=/root/.netrc pip install private-lib
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Secret .netrc is optional: a build without it goes on with no file.
    `,
    ))

  it('reports ONBUILD', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      ONBUILD RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci
      #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Secret npm_token is optional: a build without it goes on with an empty variable.
    `,
    ))

  it('is silent about a required mount', () =>
    expectClean(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
    `,
    ))

  it('is silent about the short form of required', () =>
    expectClean(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required npm ci
    `,
    ))

  it('is silent when the author says that it is optional', () =>
    expectClean(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=false npm ci
    `,
    ))

  it('is silent when the script goes on without the file', () =>
    expectClean(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=token TOKEN="$(cat /run/secrets/token 2>/dev/null)" npm ci
      RUN --mount=type=secret,id=token TOKEN=$(cat /run/secrets/token || true) npm ci
    `,
    ))

  it('does not take the silence of another command for that', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=token TOKEN=$(cat /run/secrets/token) npm ci 2>/dev/null
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Secret token is optional: a build without it goes on with no file.
    `,
    ))

  it('is silent when the script tests for the file', () =>
    expectClean(
      rule,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=token if [ -f /run/secrets/token ]; then ./with-token.sh; else ./without.sh; fi
    `,
    ))

  it('is silent when the script tests for the variable', () =>
    expectClean(
      rule,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=token,env=TOKEN [ -n "$TOKEN" ] && ./with-token.sh
    `,
    ))

  it('is silent when the script has a default', () =>
    expectClean(
      rule,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=token,env=TOKEN ./build.sh "\${TOKEN:-none}"
    `,
    ))

  it('is silent about other mounts', () =>
    expectClean(
      rule,
      `
      FROM node:24
      RUN --mount=type=cache,target=/root/.npm --mount=type=bind,target=/src --mount=type=ssh npm ci
    `,
    ))

  it('is silent about a mount without any name', () =>
    expectClean(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret npm ci
    `,
    ))

  it('requires the secret', () =>
    expectFix(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
    `,
    ))

  it('requires every secret of every stage', () =>
    expectFix(
      rule,
      `
      from node:24 as build
      run --mount=type=secret,id=a,env=NPM_TOKEN --mount=type=secret,id=b,target=/root/.npmrc npm ci
      from node:24
      run --mount=type=secret,id=a,env=NPM_TOKEN npm ci --omit=dev
    `,
      `
      from node:24 as build
      run --mount=type=secret,id=a,env=NPM_TOKEN,required=true --mount=type=secret,id=b,target=/root/.npmrc,required=true npm ci
      from node:24
      run --mount=type=secret,id=a,env=NPM_TOKEN,required=true npm ci --omit=dev
    `,
    ))

  it('requires a secret on a line of its own', () =>
    expectFix(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN \\
          # Install.
          npm ci
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true \\
          # Install.
          npm ci
    `,
    ))

  it('requires a secret in a quoted option', () =>
    expectFix(
      rule,
      `
      FROM node:24
      RUN --mount="type=secret,id=npm_token,env=NPM_TOKEN" npm ci
    `,
      `
      FROM node:24
      RUN --mount="type=secret,id=npm_token,env=NPM_TOKEN",required=true npm ci
    `,
    ))

  it('keeps line ends', () =>
    expectFix(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN \\
          npm ci
    `,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true \\
          npm ci
    `,
      { lineEnds: 'crlf' },
    ))
})
