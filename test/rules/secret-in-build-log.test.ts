import { describe, it } from 'node:test'
import rule from '../../server/src/core/rules/secret-in-build-log.ts'
import { expectClean, expectFindings, expectRefusal } from '../support/fixtures.ts'

describe(rule.id, () => {
  it('reports a printed file', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,required=true cat /run/secrets/token && ./deploy.sh
      #                                                  ^^^^^^^^^^^^^^^^^^ token is printed to the build log.
    `,
    ))

  it('reports a printed variable', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,env=TOKEN,required=true echo "token: $TOKEN" && ./deploy.sh
      #                                                                     ^^^^^^ token is printed to the build log.
    `,
    ))

  it('reports an argument', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN echo $API_KEY
      #        ^^^^^^^^ API_KEY is printed to the build log.
    `,
    ))

  it('reports an encoded value', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,required=true base64 /run/secrets/token
      #                                                     ^^^^^^^^^^^^^^^^^^ token is printed to the build log.
    `,
    ))

  it('reports a command in a condition', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN if [ -n "$API_KEY" ]; then echo "key is $API_KEY"; fi
      #                                           ^^^^^^^^ API_KEY is printed to the build log.
    `,
    ))

  it('reports a nested script', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN sh -c 'echo $API_KEY'
      #               ^^^^^^^^ API_KEY is printed to the build log.
    `,
    ))

  it('is silent about output that goes to a file', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN echo "$API_KEY" > /tmp/key && ./deploy.sh /tmp/key && rm /tmp/key
    `,
    ))

  it('is silent about output that goes into a pipe', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN echo "$API_KEY" | ./deploy.sh --key-stdin
    `,
    ))

  it('is silent about the output of a group that goes into a pipe', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN { echo user; echo "$API_KEY"; } | ./deploy.sh
    `,
    ))

  it('is silent about output that becomes a part of a word', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,required=true ./deploy.sh "$(cat /run/secrets/token)"
    `,
    ))

  it('is silent about the length, and about a mark that it is there', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN echo "length: \${#API_KEY}" && echo "given: \${API_KEY:+yes}"
    `,
    ))

  it('is silent about the name in single quotes', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN echo 'Set $API_KEY first' && ./deploy.sh
    `,
    ))

  it('is silent about values that are no secrets', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG VERSION
      RUN echo "version $VERSION" && cat /etc/os-release
    `,
    ))

  it('is silent about programs that do not print their arguments', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN curl -H "X-Api-Key: $API_KEY" https://example.com/ -o page
    `,
    ))

  it('is silent about a nested script whose output goes elsewhere', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN sh -c 'echo $API_KEY' > /tmp/key && ./deploy.sh /tmp/key && rm /tmp/key
    `,
    ))

  it('is silent about a nested script in a substitution', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN ./deploy.sh "$(sh -c 'echo $API_KEY')"
    `,
    ))

  it('says what to do', () =>
    expectRefusal(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,env=TOKEN,required=true printf '%s' "$TOKEN"
    `,
      'Take the command out, or send its output to where it is needed.',
    ))

  it('reports what a pipeline prints in the end', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN echo "$API_KEY" | tee /tmp/key && ./deploy.sh /tmp/key && rm /tmp/key
      #         ^^^^^^^^ API_KEY is printed to the build log.
      RUN echo "$API_KEY" | tr -d '-' | base64
      #         ^^^^^^^^ API_KEY is printed to the build log.
    `,
    ))

  it('reports what goes to standard error', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,required=true cat /run/secrets/token >&2
      #                                                  ^^^^^^^^^^^^^^^^^^ token is printed to the build log.
      RUN --mount=type=secret,id=token,required=true cat /run/secrets/token 2>/dev/null
      #                                                  ^^^^^^^^^^^^^^^^^^ token is printed to the build log.
    `,
    ))

  it('reports a here-document, and what ONBUILD will print', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      ONBUILD ARG API_KEY
      ONBUILD RUN echo $API_KEY
      #                ^^^^^^^^ API_KEY is printed to the build log.
      ARG DEPLOY_TOKEN
      RUN <<EOF
      cat <<END
      token $DEPLOY_TOKEN
      #     ^^^^^^^^^^^^^ DEPLOY_TOKEN is printed to the build log.
      END
      EOF
    `,
    ))

  it('reports what set -x shows of a mount', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,env=TOKEN,required=true set -eux; curl -H "X-Token: $TOKEN" https://example.com/
      #                                                                                    ^^^^^^ set -x prints token to the build log.
      RUN --mount=type=secret,id=token,required=true bash -c 'set -o xtrace && TOKEN=$(cat /run/secrets/token) ./deploy.sh'
      #                                                                              ^^^^^^^^^^^^^^^^^^^^^^^^^ set -x prints token to the build log.
      SHELL ["/bin/bash", "-exc"]
      RUN --mount=type=secret,id=token,env=TOKEN,required=true ./deploy.sh "$TOKEN"
      #                                                                     ^^^^^^ set -x prints token to the build log.
    `,
    ))

  it('is silent about set -x where no value is in the words, or where it is off', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,required=true set -ex; ./deploy.sh --file /run/secrets/token < /run/secrets/token
      RUN --mount=type=secret,id=token,env=TOKEN,required=true set -ex; apk add curl; set +x; curl -H "X-Token: $TOKEN" https://example.com/
      RUN --mount=type=secret,id=token,env=TOKEN,required=true curl -H "X-Token: $TOKEN" https://example.com/; set -x; true
      RUN --mount=type=secret,id=token,env=TOKEN,required=true (set -x; true); curl -H "X-Token: $TOKEN" https://example.com/
      RUN --mount=type=secret,id=token,env=TOKEN,required=true set -x; sh -c 'curl -H "X-Token: $TOKEN" https://example.com/'
      RUN --mount=type=secret,id=token,env=TOKEN,required=true set -euo pipefail; curl -H "X-Token: $TOKEN" https://example.com/
    `,
    ))

  it('is silent about set -x beside an argument, which BuildKit shows anyway', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG API_KEY
      RUN set -x; curl -H "X-Api-Key: $API_KEY" https://example.com/
    `,
    ))

  it('reports the headers that curl shows', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,env=TOKEN,required=true curl -fsSv -H "Authorization: Bearer $TOKEN" https://example.com/
      #                                                                                             ^^^^^^ curl -v prints token to the build log.
      RUN --mount=type=secret,id=token,env=TOKEN,required=true curl --verbose https://ci:$TOKEN@example.com/
      #                                                                                  ^^^^^^ curl -v prints token to the build log.
    `,
    ))

  it('is silent about what curl does not show', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,env=TOKEN,required=true curl -v -d "token=$TOKEN" https://example.com/
      RUN --mount=type=secret,id=token,env=TOKEN,required=true curl -fsS -ovalue -H "Authorization: Bearer $TOKEN" https://example.com/
    `,
    ))

  it('reports the whole environment', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,env=TOKEN,required=true env | sort
      #                                                        ^^^ All variables are printed to the build log, and token is among them.
      ARG API_KEY
      RUN printenv && ./build.sh
      #   ^^^^^^^^ All variables are printed to the build log, and API_KEY is among them.
    `,
    ))

  it('is silent about an environment without credentials, and about a part of it', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG API_KEY
      ARG VERSION
      RUN env > /tmp/build.env && printenv | grep VERSION && rm /tmp/build.env
      RUN env VERSION=1 make && set -e && export VERSION
      FROM alpine
      ARG VERSION
      RUN env
    `,
    ))

  it('reports what PowerShell and cmd print', () =>
    expectFindings(
      rule,
      `
      FROM mcr.microsoft.com/windows/servercore:ltsc2022
      ARG API_KEY
      RUN echo %API_KEY%
      #        ^^^^^^^^^ API_KEY is printed to the build log.
      SHELL ["powershell", "-Command"]
      RUN Write-Host "key $env:API_KEY"; $env:API_KEY | Out-Null
      #                   ^^^^^^^^^^^^ API_KEY is printed to the build log.
      RUN Get-ChildItem Env:
      #   ^^^^^^^^^^^^^^^^^^ All variables are printed to the build log, and API_KEY is among them.
    `,
    ))

  it('is silent about what PowerShell compares, assigns and hands on', () =>
    expectClean(
      rule,
      `
      FROM mcr.microsoft.com/windows/servercore:ltsc2022
      SHELL ["powershell", "-Command"]
      ARG API_KEY
      RUN if ($env:API_KEY) { $key = $env:API_KEY; ./deploy.exe $key }
      RUN "$env:API_KEY" | ./deploy.exe --key-stdin
    `,
    ))

  it('says what to do about set -x and curl -v', () => {
    expectRefusal(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,env=TOKEN,required=true set -x; ./deploy.sh "$TOKEN"
    `,
      'Write set +x before the command.',
    )
    expectRefusal(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,env=TOKEN,required=true curl -v -u "ci:$TOKEN" https://example.com/
    `,
      'Take -v out.',
    )
  })

  it('reports a file with the value that another command prints', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN echo "//npm.example.com/:_authToken=$NPM_TOKEN" > .npmrc && cat .npmrc && npm ci && rm .npmrc
      #                                                               ^^^^^^^^^^ NPM_TOKEN is printed to the build log.
    `,
    ))

  it('is silent about what only may be a credential', () =>
    expectClean(
      rule,
      `
      FROM python:3.12
      ARG PIP_EXTRA_INDEX_URL
      RUN echo "Packages come from $PIP_EXTRA_INDEX_URL" && pip install a
    `,
    ))

  it('reports a credential file that was copied before', () =>
    expectFindings(
      rule,
      `
      FROM node:24 AS base
      COPY .netrc /root/
      FROM base
      RUN cat ~/.netrc && npm ci
      #       ^^^^^^^^ .netrc is printed to the build log.
    `,
    ))

  it('reports a private key that was made before', () =>
    expectFindings(
      rule,
      `
      FROM debian:12 AS base
      RUN openssl genrsa -out /srv/server.key 2048
      RUN ssh-keygen -t ed25519 -N '' -f /root/.ssh/id_ed25519 && cat /root/.ssh/id_ed25519
      #                                                               ^^^^^^^^^^^^^^^^^^^^^ id_ed25519 is printed to the build log.
      FROM base
      RUN cat /srv/server.key
      #       ^^^^^^^^^^^^^^^ server.key is printed to the build log.
      RUN cat /root/.ssh/id_ed25519.pub /srv/server.crt && cat /srv/server.key > /srv/both.pem
    `,
    ))

  it('is silent about a few characters of a token, and reports most of it', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      ARG TOKEN
      RUN echo "with \${TOKEN:0:4}…, \${TOKEN: -4}" && echo "\${TOKEN:4}" && echo "\${TOKEN:0:40}"
      #                                                    ^^^^^^^^^^ TOKEN is printed to the build log.
      #                                                                         ^^^^^^^^^^^^^ TOKEN is printed to the build log.
    `,
    ))

  it('is silent about files that are read for something else, and that are not there', () =>
    expectClean(
      rule,
      `
      FROM node:24
      RUN cat /srv/.netrc
      COPY .netrc /srv/
      COPY .npmrc /root/
      RUN cat /srv/.netrc > ~/.netrc && cat /srv/.netrc | ./deploy.sh && cat ~/.npmrc && ls -l /srv/.netrc
    `,
    ))
})
