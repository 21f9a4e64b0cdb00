import { describe, it } from 'node:test'
import rule from '../../server/src/core/rules/hardcoded-secret.ts'
import { expectClean, expectFindings, expectRefusal } from '../support/fixtures.ts'

describe(rule.id, () => {
  it('reports the value of an option', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN helm repo add corp https://charts.example.com --username ci --password hunter2
      #                                                                          ^^^^^^^ The value of --password is written in the Dockerfile and stays readable in the image history and the provenance attestation.
    `,
    ))

  it('reports the value behind an equals sign', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN deploy --api-token=correct-horse-7 --verbose
      #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ The value of --api-token is written in the Dockerfile and stays readable in the image history and the provenance attestation.
    `,
    ))

  it('reports a variable of one command', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN API_TOKEN=c0rrect+horse7 ./deploy.sh
      #             ^^^^^^^^^^^^^^ The value of API_TOKEN is written in the Dockerfile and stays readable in the image history and the provenance attestation.
    `,
    ))

  it('reports an exported variable', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN export API_TOKEN=correct-horse-7 && ./deploy.sh
      #          ^^^^^^^^^^^^^^^^^^^^^^^^^ The value of API_TOKEN is written in the Dockerfile and stays readable in the image history and the provenance attestation.
    `,
    ))

  it('reports the exec form', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN ["deploy", "--password", "correct-horse-7"]
      #                            ^^^^^^^^^^^^^^^^^ The value of --password is written in the Dockerfile and stays readable in the image history and the provenance attestation.
    `,
    ))

  it('reports a nested script', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN sh -c 'deploy --password correct-horse-7'
      #                            ^^^^^^^^^^^^^^^ The value of --password is written in the Dockerfile and stays readable in the image history and the provenance attestation.
    `,
    ))

  it('reports an earlier stage with less weight', () =>
    expectFindings(
      rule,
      `
      FROM alpine AS build
      RUN deploy --password correct-horse-7
      #                     ^^^^^^^^^^^^^^^ The value of --password is written in the Dockerfile and stays readable in the provenance attestation.
      FROM alpine
      COPY --from=build /x /x
    `,
    ))

  it('is silent about a variable', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=p,env=HELM_PASSWORD,required=true helm repo add corp https://charts.example.com --password "$HELM_PASSWORD"
    `,
    ))

  it('is silent about the output of a command', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=p,required=true deploy --password "$(cat /run/secrets/p)"
    `,
    ))

  it('is silent about a file', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN deploy --password-file /etc/password --token-path=/etc/token
    `,
    ))

  it('is silent about placeholders', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN deploy --password changeme --api-token=your-token-here
    `,
    ))

  it('is silent about a value that has to be there for a build', () =>
    expectClean(
      rule,
      `
      FROM ruby:3.4
      RUN SECRET_KEY_BASE=dummy bundle exec rake assets:precompile
    `,
    ))

  it('is silent about options without a value', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN adduser --disabled-password --gecos "" app && passwd --lock app
    `,
    ))

  it('is silent about a flag that reads standard input', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN --mount=type=secret,id=p,required=true deploy --password-stdin --verbose < /run/secrets/p
    `,
    ))

  it('is silent about words with another meaning', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN train --max-tokens 4096 --tokenizer bert --keyboard de --public-key key.pub
    `,
    ))

  it('says that the value is known', () =>
    expectRefusal(
      rule,
      `
      FROM alpine
      RUN deploy --token correct-horse-7
    `,
      'The value is known already: revoke it, and mount a new one with --mount=type=secret.',
    ))
})
