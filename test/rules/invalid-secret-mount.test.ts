import { describe, it } from 'node:test'
import rule from '../../server/src/core/rules/invalid-secret-mount.ts'
import { expectClean, expectFindings, expectFix } from '../support/fixtures.ts'

describe(rule.id, () => {
  it('reports an option that does not exist', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,environment=NPM_TOKEN,required=true npm ci
      #                                    ^^^^^^^^^^^^^^^^^^^^^ A secret mount has no option environment.
    `,
    ))

  it('reports a value that is no truth', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=yes npm ci
      #                                                  ^^^^^^^^^^^^ required takes true or false.
    `,
    ))

  it('reports a mode that is not octal', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=npmrc,target=/root/.npmrc,mode=u+r,required=true npm ci
      #                                                    ^^^^^^^^ mode takes an octal number such as 0400.
    `,
    ))

  it('reports the name of a user where a number belongs', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=npmrc,target=/root/.npmrc,uid=node,gid=node,required=true npm ci
      #                                                    ^^^^^^^^ uid takes a number, not a name.
      #                                                             ^^^^^^^^ gid takes a number, not a name.
    `,
    ))

  it('reports required in front of the type', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      RUN --mount=id=npm_token,env=NPM_TOKEN,required=true,type=secret npm ci
      #                                      ^^^^^^^^^^^^^ BuildKit reads options in order: required must come after type=secret.
    `,
    ))

  it('reports a mount without id and target', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,env=NPM_TOKEN,required=true npm ci
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ A secret mount needs an id or a target; the name of env is not taken for it.
    `,
    ))

  it('reports env without a name', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=,required=true npm ci
      #                                    ^^^^ env needs the name of a variable.
    `,
    ))

  it('reports a frontend that does not know env', () =>
    expectFindings(
      rule,
      `
      # syntax=docker/dockerfile:1.4
      #        ^^^^^^^^^^^^^^^^^^^^^ Frontend docker/dockerfile:1.4 does not know env= of secret mounts, which came with 1.10.
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
    `,
    ))

  it('reports an experimental frontend even when it has all that is needed', () =>
    expectFindings(
      rule,
      `
      # syntax = docker/dockerfile:1.0-experimental
      #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Frontend docker/dockerfile:1.0-experimental is outdated; docker/dockerfile:1 is the newest of version 1.
      FROM python:3.12
      RUN --mount=type=secret,id=pip_conf,target=/etc/pip.conf,required=true pip install private-lib
    `,
    ))

  it('reports a frontend from before the stable secret mounts', () =>
    expectFindings(
      rule,
      `
      # syntax=docker/dockerfile:1.1
      #        ^^^^^^^^^^^^^^^^^^^^^ Frontend docker/dockerfile:1.1 is outdated; docker/dockerfile:1 is the newest of version 1.
      FROM python:3.12
      RUN --mount=type=secret,id=pip_conf,target=/etc/pip.conf,required=true pip install private-lib
    `,
    ))

  it('is silent about every option that BuildKit knows', () =>
    expectClean(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=a,target=/a,uid=1000,gid=1000,mode=0440,required=true,ro --mount=type=secret,src=b,dst=/b,required cat /a /b > /dev/null
    `,
    ))

  it('is silent about options in capitals', () =>
    expectClean(
      rule,
      `
      FROM node:24
      RUN --mount=TYPE=secret,ID=a,TARGET=/root/.npmrc,REQUIRED=TRUE npm ci
    `,
    ))

  it('is silent about values with a variable', () =>
    expectClean(
      rule,
      `
      FROM node:24
      ARG USER_ID=1000
      RUN --mount=type=secret,id=a,target=/root/.npmrc,uid=$USER_ID,mode=$MODE,required=true npm ci
    `,
    ))

  it('is silent about other mounts', () =>
    expectClean(
      rule,
      `
      FROM node:24
      RUN --mount=type=cache,id=npm,sharing=locked,target=/root/.npm npm ci
    `,
    ))

  it('is silent about a new frontend', () =>
    expectClean(
      rule,
      `
      # syntax=docker/dockerfile:1.10
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
    `,
    ))

  it('is silent about the newest of version 1, also with a digest', () =>
    expectClean(
      rule,
      `
      # syntax=docker/dockerfile:1@sha256:9857836c9ee4268391bb5b09f9f157f3c91bb15821bb77969642813b0d00518d
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
    `,
    ))

  it('is silent about a frontend of somebody else', () =>
    expectClean(
      rule,
      `
      # syntax=registry.example.com/frontend:0.1
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
    `,
    ))

  it('is silent about an old frontend without secret mounts', () =>
    expectClean(
      rule,
      `
      # syntax=docker/dockerfile:1.0-experimental
      FROM node:24
      RUN --mount=type=cache,target=/root/.npm npm ci
    `,
    ))

  it('is silent about an old frontend that knows files', () =>
    expectClean(
      rule,
      `
      # syntax=docker/dockerfile:1.4
      FROM node:24
      RUN --mount=type=secret,id=npmrc,target=/root/.npmrc,required=true npm ci
    `,
    ))

  it('raises a frontend that does not know env', () =>
    expectFix(
      rule,
      `
      # syntax=docker/dockerfile:1.4
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
    `,
      `
      # syntax=docker/dockerfile:1
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
    `,
    ))

  it('keeps the spacing of an experimental line', () =>
    expectFix(
      rule,
      `
      # syntax = docker/dockerfile:1.0-experimental
      # A comment.
      FROM python:3.12
      RUN --mount=type=secret,id=pip_conf,target=/etc/pip.conf,required=true pip install private-lib
    `,
      `
      # syntax = docker/dockerfile:1
      # A comment.
      FROM python:3.12
      RUN --mount=type=secret,id=pip_conf,target=/etc/pip.conf,required=true pip install private-lib
    `,
    ))

  it('keeps line ends', () =>
    expectFix(
      rule,
      `
      # syntax=docker/dockerfile:1.2
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
    `,
      `
      # syntax=docker/dockerfile:1
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
    `,
      { lineEnds: 'crlf' },
    ))

  it('leaves the escape character after it alone', () =>
    expectFix(
      rule,
      `
      # syntax=docker/dockerfile:experimental
      # escape=\`
      FROM node:24
      RUN --mount=type=secret,id=npmrc,target=/root/.npmrc,required=true \`
          npm ci
    `,
      `
      # syntax=docker/dockerfile:1
      # escape=\`
      FROM node:24
      RUN --mount=type=secret,id=npmrc,target=/root/.npmrc,required=true \`
          npm ci
    `,
    ))

  it('reports mounts below ONBUILD, of here-documents and of the exec form', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      ONBUILD RUN --mount=type=secret,id=a,requred=true cat /run/secrets/a
      #                                    ^^^^^^^^^^^^ A secret mount has no option requred.
      RUN --mount=type=secret,id=a,requred=true <<EOF
      #                            ^^^^^^^^^^^^ A secret mount has no option requred.
      cat /run/secrets/a | ./deploy.sh
      EOF
      RUN --mount=type=secret,id=a,requred=true ["deploy", "/run/secrets/a"]
      #                            ^^^^^^^^^^^^ A secret mount has no option requred.
    `,
    ))

  it('is silent about variables and quotes in options', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG MODE=0400
      ARG WHO=1000
      RUN --mount=type=secret,id=a,mode=$MODE,uid=\${WHO},required=\${REQUIRED:-true} cat /run/secrets/a | ./deploy.sh
      RUN --mount="type=secret,id=a,target=/a b/c" cat "/a b/c" | ./deploy.sh
      RUN --mount=type='secret',id="a" cat /run/secrets/a | ./deploy.sh
    `,
    ))

  it('reports id and source together', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=a,source=b deploy /run/secrets/a
      #                            ^^^^^^^^ source is another name for id; only one of them may be set.
      RUN --mount=type=secret,src=b deploy /run/secrets/b
    `,
    ))

  it('reports a home that BuildKit does not expand', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=npmrc,target=~/.npmrc npm ci
      #                                ^^^^^^^^^^^^^^^ BuildKit does not know ~ and makes a directory of that name; write the home out.
      RUN --mount=type=secret,id=npmrc,target=$HOME/.npmrc npm ci
    `,
    ))

  it('reports a misspelled type', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN --mount=type=secrets,id=a deploy /run/secrets/a
      #           ^^^^^^^^^^^^ BuildKit knows no such type of mounts; it is called secret.
      RUN --mount=type=ssh --mount=type=cache,id=secrets,target=/a --mount=type=$TYPE deploy
    `,
    ))
})
