import type { Variant } from '../variant.ts'

// More shapes of Dockerfiles, of the kind that people really write.

const project = { 'package.json': '{ "name": "app" }\n' }
const reference = { '.npmrc': '//npm.acme.example/:_authToken=${NPM_TOKEN}\n' }
const literal = { '.npmrc': '//npm.acme.example/:_authToken={{TOKEN}}\n' }
const args = { NPM_TOKEN: '{{TOKEN}}' }
const HEADER = 'curl -fsS -H "X-Token: $API_TOKEN"'

export const guardVariants: readonly Variant[] = [
  {
    title: 'a test around the command that uses the token',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .
      RUN if [ -n "$NPM_TOKEN" ]; then \\
            echo "//npm.acme.example/:_authToken=$NPM_TOKEN" > .npmrc; \\
          fi && \\
          npm ci && \\
          rm -f .npmrc
    `,
    files: project,
    args,
  },
  {
    title: 'a test that stops the build without a token',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      RUN test -n "$NPM_TOKEN" || (echo "NPM_TOKEN is missing" && exit 1)
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'a default of the shell',
    dockerfile: `
      FROM debian:bookworm
      ARG API_TOKEN
      RUN curl -fsS -H "X-Token: \${API_TOKEN:-none}" -o /a https://files.acme.example/a
    `,
    args: { API_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'an error of the shell when there is no token',
    dockerfile: `
      FROM debian:bookworm
      ARG API_TOKEN
      RUN : "\${API_TOKEN:?is required}" && ${HEADER} -o /a https://files.acme.example/a
    `,
    args: { API_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'a choice between two ways',
    dockerfile: `
      FROM python:3.12-slim
      ARG PIP_TOKEN=
      COPY requirements.txt .
      RUN if [ "x$PIP_TOKEN" != "x" ]; then \\
            pip install --extra-index-url https://ci:$PIP_TOKEN@pypi.acme.example/simple -r requirements.txt; \\
          else pip install -r requirements.txt; fi
    `,
    files: { 'requirements.txt': 'private-lib\n' },
    args: { PIP_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'the shell prints every command',
    dockerfile: `
      FROM debian:bookworm
      ARG API_TOKEN
      RUN set -eux; ${HEADER} -o /a https://files.acme.example/a || true; rm -rf /tmp/*
    `,
    args: { API_TOKEN: '{{TOKEN}}' },
    outcome: 'refused',
  },
]

export const textVariants: readonly Variant[] = [
  {
    title: 'comments inside of a continued command',
    dockerfile: `
      FROM debian:bookworm
      ARG API_TOKEN
      # Needs a token.
      RUN apt-get update \\
          # first the tool
          && apt-get install -y curl \\
          # then the file
          && ${HEADER} -o /a https://files.acme.example/a \\

          && rm -rf /var/lib/apt/lists/*
    `,
    args: { API_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'Windows line endings with a here-document',
    dockerfile:
      'FROM debian:bookworm\r\nARG API_TOKEN\r\nRUN curl -u "ci:$API_TOKEN" \\\r\n  -o /a https://files.acme.example/a\r\nRUN touch /done\r\n',
    args: { API_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'mixed case, tabs and spaces at the end',
    dockerfile:
      'From debian:bookworm   \nArg   API_TOKEN \t\nENV\tMODE=release\t\nRun\tcurl -u ci:${API_TOKEN} -o /a https://files.acme.example/a   \n',
    args: { API_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'a backtick escapes, and a list of arguments is continued',
    dockerfile: `
      # escape=\`
      FROM debian:bookworm
      ARG MODE=release \`
          API_TOKEN \`
          VERSION=1
      RUN ${HEADER} \`
          -o /a-$VERSION-$MODE https://files.acme.example/a
    `,
    args: { API_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'a here-document with another interpreter',
    dockerfile: `
      FROM python:3.12
      ARG API_TOKEN
      RUN <<EOF
      #!/usr/bin/env bash
      set -euo pipefail
      for name in a b; do
        ${HEADER} -o "/$name" "https://files.acme.example/$name"
      done
      EOF
    `,
    args: { API_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'a here-document for python that reads the variable',
    dockerfile: `
      FROM python:3.12
      ARG API_TOKEN
      RUN python3 - <<EOF
      import os
      print(len(os.environ["API_TOKEN"]))
      EOF
      RUN curl -sSL https://install.acme.example | python3 -
    `,
    args: { API_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'exec form with a shell',
    dockerfile: `
      FROM debian:bookworm
      ARG API_TOKEN
      RUN ["/bin/bash", "-c", "curl -u ci:$API_TOKEN -o /a https://files.acme.example/a"]
    `,
    args: { API_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'bash runs a script in quotes',
    dockerfile: `
      FROM debian:bookworm
      ARG API_TOKEN
      RUN bash -c 'curl -fsS -u "ci:$API_TOKEN" -o /a https://files.acme.example/a && touch /done'
    `,
    args: { API_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'a script of the project gets the token as its argument',
    dockerfile: `
      FROM debian:bookworm
      ARG API_TOKEN
      WORKDIR /app
      COPY fetch.sh .
      RUN sh ./fetch.sh "$API_TOKEN"
    `,
    files: { 'fetch.sh': 'curl -u "ci:$1" -o /a https://files.acme.example/a\n' },
    args: { API_TOKEN: '{{TOKEN}}' },
  },
]

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
    today: { status: 'refused', why: 'The fix of one token stands in the way of the other.' },
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
      RUN npm install --offline
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
