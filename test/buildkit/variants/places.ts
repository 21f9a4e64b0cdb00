import type { Variant } from '../variant.ts'

// Users, home directories and working directories.

const project = { 'package.json': '{ "name": "app" }\n' }
const reference = { '.npmrc': '//npm.acme.example/:_authToken=${NPM_TOKEN}\n' }
const literal = { '.npmrc': '//npm.acme.example/:_authToken={{TOKEN}}\n' }
const netrc = { '.netrc': 'machine pypi.acme.example login build password {{TOKEN}}\n' }
const args = { NPM_TOKEN: '{{TOKEN}}' }
const INSTALL = 'pip install --extra-index-url https://pypi.acme.example/simple/ private-lib'

export const placeVariants: readonly Variant[] = [
  {
    title: 'a subshell in another directory',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .npmrc web/
      RUN (cd web && npm ci) && ls web > /listing
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'a copied file for a command in another directory',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      COPY package.json .npmrc web/
      RUN cd web && npm ci
    `,
    files: { ...project, ...literal },
  },
  {
    title: 'a relative working directory',
    dockerfile: `
      FROM node:24
      WORKDIR /srv
      WORKDIR app
      COPY package.json .npmrc ./
      RUN npm ci
    `,
    files: { ...project, ...literal },
  },
  {
    title: 'a working directory with a variable',
    dockerfile: `
      FROM node:24
      ARG ROOT=/srv/app
      WORKDIR $ROOT
      COPY package.json .npmrc $ROOT/
      RUN npm ci
    `,
    files: { ...project, ...literal },
  },
  {
    title: 'a user whose number only useradd knows',
    dockerfile: `
      FROM python:3.12-slim
      RUN useradd -m app
      COPY --chown=app .netrc /home/app/.netrc
      USER app
      RUN ${INSTALL}
    `,
    files: netrc,
  },
  {
    title: 'a user of Alpine',
    dockerfile: `
      FROM python:3.12-alpine
      RUN addgroup -S app && adduser -S -G app app
      USER app
      COPY --chown=app:app .netrc /home/app/.netrc
      RUN ${INSTALL}
    `,
    files: netrc,
  },
  {
    title: 'a user by number',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN chown -R 1000:1000 /app
      USER 1000:1000
      RUN npm ci
    `,
    files: { ...project, ...literal },
  },
  {
    title: 'the user changes between two steps that need the file',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci && chown -R node /app
      USER node
      RUN npm ci --omit=dev
    `,
    files: { ...project, ...literal },
  },
  {
    title: 'HOME is set in the Dockerfile',
    dockerfile: `
      FROM python:3.12-slim
      ENV HOME=/opt/home
      COPY .netrc $HOME/.netrc
      RUN ${INSTALL}
    `,
    files: netrc,
  },
  {
    title: 'another stage takes the file over',
    dockerfile: `
      FROM python:3.12-slim AS secrets
      COPY .netrc /root/.netrc
      FROM python:3.12-slim
      COPY --from=secrets /root/.netrc /root/.netrc
      RUN ${INSTALL}
    `,
    files: netrc,
    outcome: 'refused',
  },
  {
    title: 'a variable says where the file is',
    dockerfile: `
      FROM python:3.12-slim
      COPY .netrc /etc/build/netrc
      ENV NETRC=/etc/build/netrc
      RUN ${INSTALL}
    `,
    files: netrc,
  },
  {
    title: 'the step removes the file and goes on',
    dockerfile: `
      FROM python:3.12-slim
      COPY .netrc /root/.netrc
      RUN ${INSTALL}; rm -f /root/.netrc; touch /done
    `,
    files: netrc,
  },
  {
    title: 'a private key',
    dockerfile: `
      FROM debian:bookworm
      COPY id_rsa /root/.ssh/id_rsa
      RUN chmod 600 /root/.ssh/id_rsa && git clone git@git.acme.example:acme/lib.git /src/lib && rm /root/.ssh/id_rsa
    `,
    files: { id_rsa: '-----BEGIN OPENSSH PRIVATE KEY-----\n{{TOKEN}}\n-----END OPENSSH PRIVATE KEY-----\n' },
  },
  {
    title: 'a file that comes only with the whole context',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      COPY . .
      RUN npm ci
    `,
    files: { ...project, ...literal },
    today: { status: 'unnoticed', why: 'No rule looks for credential files in the context yet.' },
  },
  {
    title: 'a second COPY brings the file in, and a step removes it there',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      COPY .npmrc package.json ./
      RUN npm ci && rm .npmrc
      WORKDIR /app/src
      COPY . .
      RUN rm .npmrc package.json
    `,
    files: { '.npmrc': '//npm.acme.example/:_authToken={{TOKEN}}\n', 'package.json': '{}\n' },
  },
  {
    title: 'a file is copied elsewhere, and moved to its place where it is read',
    dockerfile: `
      FROM python:3.12-slim
      COPY pip.conf /tmp/
      RUN mkdir ~/.pip && mv /tmp/pip.conf ~/.pip/ && pip install acme
    `,
    files: { 'pip.conf': '[global]\nindex-url = https://u:{{TOKEN}}@pypi.acme.example/simple\n' },
  },
]
