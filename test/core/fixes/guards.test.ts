import { describe, it } from 'node:test'
import rule from '../../../server/src/core/rules/secret-in-arg.ts'
import { expectFix, expectRefusal } from '../../support/fixtures.ts'

// A required mount always gives a value, so a test for one says nothing any more.

describe('a command that only runs when the secret is there', () => {
  it('goes together with the question', () =>
    expectFix(
      rule,
      `
        FROM golang
        ARG GH_TOKEN
        RUN apk add git && if [ -n "$GH_TOKEN" ]; then git config --global url."https://\${GH_TOKEN}@github.com/".insteadOf "https://github.com/"; fi
        RUN go mod download
      `,
      `
        FROM golang
        RUN apk add git
        RUN --mount=type=secret,id=gh_token,env=GH_TOKEN,required=true GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=url."https://\${GH_TOKEN}@github.com/".insteadOf GIT_CONFIG_VALUE_0="https://github.com/" go mod download
      `,
    ))

  it('moves without the question to where the file is read', () =>
    expectFix(
      rule,
      `
        FROM node
        WORKDIR /app
        ARG NPM_TOKEN
        RUN [ -z \${NPM_TOKEN} ] || echo "//npm.acme.example/:_authToken=\${NPM_TOKEN}" > .npmrc
        RUN npm ci
      `,
      `
        FROM node
        WORKDIR /app
        RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true echo "//npm.acme.example/:_authToken=\${NPM_TOKEN}" > .npmrc && npm ci && rm -f /app/.npmrc
      `,
    ))

  for (const question of ['[ "$T" ]', 'test ! -z "$T"', '[[ -n $T ]]', '[ "${T:-}" != "" ]'])
    it(`asks ${question}`, () =>
      expectFix(
        rule,
        `
          FROM node
          WORKDIR /app
          ARG T
          RUN if ${question}; then echo "//npm.acme.example/:_authToken=$T" > .npmrc; fi
          RUN npm ci
        `,
        `
          FROM node
          WORKDIR /app
          RUN --mount=type=secret,id=t,env=T,required=true echo "//npm.acme.example/:_authToken=$T" > .npmrc && npm ci && rm -f /app/.npmrc
        `,
      ))

  for (const [title, command] of [
    ['asks for something else', 'if [ -n "$CI" ]; then git config --global url.https://$T@h/.insteadOf https://h/; fi'],
    ['asks for the opposite', 'if [ -z "$T" ]; then git config --global url.https://$T@h/.insteadOf https://h/; fi'],
    [
      'has an alternative',
      'if [ -n "$T" ]; then git config --global url.https://$T@h/.insteadOf https://h/; else exit 1; fi',
    ],
    [
      'comes with others',
      'if [ -n "$T" ]; then touch /x; git config --global url.https://$T@h/.insteadOf https://h/; fi',
    ],
  ] as const)
    it(`stays when it ${title}`, () =>
      expectRefusal(
        rule,
        `
          FROM golang
          ARG CI
          ARG T
          RUN ${command}
          RUN go mod download
        `,
        'A condition on line 4 decides whether git config stores T.',
      ))
})
