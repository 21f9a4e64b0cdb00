import { describe, it } from 'node:test'
import rule from '../../server/src/core/rules/secret-busts-cache.ts'
import { expectClean, expectFindings, expectFix, expectRefusal } from '../support/fixtures.ts'

describe(rule.id, () => {
  it('reports a token that CI makes for one job', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      ARG CI_JOB_TOKEN
      #   ^^^^^^^^^^^^ CI_JOB_TOKEN is new in every build. The RUN after it runs again each time.
      RUN pip install --extra-index-url https://gitlab-ci-token:\${CI_JOB_TOKEN}@gitlab.example.com/simple private-lib
    `,
    ))

  it('counts the steps that run again', () =>
    expectFindings(
      rule,
      `
      FROM python:3.12
      RUN apt-get update
      ARG CI_JOB_TOKEN
      #   ^^^^^^^^^^^^ CI_JOB_TOKEN is new in every build. The 3 RUNs after it run again each time.
      RUN pip install --extra-index-url https://gitlab-ci-token:\${CI_JOB_TOKEN}@gitlab.example.com/simple private-lib
      RUN make
      RUN make test
    `,
    ))

  it('reports every stage that takes a global argument', () =>
    expectFindings(
      rule,
      `
      ARG CI_JOB_TOKEN
      FROM python:3.12 AS a
      ARG CI_JOB_TOKEN
      #   ^^^^^^^^^^^^ CI_JOB_TOKEN is new in every build. The RUN after it runs again each time.
      RUN curl -H "Job-Token: $CI_JOB_TOKEN" https://example.com/ -o a
      FROM python:3.12
      ARG CI_JOB_TOKEN
      #   ^^^^^^^^^^^^ CI_JOB_TOKEN is new in every build. The RUN after it runs again each time.
      RUN curl -H "Job-Token: $CI_JOB_TOKEN" https://example.com/ -o b
    `,
    ))

  it('reports tokens of clouds', () =>
    expectFindings(
      rule,
      `
      FROM alpine
      ARG AWS_SESSION_TOKEN
      #   ^^^^^^^^^^^^^^^^^ AWS_SESSION_TOKEN is new in every build. The RUN after it runs again each time.
      RUN aws s3 cp s3://bucket/file /file
    `,
    ))

  it('is silent about a credential that lives long', () =>
    expectClean(
      rule,
      `
      FROM node:24
      ARG NPM_TOKEN
      RUN npm ci
    `,
    ))

  it('is silent when nothing runs after it', () =>
    expectClean(
      rule,
      `
      FROM alpine
      RUN make
      ARG CI_JOB_TOKEN
    `,
    ))

  it('is silent about ENV, which is written in the file', () =>
    expectClean(
      rule,
      `
      FROM alpine
      ENV CI_JOB_TOKEN=
      RUN make
    `,
    ))

  it('is silent about a global argument that no stage takes', () =>
    expectClean(
      rule,
      `
      ARG CI_JOB_TOKEN
      FROM alpine
      RUN make
    `,
    ))

  it('is silent about a mounted secret', () =>
    expectClean(
      rule,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=ci_job_token,env=CI_JOB_TOKEN,required=true curl -H "Job-Token: $CI_JOB_TOKEN" https://example.com/ -o a
    `,
    ))

  it('moves it out of the cache key', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG CI_JOB_TOKEN
      RUN pip install --extra-index-url https://gitlab-ci-token:\${CI_JOB_TOKEN}@gitlab.example.com/simple private-lib
      RUN mkdir /data
    `,
      `
      FROM python:3.12
      RUN --mount=type=secret,id=ci_job_token,env=CI_JOB_TOKEN,required=true pip install --extra-index-url https://gitlab-ci-token:\${CI_JOB_TOKEN}@gitlab.example.com/simple private-lib
      RUN mkdir /data
    `,
    ))

  it('leaves nothing of it before the steps that do not need it', () =>
    expectFix(
      rule,
      `
      FROM python:3.12
      ARG CI_JOB_TOKEN
      RUN apt-get update && apt-get install -y git
      RUN poetry config http-basic.corp gitlab-ci-token $CI_JOB_TOKEN && poetry install
    `,
      `
      FROM python:3.12
      RUN apt-get update && apt-get install -y git
      RUN --mount=type=secret,id=ci_job_token,env=POETRY_HTTP_BASIC_CORP_PASSWORD,required=true POETRY_HTTP_BASIC_CORP_USERNAME=gitlab-ci-token poetry install
    `,
    ))

  it('refuses when LABEL needs the value', () =>
    expectRefusal(
      rule,
      `
      FROM alpine
      ARG CI_JOB_TOKEN
      LABEL job=$CI_JOB_TOKEN
      RUN curl -H "Job-Token: $CI_JOB_TOKEN" https://example.com/ -o a
    `,
      'CI_JOB_TOKEN is used by LABEL on line 3, where a secret mount is not available.',
    ))

  it('counts what ONBUILD runs', () =>
    expectFindings(
      rule,
      `
      FROM node:24
      ONBUILD ARG CI_JOB_TOKEN
      #           ^^^^^^^^^^^^ CI_JOB_TOKEN is new in every build. The 2 RUNs after it run again each time.
      ONBUILD RUN npm ci
      ONBUILD RUN <<EOF
      npm run build
      EOF
    `,
    ))
})
