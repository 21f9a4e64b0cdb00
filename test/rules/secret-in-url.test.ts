import { describe, it } from 'node:test'
import rule from '../../server/src/core/rules/secret-in-url.ts'
import { expectClean, expectFindings, expectFix, expectRefusal } from '../support/fixtures.ts'

describe(rule.id, () => {
  it('reports the URL of a package index', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      RUN pip install --index-url https://ci:hunter2@pypi.example.com/simple private-lib
      #                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The URL for pypi.example.com holds a credential, which stays readable in the image history and the provenance attestation.
    `,
    ))

  it('reports git clone, curl and wget', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN git clone https://ci:hunter2@git.example.com/lib.git /lib
      #             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The URL for git.example.com holds a credential, which stays readable in the image history and the provenance attestation.
      RUN curl -fsSL "https://ci:hunter2@example.com/archive.tgz" | tar xz && wget ftp://ci:hunter2@ftp.example.com/file
      #              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The URL for example.com holds a credential, which stays readable in the image history and the provenance attestation.
      #                                                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The URL for ftp.example.com holds a credential, which stays readable in the image history and the provenance attestation.
    `,
    ))

  it('reports ADD', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      ADD https://ci:hunter2@example.com/archive.tgz /archive.tgz
      #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The URL for example.com holds a credential, which stays readable in the image history and the provenance attestation.
    `,
    ))

  it('reports a URL with a host that is a variable', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      ARG HOST
      RUN curl https://ci:hunter2@$HOST/file -o file
      #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The URL for $HOST holds a credential, which stays readable in the image history and the provenance attestation.
    `,
    ))

  it('reports the exec form and ONBUILD', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN ["curl", "https://ci:hunter2@example.com/file", "-o", "file"]
      #            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The URL for example.com holds a credential, which stays readable in the image history and the provenance attestation.
      ONBUILD ADD https://ci:hunter2@example.com/archive.tgz /archive.tgz
      #           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The URL for example.com holds a credential, which stays readable in the image history and the provenance attestation.
    `,
    ))

  it('reports a here-document', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN cat <<EOF > /etc/pip.conf
      [global]
      #^^^^^^^ The URL for pypi.example.com holds a credential, which stays readable in the image history and the provenance attestation.
      index-url = https://ci:hunter2@pypi.example.com
      timeout = 60
      EOF
    `,
    ))

  it('reports an earlier stage with less weight', () =>
    expectFindings(
      rule,
      `
      FROM alpine AS build
      RUN curl https://ci:hunter2@example.com/file -o file
      #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The URL for example.com holds a credential, which stays readable in the provenance attestation.
      FROM alpine
      COPY --from=build /file /file
    `,
    ))

  it('is silent about a URL without a user', () =>
    expectClean(
      rule,
      `
      FROM python:3.12
      RUN pip install --index-url https://pypi.example.com/simple private-lib
    `,
    ))

  it('is silent about the name of an account', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN git clone ssh://git@git.example.com/lib.git && git clone git@git.example.com:acme/lib.git && git clone https://oauth2accesstoken@git.example.com/lib.git
    `,
    ))

  it('is silent about a password that is a variable, whatever its length', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ARG T
      ARG NPM_TOKEN
      RUN curl https://ci:$T@example.com/xx -o a && curl https://ci:\${T:-none}@example.com/ -o b
      RUN curl https://ci:\${NPM_TOKEN}@example.com/ -o c
    `,
    ))

  it('is silent about placeholders', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN curl https://ci:changeme@example.com/ -o a; echo "https://<user>:<token>@example.com/"
    `,
    ))

  it('is silent about what sed looks for, and reports what it puts there', () =>
    expectFindings(
      rule,
      `
      FROM debian:12
      RUN sed -i "s,mysql://root:123456@db/pdns,mysql://$DB," config.py
      RUN sed -i "s,mysql://localhost/pdns,mysql://root:123456@db/pdns," config.py
      #          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The URL for db holds a credential, which stays readable in the image history and the provenance attestation.
    `,
    ))

  it('is silent about the words user and password, which show the form of a URL', () =>
    expectFindings(
      rule,
      `
      FROM ruby:3.4
      RUN rake DATABASE_URL=postgresql://user:pass@127.0.0.1/app assets:precompile
      RUN curl ftp://USERNAME:PASSWORD@files.example.com/a
      RUN rake DATABASE_URL=postgresql://app:pass@127.0.0.1/app assets:precompile
      #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The URL for 127.0.0.1 holds a credential, which stays readable in the image history and the provenance attestation.
    `,
    ))

  it('is silent about a port and an address with an at sign in the path', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN curl http://example.com:8080/path/@scope/name -o a && npm install https://registry.example.com/@scope/name
    `,
    ))

  it('is silent about a comment', () =>
    expectClean(
      rule,
      `
      FROM alpine
      # https://ci:hunter2@example.com/
      RUN true
    `,
    ))

  it('reports the address of a webhook', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN curl -d done https://hooks.slack.com/services/T04AB12CD/B04EF34GH/${['q7Rk2vT9xwZb', '41mLc83Hs6Yd'].join('')}
      #                ${'^'.repeat(77)} The URL for hooks.slack.com holds a credential, which stays readable in the image history and the provenance attestation.
    `,
    ))

  it('is silent about the token of a webhook that is none', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN curl -d done https://hooks.slack.com/services/T${'0'.repeat(8)}/B${'0'.repeat(8)}/${'X'.repeat(24)}
    `,
    ))

  it('reports the token before x-oauth-basic', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN git clone https://${'3c9d07abe41f5526'.repeat(2)}:x-oauth-basic@github.com/acme/app
      #             ${'^'.repeat(74)} The URL for github.com holds a credential, which stays readable in the image history and the provenance attestation.
    `,
    ))

  it('takes the credential from a secret', () =>
    expectFix(
      rule,
      `
      FROM alpine
      RUN curl https://ci:hunter2@example.com/file -o file
    `,
      `
      FROM alpine
      RUN --mount=type=secret,id=example_password,env=EXAMPLE_PASSWORD,required=true curl "https://ci:$EXAMPLE_PASSWORD@example.com/file" -o file
    `,
    ))

  it('takes a password with signs that mean something to a shell elsewhere', () =>
    expectFix(
      rule,
      `
      FROM alpine/git
      RUN git clone https://me:correct-horse7!@github.com/me/lib.git
    `,
      `
      FROM alpine/git
      RUN --mount=type=secret,id=github_password,env=GITHUB_PASSWORD,required=true git clone "https://me:$GITHUB_PASSWORD@github.com/me/lib.git"
    `,
    ))

  it('quotes only the credential beside what has to stay unquoted', () =>
    expectFix(
      rule,
      `
      FROM alpine
      RUN pip install --index-url=https://ci:hunter2@pypi.acme.com/simple/{a,b}
    `,
      `
      FROM alpine
      RUN --mount=type=secret,id=acme_password,env=ACME_PASSWORD,required=true pip install --index-url=https://ci:"$ACME_PASSWORD"@pypi.acme.com/simple/{a,b}
    `,
    ))

  it('does not fix ADD', () =>
    expectRefusal(
      rule,
      `
      FROM alpine
      ADD https://ci:hunter2@example.com/refused /file
    `,
      'The value stands in the Dockerfile, so it is known already: revoke it, and mount a new one with --mount=type=secret.',
    ))

  it('reports the token of a channel', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      RUN conda install -c https://conda.anaconda.org/t/ci-${['1a2b3c4d-5e6f-4a8b', '9c0d-1e2f3a4b5c6d'].join('-')}/acme tool
      #                    ${'^'.repeat(73)} The URL for conda.anaconda.org holds a credential, which stays readable in the image history and the provenance attestation.
    `,
    ))

  it('is silent about channels without a token', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN conda install -c https://conda.anaconda.org/t/<TOKEN>/acme -c https://conda.anaconda.org/conda-forge tool
    `,
    ))
})
