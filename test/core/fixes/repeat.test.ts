import { describe, it } from 'node:test'
import persisted from '../../../server/src/core/rules/persisted-credential.ts'
import rule from '../../../server/src/core/rules/secret-in-arg.ts'
import { expectFix, expectRefusal } from '../../support/fixtures.ts'

// What writes a file in one RUN is written before the commands of the RUNs that read it.

describe('a command that is repeated where its file is read', () => {
  it('loses its line continuations', () =>
    expectFix(
      rule,
      `
        FROM golang:1.24
        ARG GH_TOKEN
        RUN printf "machine github.com\\n \\
              login ci password \${GH_TOKEN}\\n" \\
              > ~/.netrc
        RUN go mod download
      `,
      `
        FROM golang:1.24
        RUN --mount=type=secret,id=gh_token,env=GH_TOKEN,required=true printf "machine github.com\\n       login ci password \${GH_TOKEN}\\n" > ~/.netrc && go mod download && rm -f /root/.netrc
      `,
    ))

  it('has the lines of a here-document as words', () =>
    expectFix(
      rule,
      `
        FROM node:24
        ARG NPM_TOKEN
        RUN cat > /root/.npmrc <<EOF
        //npm.acme.example/:_authToken=\${NPM_TOKEN}
        note="quoted"
        EOF
        RUN npm ci
      `,
      `
        FROM node:24
        RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true printf '%s\\n' "//npm.acme.example/:_authToken=\${NPM_TOKEN}" "note=\\"quoted\\"" > /root/.npmrc && npm ci && rm -f /root/.npmrc
      `,
    ))

  it('keeps a condition about something else', () =>
    expectFix(
      rule,
      `
        FROM golang:1.24
        ARG GH_USER
        ARG GH_TOKEN
        RUN if [ -n "$GH_USER" ] && [ -n "$GH_TOKEN" ]; then \\
              echo "machine github.com login $GH_USER password $GH_TOKEN" > ~/.netrc; \\
            fi
        RUN go mod download
      `,
      `
        FROM golang:1.24
        ARG GH_USER
        RUN --mount=type=secret,id=gh_token,env=GH_TOKEN,required=true if [ -n "$GH_USER" ] && [ -n "$GH_TOKEN" ]; then echo "machine github.com login $GH_USER password $GH_TOKEN" > ~/.netrc; fi && go mod download && rm -f /root/.netrc
      `,
    ))

  it('keeps an alternative', () =>
    expectFix(
      rule,
      `
        FROM golang:1.24
        ARG CI
        ARG GH_TOKEN
        RUN [ -z "$CI" ] || echo "machine github.com login ci password $GH_TOKEN" > ~/.netrc
        RUN go mod download
      `,
      `
        FROM golang:1.24
        ARG CI
        RUN --mount=type=secret,id=gh_token,env=GH_TOKEN,required=true { [ -z "$CI" ] || echo "machine github.com login ci password $GH_TOKEN" > ~/.netrc; } && go mod download && rm -f /root/.netrc
      `,
    ))

  const refused = "The command that writes GH_TOKEN (line 3) can't be repeated where it is read."

  it('stays when its condition does more than to ask', () =>
    expectRefusal(
      rule,
      `
        FROM golang:1.24
        ARG GH_TOKEN
        RUN if make check; then echo "machine github.com login $GH_TOKEN" > ~/.netrc; fi
        RUN go mod download
      `,
      refused,
    ))

  it('stays when a here-document has escapes', () =>
    expectRefusal(
      rule,
      `
        FROM golang:1.24
        ARG GH_TOKEN
        RUN cat > ~/.netrc <<EOF
        machine github.com login ci\\$x password $GH_TOKEN
        EOF
        RUN go mod download
      `,
      refused,
    ))

  it('stays when a comment is inside of it', () =>
    expectRefusal(
      rule,
      `
        FROM golang:1.24
        ARG GH_TOKEN
        RUN echo "machine github.com login ci password $GH_TOKEN" \\
          # for everybody
          > ~/.netrc
        RUN go mod download
      `,
      refused,
    ))
})

describe('a pipeline that is repeated where its file is read', () => {
  it('is repeated as a whole', () =>
    expectFix(
      rule,
      `
        FROM debian:12
        ARG KUBECONFIG_B64
        RUN mkdir -p ~/.kube && echo "$KUBECONFIG_B64" \\
              | base64 -d > ~/.kube/config
        RUN kubectl apply -f app.yaml
      `,
      `
        FROM debian:12
        RUN mkdir -p ~/.kube
        RUN --mount=type=secret,id=kubeconfig_b64,env=KUBECONFIG_B64,required=true echo "$KUBECONFIG_B64" | base64 -d > ~/.kube/config && kubectl apply -f app.yaml && rm -f /root/.kube/config
      `,
    ))

  it('is not when it is in a subshell, or has a group', () => {
    for (const command of ['(echo "$GH_TOKEN" | base64 -d > ~/.netrc)', 'echo "$GH_TOKEN" | { base64 -d > ~/.netrc; }'])
      expectRefusal(
        rule,
        `
        FROM golang:1.24
        ARG GH_TOKEN
        RUN ${command}
        RUN go mod download
      `,
        "The command that writes GH_TOKEN (line 3) can't be repeated where it is read.",
      )
  })
})

describe('a mounted secret that a command stores', () => {
  it('is read from the same mount where it is needed', () =>
    expectFix(
      persisted,
      `
        # syntax=docker/dockerfile:1
        FROM golang:1.24
        RUN --mount=type=secret,id=gh,required=true git config --global url."https://$(cat /run/secrets/gh)@github.com/".insteadOf "https://github.com/"
        RUN go mod download
      `,
      `
        # syntax=docker/dockerfile:1
        FROM golang:1.24
        RUN --mount=type=secret,id=gh,target=/run/secrets/gh,required=true GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=url."https://$(cat /run/secrets/gh)@github.com/".insteadOf GIT_CONFIG_VALUE_0="https://github.com/" go mod download
      `,
    ))

  it('is not mounted twice where several commands store it', () =>
    expectFix(
      persisted,
      `
        # syntax=docker/dockerfile:1
        FROM golang:1.24
        RUN --mount=type=secret,id=t,env=T,required=true echo "machine a.example.com login $T" >> ~/.netrc
        RUN --mount=type=secret,id=t,env=T,required=true echo "machine b.example.com login $T" >> ~/.netrc && go mod download
      `,
      `
        # syntax=docker/dockerfile:1
        FROM golang:1.24
        RUN --mount=type=secret,id=t,env=T,required=true echo "machine a.example.com login $T" >> ~/.netrc && echo "machine b.example.com login $T" >> ~/.netrc && go mod download && rm -f /root/.netrc
      `,
    ))

  it('stays in the settings of a repository, of which there are others', () =>
    expectRefusal(
      persisted,
      `
        # syntax=docker/dockerfile:1
        FROM golang:1.24
        WORKDIR /src
        RUN --mount=type=secret,id=t,env=T,required=true git init && git config remote.origin.url https://ci:$T@example.com/lib && git fetch
      `,
      't is written to /src/.git/config, from which no command takes it out again.',
    ))

  it('stays when another command prints it', () =>
    expectRefusal(
      persisted,
      `
        # syntax=docker/dockerfile:1
        FROM golang:1.24
        RUN --mount=type=secret,id=gh,required=true git config --global url."https://$(base64 -d /run/secrets/gh)@github.com/".insteadOf "https://github.com/"
        RUN go mod download
      `,
      'It is made with the output of a command, which the RUN that needs it does not have (git config stores gh).',
    ))
})
