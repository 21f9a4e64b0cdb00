import { describe, it } from 'node:test'
import rule from '../../server/src/core/rules/unused-secret-mount.ts'
import { expectClean, expectFindings, expectRefusal } from '../support/fixtures.ts'

describe(rule.id, () => {
  it('reports a mount that nothing can use', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true mkdir -p /app && chown node /app
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Nothing in this RUN can use secret npm_token.
    `,
    ))

  it('reports a path that no mount of the RUN provides', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,required=true deploy --key-file /run/secrets/other
      #                                                                ^^^^^^^^^^^^^^^^^^ No mount of this RUN provides /run/secrets/other.
    `,
    ))

  it('reports a path in a RUN without any mount', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN TOKEN=$(cat /run/secrets/token) && ./deploy.sh "$TOKEN"
      #               ^^^^^^^^^^^^^^^^^^ No mount of this RUN provides /run/secrets/token.
    `,
    ))

  it('reports a file whose mount sets only a variable', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,env=TOKEN,required=true cat /run/secrets/token | ./deploy.sh
      #                                                            ^^^^^^^^^^^^^^^^^^ No mount of this RUN provides /run/secrets/token.
    `,
    ))

  it('says why nothing is changed', () =>
    expectRefusal(
      rule,
      `
      FROM alpine
      RUN deploy --key-file /run/secrets/token
    `,
      'Which secret was meant does not show; add --mount=type=secret with its id to this RUN, or name a path that is mounted.',
    ))

  it('is silent when the build makes the file for what is mounted at run time', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN mkdir -p /run/secrets && touch /run/secrets/a && echo x > /run/secrets/b && cp x.txt /run/secrets/c
      RUN ln -s /app/token /run/secrets/d && ln -s /run/secrets/e /app/token && echo x | tee /run/secrets/f
      RUN chmod 600 /run/secrets/a && cat /run/secrets/b
    `,
    ))

  it('reports what is copied from there', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN cp /run/secrets/token /app/token
      #      ^^^^^^^^^^^^^^^^^^ No mount of this RUN provides /run/secrets/token.
    `,
    ))

  it('is silent when the script reads the file', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,required=true cat /run/secrets/token | base64 -d > /dev/null
    `,
    ))

  it('is silent when the script expands the variable', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,env=TOKEN,required=true echo "$TOKEN" | sha256sum > /dev/null
    `,
    ))

  it('is silent when a here-string expands the variable', () =>
    expectClean(
      rule,
      `
      FROM debian
      RUN --mount=type=secret,id=pw,env=ROOT_PASSWORD,required=true chpasswd <<< "root:$ROOT_PASSWORD"
    `,
    ))

  it('is silent about programs that may read anything', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,required=true make
      RUN --mount=type=secret,id=token,required=true ./build.sh
    `,
    ))

  it('is silent about tools that read the variable or the file themselves', () =>
    expectClean(
      rule,
      `
      FROM node:24
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
      RUN --mount=type=secret,id=npmrc,target=/root/.npmrc,required=true npm ci
    `,
    ))

  it('is silent about a directory that is mounted there', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN --mount=type=bind,source=secrets,target=/run/secrets cat /run/secrets/token | ./deploy.sh
    `,
    ))

  it('is silent about a mounted file with another target', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,target=/etc/token,required=true curl -H @/etc/token https://example.com/
    `,
    ))

  it('is silent about nested scripts and here-documents', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,required=true sh -c 'cat /run/secrets/token | ./deploy.sh'
      RUN --mount=type=secret,id=token,env=TOKEN,required=true <<EOF
      curl -H "Authorization: Bearer $TOKEN" https://example.com/
      EOF
    `,
    ))

  it('is silent about a mount in the exec form', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,required=true ["deploy", "--key-file", "/run/secrets/token"]
    `,
    ))

  it('is silent about scripts that are not for a shell', () =>
    expectClean(
      rule,
      `
      # escape=\`
      FROM mcr.microsoft.com/windows/servercore:ltsc2022
      SHELL ["powershell", "-Command"]
      RUN --mount=type=secret,id=token,required=true Write-Host done
    `,
    ))

  it('is silent about files that the RUN makes for what is mounted when the container runs', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN mkdir -p /run/secrets && touch /run/secrets/key && chmod 600 /run/secrets/key && ln -s /run/secrets/key ~/.ssh/
      RUN echo "key is in" /run/secrets/key && [ ! -e /run/secrets/key ] && : > /run/secrets/key
    `,
    ))

  it('reports a path in a here-document, below ONBUILD and in a nested script', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      ONBUILD RUN deploy --key-file /run/secrets/token
      #                             ^^^^^^^^^^^^^^^^^^ No mount of this RUN provides /run/secrets/token.
      RUN bash -c 'deploy < /run/secrets/token'
      #                     ^^^^^^^^^^^^^^^^^^ No mount of this RUN provides /run/secrets/token.
      RUN <<EOF
      deploy --key-file=/run/secrets/token
      #                 ^^^^^^^^^^^^^^^^^^ No mount of this RUN provides /run/secrets/token.
      EOF
    `,
    ))

  it('is silent when a command has all secrets', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=token,required=true cp /run/secrets/* /dev/shm/ && chmod 600 /dev/shm/token
      RUN --mount=type=secret,id=token,required=true ls /run/secrets
    `,
    ))

  it('is silent about a mount whose id comes from outside', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG ID
      RUN --mount=type=secret,id=$ID,required=true deploy --key-file /run/secrets/token
      ARG KNOWN=token
      RUN --mount=type=secret,id=$KNOWN,required=true deploy --key-file /run/secrets/token
    `,
    ))
})
