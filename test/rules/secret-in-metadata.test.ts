import { describe, it } from 'node:test'
import rule from '../../server/src/core/rules/secret-in-metadata.ts'
import { expectClean, expectFindings, expectRefusal } from '../support/fixtures.ts'

describe(rule.id, () => {
  it('reports a label', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      LABEL deploy.token=5f0c7d1a9b3e4f60
      #     ^^^^^^^^^^^^ Label deploy.token holds a credential, which stays readable in the image config and history.
    `,
    ))

  it('reports the old form of a label', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      LABEL deploy.password c0rrect+horse7
      #     ^^^^^^^^^^^^^^^ Label deploy.password holds a credential, which stays readable in the image config and history.
    `,
    ))

  it('reports a label that expands a secret', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      ARG DEPLOY_TOKEN
      LABEL deploy=$DEPLOY_TOKEN
      #            ^^^^^^^^^^^^^ A label holds DEPLOY_TOKEN, which stays readable in the image config and history.
    `,
    ))

  it('reports a URL in a label', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      LABEL source=https://ci:hunter2@git.example.com/app
      #     ^^^^^^ Label source holds a credential, which stays readable in the image config and history.
    `,
    ))

  it('reports CMD', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      CMD serve --password correct-horse-7
      #                    ^^^^^^^^^^^^^^^ CMD holds a credential, which stays readable in the image config and history.
    `,
    ))

  it('reports ENTRYPOINT', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      ENTRYPOINT exec serve --api-token=correct-horse-7
      #                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ ENTRYPOINT holds a credential, which stays readable in the image config and history.
    `,
    ))

  it('reports HEALTHCHECK', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      HEALTHCHECK --interval=5m CMD curl https://ci:hunter2@example.com/health
      #                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ HEALTHCHECK holds a credential, which stays readable in the image config and history.
    `,
    ))

  it('reports the exec form', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      CMD ["serve", "--password", "correct-horse-7"]
      #                           ^^^^^^^^^^^^^^^^^ CMD holds a credential, which stays readable in the image config and history.
    `,
    ))

  it('reports options with one dash', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      ENTRYPOINT ["serve", "-rpcuser=ci", "-rpcpassword=hunter2"]
      #                                   ^^^^^^^^^^^^^^^^^^^^^^ ENTRYPOINT holds a credential, which stays readable in the image config and history.
      CMD java -Djavax.net.ssl.keyStorePassword=hunter2 -Djavax.net.ssl.trustStorePassword=hunter3 -Dtoken.ttl=300 -jar a.jar
      #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ CMD holds a credential, which stays readable in the image config and history.
    `,
    ))

  it('is silent about options that say where a secret is, or how it is handled', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ENTRYPOINT ["serve", "-password", "/run/secrets/password", "-token=$TOKEN", "-DTOKENS=true"]
      CMD ["mtproto-proxy", "--aes-pwd", "proxy-secret", "proxy-multi.conf"]
    `,
    ))

  it('reports a label with a password in JSON', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      LABEL com.example.monitoring='[{"USERNAME":["guest"],"PASSWORD":["hunter2"]}]'
      #     ^^^^^^^^^^^^^^^^^^^^^^ Label com.example.monitoring holds a credential, which stays readable in the image config and history.
      LABEL com.example.options='{"password": "", "token": "\${TOKEN}", "secretName": "app"}'
    `,
    ))

  it('is silent about a label that describes a variable', () =>
    expectClean(
      rule,
      `
      FROM alpine
      LABEL DB_PASSWORD="The password of the database"
    `,
    ))

  it('is silent about ordinary labels', () =>
    expectClean(
      rule,
      `
      FROM alpine
      LABEL org.opencontainers.image.source=https://github.com/example/app \\
            org.opencontainers.image.revision=9c1185a5c5e9fc54612808977ee8f548b2258d31 \\
            maintainer="somebody@example.com"
    `,
    ))

  it('is silent about a label with a placeholder or a path', () =>
    expectClean(
      rule,
      `
      FROM alpine
      LABEL token=changeme password-file=/run/secrets/password
    `,
    ))

  it('is silent about a variable of the container', () =>
    expectClean(
      rule,
      `
      FROM alpine
      CMD serve --password "$DB_PASSWORD"
    `,
    ))

  it('is silent about a file of the container', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ENTRYPOINT ["serve", "--password-file", "/run/secrets/password"]
      HEALTHCHECK NONE
    `,
    ))

  it('is silent about commands with other words', () =>
    expectClean(
      rule,
      `
      FROM alpine
      CMD ["train", "--max-tokens", "4096"]
    `,
    ))

  it('says where the value belongs', () =>
    expectRefusal(
      rule,
      `
      FROM alpine
      CMD serve --token correct-horse-7
    `,
      'Give it to the container when it starts: with docker run, compose or an orchestrator.',
    ))

  it('reports what images built from this one get', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      ONBUILD LABEL deploy.token=5f0c7d1a9b3e4f61
      #             ^^^^^^^^^^^^ Label deploy.token holds a credential, which stays readable in the image config and history.
    `,
    ))

  it('reports CMD in both forms', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      CMD serve --password hunter2xyz
      #                    ^^^^^^^^^^ CMD holds a credential, which stays readable in the image config and history.
      ENTRYPOINT ["sh", "-c", "serve --password hunter2xyz"]
      #                                         ^^^^^^^^^^ ENTRYPOINT holds a credential, which stays readable in the image config and history.
    `,
    ))
})
