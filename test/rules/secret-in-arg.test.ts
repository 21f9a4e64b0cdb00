import { describe, it } from 'node:test'
import rule from '../../server/src/core/rules/secret-in-arg.ts'
import { expectClean, expectFindings, expectFix, expectRefusal } from '../support/fixtures.ts'

describe(rule.id, () => {
  it('reports the name of the argument', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      #   ^^^^^^^^^ Build argument NPM_TOKEN stays readable in the image history and the provenance attestation.
      RUN npm ci
    `,
    ))

  it('reports an argument that is used as a credential, whatever its name', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      ARG GATE
      #   ^^^^ Build argument GATE stays readable in the image history, the provenance attestation and the build log.
      RUN curl -H "Authorization: Bearer $GATE" https://example.com/archive.tgz | tar xz
    `,
    ))

  it('says that an earlier stage is not in the image', () =>
    expectFindings(
      rule,
      `
      FROM node:24 AS build
      ARG NPM_TOKEN
      #   ^^^^^^^^^ Build argument NPM_TOKEN stays readable in the provenance attestation.
      RUN npm ci
      FROM nginx
      COPY --from=build /app /app
    `,
    ))

  it('is silent about a global argument that no stage takes', () =>
    expectClean(
      rule,
      `
      ARG NPM_TOKEN
      FROM node:24
      RUN npm ci
    `,
    ))

  it('is silent about arguments that hold no secret', () =>
    expectClean(
      rule,
      `
      FROM node:24
      ARG NODE_ENV
      ARG TOKENIZER
      ARG GPG_KEY
      ARG PASSWORD_FILE=/run/secrets/password
      ARG NEXT_PUBLIC_API_KEY
      RUN echo "$TOKENIZER"
    `,
    ))

  it('mounts the secret in every later RUN that needs it', () =>
    expectFix(
      rule,
      `
      FROM node:24
      RUN corepack enable
      ARG NPM_TOKEN
      RUN npm ci
      RUN npm publish
    `,
      `
      FROM node:24
      RUN corepack enable
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm publish
    `,
    ))

  it('refuses when FROM needs the value', () =>
    expectRefusal(
      rule,
      `
      ARG REGISTRY_TOKEN
      FROM registry.example.com/\${REGISTRY_TOKEN}/node
    `,
      'REGISTRY_TOKEN is part of the image name in FROM on line 2; log in to the registry where the build is started instead.',
    ))
})
