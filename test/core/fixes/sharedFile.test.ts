import { describe, it } from 'node:test'
import rule from '../../../server/src/core/rules/persisted-credential.ts'
import { expectFix } from '../../support/fixtures.ts'

// A file that several RUNs write to: what is no secret in it stays.

describe('a file that another RUN adds to', () => {
  it('has the credential only while it is read', () =>
    expectFix(
      rule,
      `
        FROM node:24
        WORKDIR /app
        ARG NPM_TOKEN
        RUN echo "//npm.acme.example/:_authToken=$NPM_TOKEN" >> .npmrc
        RUN echo "@acme:registry=https://npm.acme.example/" >> .npmrc
        RUN npm ci
      `,
      `
        FROM node:24
        WORKDIR /app
        RUN echo "@acme:registry=https://npm.acme.example/" >> .npmrc
        RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true cp -p /app/.npmrc /tmp/.npmrc && echo "//npm.acme.example/:_authToken=$NPM_TOKEN" >> .npmrc && npm ci && cp /tmp/.npmrc /app/.npmrc && rm -f /tmp/.npmrc
      `,
    ))

  it('is not overwritten by the command that began it', () =>
    expectFix(
      rule,
      `
        FROM node:24
        WORKDIR /app
        ARG NPM_TOKEN
        RUN echo "//npm.acme.example/:_authToken=$NPM_TOKEN" > .npmrc
        RUN echo "@acme:registry=https://npm.acme.example/" >> .npmrc
        RUN npm ci
      `,
      `
        FROM node:24
        WORKDIR /app
        RUN echo "@acme:registry=https://npm.acme.example/" >> .npmrc
        RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true cp -p /app/.npmrc /tmp/.npmrc && echo "//npm.acme.example/:_authToken=$NPM_TOKEN" >> .npmrc && npm ci && cp /tmp/.npmrc /app/.npmrc && rm -f /tmp/.npmrc
      `,
    ))
})
