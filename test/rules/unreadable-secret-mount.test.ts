import { describe, it } from 'node:test'
import rule from '../../server/src/core/rules/unreadable-secret-mount.ts'
import { expectClean, expectFindings, expectFix } from '../support/fixtures.ts'

describe(rule.id, () => {
  it('reports a file for another user', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      USER node
      RUN --mount=type=secret,id=npmrc,target=/home/node/.npmrc,required=true npm ci
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Secret npmrc can only be read by root, and this RUN has another USER.
    `,
    ))

  it('reports a file at its default place', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      USER 1001
      RUN --mount=type=secret,id=token,required=true ./build.sh /run/secrets/token
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Secret token can only be read by root, and this RUN has another USER.
    `,
    ))

  it('reports a mode that only the owner can read', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      USER node
      RUN --mount=type=secret,id=npmrc,target=/home/node/.npmrc,mode=0400,required=true npm ci
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Secret npmrc can only be read by root, and this RUN has another USER.
    `,
    ))

  it('takes the user from the stage before', () =>
    expectFindings(
      rule,
      `
      FROM node:24 AS base
      USER node
      FROM base
      RUN --mount=type=secret,id=npmrc,target=/home/node/.npmrc,required=true npm ci
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Secret npmrc can only be read by root, and this RUN has another USER.
    `,
    ))

  it('is silent about root', () =>
    expectClean(
      rule,
      `
      FROM node:24
      USER root
      RUN --mount=type=secret,id=npmrc,target=/root/.npmrc,required=true npm ci
    `,
    ))

  it('is silent about a user that nobody knows', () =>
    expectClean(
      rule,
      `
      FROM node:24
      ARG NAME
      USER $NAME
      RUN --mount=type=secret,id=token,required=true deploy --token-file /run/secrets/token
    `,
    ))

  it('is silent about what sudo reads', () =>
    expectClean(
      rule,
      `
      FROM node:24
      USER node
      RUN --mount=type=secret,id=token,required=true sudo cat /run/secrets/token | deploy
      RUN --mount=type=secret,id=token,required=true sudo sh -c 'deploy < /run/secrets/token'
      RUN --mount=type=secret,id=netrc,target=/root/.netrc,required=true sudo pip install private-lib
    `,
    ))

  it('reports what another command reads than that of sudo', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      USER node
      RUN --mount=type=secret,id=token,required=true sudo apt-get update && deploy < /run/secrets/token
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Secret token can only be read by root, and this RUN has another USER.
      RUN --mount=type=secret,id=token,required=true sudo -u ci cat /run/secrets/token | deploy
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Secret token can only be read by root, and this RUN has another USER.
    `,
    ))

  it('is silent about the number of root', () =>
    expectClean(
      rule,
      `
      FROM node:24
      USER 0:0
      RUN --mount=type=secret,id=npmrc,target=/root/.npmrc,required=true npm ci
    `,
    ))

  it('is silent before the user changes', () =>
    expectClean(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=npmrc,target=/root/.npmrc,required=true npm ci
      USER node
    `,
    ))

  it('is silent about a variable', () =>
    expectClean(
      rule,
      `
      FROM node:24
      USER node
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
    `,
    ))

  it('is silent about a file that belongs to the user', () =>
    expectClean(
      rule,
      `
      FROM node:24
      USER node
      RUN --mount=type=secret,id=npmrc,target=/home/node/.npmrc,uid=1000,required=true npm ci
    `,
    ))

  it('is silent about a file that the group can read', () =>
    expectClean(
      rule,
      `
      FROM node:24
      USER node
      RUN --mount=type=secret,id=npmrc,target=/home/node/.npmrc,gid=1000,mode=0440,required=true npm ci
    `,
    ))

  it('is silent about a file that everybody can read', () =>
    expectClean(
      rule,
      `
      FROM node:24
      USER node
      RUN --mount=type=secret,id=npmrc,target=/home/node/.npmrc,mode=0444,required=true npm ci
    `,
    ))

  it('is silent about an owner that a variable says', () =>
    expectClean(
      rule,
      `
      FROM node:24
      ARG USER_ID=1000
      USER node
      RUN --mount=type=secret,id=npmrc,target=/home/node/.npmrc,uid=$USER_ID,required=true npm ci
    `,
    ))

  it('gives the file to a known user', () =>
    expectFix(
      rule,
      `
      FROM node:24
      USER node
      RUN --mount=type=secret,id=npmrc,target=/home/node/.npmrc,required=true npm ci
    `,
      `
      FROM node:24
      USER node
      RUN --mount=type=secret,id=npmrc,target=/home/node/.npmrc,required=true,uid=1000 npm ci
    `,
    ))

  it('gives the file to a user by number', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      USER 1001:1001
      RUN --mount=type=secret,id=token,required=true ./build.sh /run/secrets/token
    `,
      `
      FROM python:3.12
      USER 1001:1001
      RUN --mount=type=secret,id=token,required=true,uid=1001 ./build.sh /run/secrets/token
    `,
    ))

  it('finds the number that useradd has given', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      RUN groupadd -r app && useradd -r -u 1234 -g app app
      USER app
      RUN --mount=type=secret,id=token,required=true ./build.sh /run/secrets/token
    `,
      `
      FROM python:3.12
      RUN groupadd -r app && useradd -r -u 1234 -g app app
      USER app
      RUN --mount=type=secret,id=token,required=true,uid=1234 ./build.sh /run/secrets/token
    `,
    ))

  it('makes the file readable for a user whose number nobody knows', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      USER app
      RUN --mount=type=secret,id=token,required=true \\
          ./build.sh /run/secrets/token
    `,
      `
      FROM python:3.12
      USER app
      RUN --mount=type=secret,id=token,required=true,mode=0444 \\
          ./build.sh /run/secrets/token
    `,
    ))

  it('replaces a mode that only the owner can read', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      USER app
      RUN --mount=type=secret,id=token,mode=0400,required=true ./build.sh /run/secrets/token
    `,
      `
      FROM python:3.12
      USER app
      RUN --mount=type=secret,id=token,mode=0444,required=true ./build.sh /run/secrets/token
    `,
    ))

  it('reports mounts below ONBUILD, of here-documents and of the exec form', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      USER node
      ONBUILD RUN --mount=type=secret,id=a deploy /run/secrets/a
      #           ^^^^^^^^^^^^^^^^^^^^^^^^ Secret a can only be read by root, and this RUN has another USER.
      RUN --mount=type=secret,id=a <<EOF
      #   ^^^^^^^^^^^^^^^^^^^^^^^^ Secret a can only be read by root, and this RUN has another USER.
      deploy /run/secrets/a
      EOF
      RUN --mount=type=secret,id=a ["deploy", "/run/secrets/a"]
      #   ^^^^^^^^^^^^^^^^^^^^^^^^ Secret a can only be read by root, and this RUN has another USER.
    `,
    ))
})
