import type { Variant } from '../variant.ts'

// Credentials that several stages, steps or tools share.

const project = { 'package.json': '{ "name": "app" }\n' }
const reference = { '.npmrc': '//npm.acme.example/:_authToken=${NPM_TOKEN}\n' }
const literal = { '.npmrc': '//npm.acme.example/:_authToken={{TOKEN}}\n' }
const args = { NPM_TOKEN: '{{TOKEN}}' }
const HEADER = 'curl -fsS -H "X-Token: $API_TOKEN"'

export const stageVariants: readonly Variant[] = [
  {
    title: 'stages that inherit from each other',
    dockerfile: `
      FROM node:24 AS base
      ARG NPM_TOKEN
      ENV NPM_TOKEN=$NPM_TOKEN
      WORKDIR /app
      COPY package.json .npmrc ./
      FROM base AS deps
      RUN npm ci --omit=dev
      FROM base AS build
      RUN npm ci
      RUN npm run build
      FROM node:24-slim
      COPY --from=deps /app/node_modules /app/node_modules
      COPY --from=build /app/dist /app/dist
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'ONBUILD instructions that need the credential',
    dockerfile: `
      FROM node:24 AS base
      ONBUILD ARG NPM_TOKEN
      ONBUILD COPY package.json .npmrc ./
      ONBUILD RUN npm ci
      FROM base
      RUN touch /done
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'a copied file in a stage that others start from',
    dockerfile: `
      FROM node:24 AS base
      WORKDIR /app
      COPY .npmrc package.json ./
      FROM base AS test
      RUN npm ci && npm test
      FROM base
      COPY --from=test /app/package.json /tested.json
      RUN npm ci --omit=dev && rm .npmrc
    `,
    files: { ...project, ...literal },
  },
  {
    title: 'several secrets in one step, of a file and of arguments',
    dockerfile: `
      FROM node:24
      ARG GITHUB_TOKEN
      ARG API_TOKEN
      WORKDIR /app
      COPY .npmrc package.json ./
      RUN npm ci && git clone https://$GITHUB_TOKEN@git.acme.example/acme/lib.git lib && ${HEADER} -o /a https://files.acme.example/a && rm .npmrc
    `,
    files: { ...project, ...literal },
    args: { GITHUB_TOKEN: '{{GITHUB}}', API_TOKEN: '{{API}}' },
  },
  {
    title: 'a directory with a credential file is copied',
    dockerfile: `
      FROM node:24
      COPY config /root/config
      WORKDIR /app
      COPY package.json .
      RUN cp /root/config/.npmrc /root/.npmrc && npm ci && rm /root/.npmrc
    `,
    files: { ...project, 'config/.npmrc': '//npm.acme.example/:_authToken={{TOKEN}}\n', 'config/app.json': '{}\n' },
    outcome: 'refused',
    today: { status: 'unnoticed', why: 'No rule looks for credential files in the context yet.' },
  },
  {
    title: 'a copied file with other sources, changed and removed later',
    dockerfile: `
      FROM python:3.12-slim
      WORKDIR /root
      COPY .netrc requirements.txt tool.cfg ./
      RUN chmod 600 .netrc
      RUN pip install -r requirements.txt
      RUN shred -u .netrc && touch /done
    `,
    files: {
      '.netrc': 'machine pypi.acme.example login ci password {{TOKEN}}\n',
      'requirements.txt': 'private-lib\n',
      'tool.cfg': 'x\n',
    },
  },
  {
    title: 'several steps add to one file',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      ARG OTHER_TOKEN
      WORKDIR /app
      COPY package.json .
      RUN echo "//npm.acme.example/:_authToken=$NPM_TOKEN" >> ~/.npmrc
      RUN echo "//npm.other.example/:_authToken=$OTHER_TOKEN" >> ~/.npmrc
      RUN npm ci
    `,
    files: project,
    args: { NPM_TOKEN: '{{TOKEN}}', OTHER_TOKEN: '{{OTHER}}' },
  },
  {
    title: 'the home directory of another user by ENV',
    dockerfile: `
      FROM node:24
      ENV HOME=/home/node
      ARG NPM_TOKEN
      USER node
      WORKDIR /home/node/app
      COPY --chown=node package.json .
      RUN echo "//npm.acme.example/:_authToken=$NPM_TOKEN" > $HOME/.npmrc && npm ci && rm $HOME/.npmrc
    `,
    files: project,
    args,
  },
  {
    title: 'scripts of the project see the token that the installation needs',
    dockerfile: `
      FROM node:24
      ARG GITHUB_TOKEN
      WORKDIR /app
      COPY package.json .
      RUN echo "//npm.pkg.github.com/:_authToken=$GITHUB_TOKEN" > .npmrc && npm ci && rm .npmrc
      RUN npm test && npm run build
    `,
    files: project,
    args: { GITHUB_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'a step removes the file that several steps have made, and later steps have none',
    dockerfile: `
      FROM node:24
      ARG GITHUB_TOKEN
      RUN echo "@acme:registry=https://npm.acme.example" >> $HOME/.npmrc
      RUN echo "//npm.acme.example/:_authToken=$GITHUB_TOKEN" >> $HOME/.npmrc
      RUN npm install -g acme-cli
      WORKDIR /app
      COPY package.json .
      RUN npm ci && rm $HOME/.npmrc
      RUN npm run build
    `,
    files: project,
    args: { GITHUB_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'the password of an account that commands which need nothing surround',
    dockerfile: `
      FROM debian:bookworm
      ARG APP_PASSWORD
      RUN update-ca-certificates && useradd -m app && echo "app:$APP_PASSWORD" | chpasswd && java -version
    `,
    args: { APP_PASSWORD: '{{TOKEN}}' },
  },
  {
    title: 'a variable of pip and a program of the project',
    dockerfile: `
      FROM python:3.12-slim AS build
      ARG PIP_EXTRA_INDEX_URL
      RUN pip install -U pip
      COPY requirements.txt .
      RUN pip install -r requirements.txt
      WORKDIR /app
      COPY manage.py .
      RUN python manage.py collectstatic --noinput
      FROM nginx
      COPY --from=build /app /usr/share/nginx/html
    `,
    files: { 'requirements.txt': 'private-lib\n', 'manage.py': 'print()\n' },
    args: { PIP_EXTRA_INDEX_URL: 'https://ci:{{TOKEN}}@pypi.acme.example/simple' },
  },
]
