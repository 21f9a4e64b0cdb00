import { describe, it } from 'node:test'
import rule from '../../../server/src/core/rules/persisted-credential.ts'
import { expectFix, expectRefusal } from '../../support/fixtures.ts'

// A file that several RUNs write to: what is no secret in it stays.

describe('a file that another RUN adds to', () => {
  it('has the credential only while it is read', () =>
    expectFix(
      rule,
      `
        FROM node:24
        WORKDIR /app
        ARG NPM_TOKEN
        RUN echo "//npm.acme.example/:_authToken=$NPM_TOKEN" >> .npmrc
        RUN echo "@acme:registry=https://npm.acme.example/" >> .npmrc
        RUN npm ci
      `,
      `
        FROM node:24
        WORKDIR /app
        RUN echo "@acme:registry=https://npm.acme.example/" >> .npmrc
        RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true cp -p /app/.npmrc /tmp/.npmrc && echo "//npm.acme.example/:_authToken=$NPM_TOKEN" >> .npmrc && npm ci && cp /tmp/.npmrc /app/.npmrc && rm -f /tmp/.npmrc
      `,
    ))

  it('is not overwritten by the command that began it', () =>
    expectFix(
      rule,
      `
        FROM node:24
        WORKDIR /app
        ARG NPM_TOKEN
        RUN echo "//npm.acme.example/:_authToken=$NPM_TOKEN" > .npmrc
        RUN echo "@acme:registry=https://npm.acme.example/" >> .npmrc
        RUN npm ci
      `,
      `
        FROM node:24
        WORKDIR /app
        RUN echo "@acme:registry=https://npm.acme.example/" >> .npmrc
        RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true cp -p /app/.npmrc /tmp/.npmrc && echo "//npm.acme.example/:_authToken=$NPM_TOKEN" >> .npmrc && npm ci && cp /tmp/.npmrc /app/.npmrc && rm -f /tmp/.npmrc
      `,
    ))

  it('has both lines of one credential while it is read', () =>
    expectFix(
      rule,
      `
        FROM node:24
        ARG NPM_TOKEN
        RUN echo "//npm.acme.example/:_authToken=$NPM_TOKEN" >> ~/.npmrc
        RUN echo "//npm.other.example/:_authToken=$NPM_TOKEN" >> ~/.npmrc
        RUN npm ci
      `,
      `
        FROM node:24
        RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true echo "//npm.acme.example/:_authToken=$NPM_TOKEN" >> ~/.npmrc && echo "//npm.other.example/:_authToken=$NPM_TOKEN" >> ~/.npmrc && npm ci && rm -f /root/.npmrc
      `,
    ))

  it('has two credentials in the order in which they were written, while it is read', () =>
    expectFix(
      rule,
      `
        FROM python:3.12
        ARG INDEX_PASSWORD
        ARG EXTRA_PASSWORD
        RUN printf "[global]\\nindex-url = https://u:$INDEX_PASSWORD@pypi.acme.example/simple\\n" > /etc/pip.conf
        RUN echo "extra-index-url = https://u:$EXTRA_PASSWORD@pypi.other.example/simple" >> /etc/pip.conf
        RUN pip install acme
      `,
      `
        FROM python:3.12
        RUN --mount=type=secret,id=extra_password,env=EXTRA_PASSWORD,required=true --mount=type=secret,id=index_password,env=INDEX_PASSWORD,required=true printf "[global]\\nindex-url = https://u:$INDEX_PASSWORD@pypi.acme.example/simple\\n" > /etc/pip.conf && echo "extra-index-url = https://u:$EXTRA_PASSWORD@pypi.other.example/simple" >> /etc/pip.conf && pip install acme && rm -f /etc/pip.conf
      `,
    ))

  it('keeps a credential that the running container needs, beside one that does not stay', () =>
    expectFix(
      rule,
      `
        FROM node:24
        ARG NPM_TOKEN
        ENV REGISTRY_PASSWORD=
        RUN echo "//npm.acme.example/:_authToken=$NPM_TOKEN" >> ~/.npmrc
        RUN echo "//npm.other.example/:_password=$REGISTRY_PASSWORD" >> ~/.npmrc
        RUN npm ci
        CMD login --password "$REGISTRY_PASSWORD"
      `,
      `
        FROM node:24
        ENV REGISTRY_PASSWORD=
        RUN echo "//npm.other.example/:_password=$REGISTRY_PASSWORD" >> ~/.npmrc
        RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true cp -p /root/.npmrc /tmp/.npmrc && echo "//npm.acme.example/:_authToken=$NPM_TOKEN" >> ~/.npmrc && npm ci && cp /tmp/.npmrc /root/.npmrc && rm -f /tmp/.npmrc
        CMD login --password "$REGISTRY_PASSWORD"
      `,
    ))

  it('is the same in another WORKDIR, when its path does not depend on that', () =>
    expectFix(
      rule,
      `
        FROM golang:1.24
        ARG GH_TOKEN
        RUN echo "machine github.com login $GH_TOKEN" > ~/.netrc
        WORKDIR /src
        RUN go mod download
      `,
      `
        FROM golang:1.24
        WORKDIR /src
        RUN --mount=type=secret,id=gh_token,env=GH_TOKEN,required=true echo "machine github.com login $GH_TOKEN" > ~/.netrc && go mod download && rm -f /root/.netrc
      `,
    ))

  it('is another one in another WORKDIR, when its path is relative', () =>
    expectRefusal(
      rule,
      `
        FROM node:24
        ARG NPM_TOKEN
        WORKDIR /app
        RUN echo "//npm.acme.example/:_authToken=$NPM_TOKEN" > .npmrc
        WORKDIR /app/web
        RUN npm ci
      `,
      '/app/.npmrc is read by a RUN with another USER or WORKDIR than the one that writes it (line 4).',
    ))

  it('is another one after cd', () =>
    expectRefusal(
      rule,
      `
        FROM node:24
        ARG NPM_TOKEN
        RUN cd /app && echo "//npm.acme.example/:_authToken=$NPM_TOKEN" > .npmrc
        RUN cd /app && npm ci
      `,
      '/app/.npmrc is read by a RUN with another USER or WORKDIR than the one that writes it (line 3).',
    ))
})

describe('a key that a later step removes', () => {
  it('is for the build alone, although a container could need such a file', () =>
    expectFix(
      rule,
      `
        FROM golang:1.24
        ARG SSH_PRIVATE_KEY
        RUN mkdir -p /root/.ssh && echo "$SSH_PRIVATE_KEY" > /root/.ssh/id_rsa
        RUN chmod 600 /root/.ssh/id_rsa
        RUN make deps
        RUN rm -rf /root/.ssh
      `,
      `
        FROM golang:1.24
        RUN mkdir -p /root/.ssh
        RUN --mount=type=secret,id=ssh_private_key,env=SSH_PRIVATE_KEY,required=true echo "$SSH_PRIVATE_KEY" > /root/.ssh/id_rsa && chmod 600 /root/.ssh/id_rsa && make deps && rm -f /root/.ssh/id_rsa
        RUN rm -rf /root/.ssh
      `,
    ))

  it('is read by a package manager that gets sources of packages', () =>
    expectFix(
      rule,
      `
        FROM python:3.12
        ARG SSH_PRIVATE_KEY
        RUN mkdir -p ~/.ssh && echo "$SSH_PRIVATE_KEY" > ~/.ssh/id_rsa && chmod 600 ~/.ssh/id_rsa
        RUN pip install -r requirements.txt
      `,
      `
        FROM python:3.12
        RUN mkdir -p ~/.ssh
        RUN --mount=type=secret,id=ssh_private_key,env=SSH_PRIVATE_KEY,required=true echo "$SSH_PRIVATE_KEY" > ~/.ssh/id_rsa && chmod 600 ~/.ssh/id_rsa && pip install -r requirements.txt && rm -f /root/.ssh/id_rsa
      `,
    ))
})
