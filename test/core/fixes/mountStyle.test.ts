import { describe, it } from 'node:test'
import rule from '../../../server/src/core/rules/secret-in-arg.ts'
import { expectFix, expectRefusal } from '../../support/fixtures.ts'

/** For builders that do not know `env=`: Docker Engine before 27.3, buildah before 1.44. */
const file = { settings: { mountStyle: 'file' as const } }

describe('the mount style "file"', () => {
  it('reads the mounted file into the variable before everything else', () =>
    expectFix(
      rule,
      `
      # syntax=docker/dockerfile:1.4
      FROM node:24
      ARG NPM_TOKEN
      RUN npm ci
    `,
      `
      # syntax=docker/dockerfile:1.4
      FROM node:24
      RUN --mount=type=secret,id=npm_token,required=true NPM_TOKEN="$(cat /run/secrets/npm_token)" && export NPM_TOKEN && npm ci
    `,
      file,
    ))

  it('makes the file readable for the user of the RUN', () =>
    expectFix(
      rule,
      `
      FROM node:24
      USER node
      ARG NPM_TOKEN
      RUN npm ci
    `,
      `
      FROM node:24
      USER node
      RUN --mount=type=secret,id=npm_token,uid=1000,required=true NPM_TOKEN="$(cat /run/secrets/npm_token)" && export NPM_TOKEN && npm ci
    `,
      file,
    ))

  it('refuses where there is no shell to read it', () =>
    expectRefusal(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN ["npm", "ci"]
    `,
      "The RUN of line 3 is in a form that can't be changed safely; write it as a shell command first.",
      file,
    ))
})
