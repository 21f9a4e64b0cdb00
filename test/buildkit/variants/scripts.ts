import type { Variant } from '../variant.ts'

// What a shell can do around a credential, and how a Dockerfile can be written.

const project = { 'package.json': '{ "name": "app" }\n' }
const reference = { '.npmrc': '//npm.acme.example/:_authToken=${NPM_TOKEN}\n' }
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
  {
    title: 'exec form',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      ARG NPM_TOKEN
      COPY package.json .npmrc ./
      RUN ["npm", "ci"]
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'bash as the shell',
    dockerfile: `
      FROM node:24
      SHELL ["/bin/bash", "-eo", "pipefail", "-c"]
      WORKDIR /app
      ARG NPM_TOKEN
      COPY package.json .npmrc ./
      RUN [[ -n $NPM_TOKEN ]] && npm ci | tee /app/log
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'a build with existing mounts',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      ARG NPM_TOKEN
      COPY package.json .npmrc ./
      RUN --mount=type=cache,target=/root/.cache --mount=type=tmpfs,target=/scratch \\
          npm ci --cache /scratch
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'Windows line endings',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      ARG NPM_TOKEN
      COPY package.json .npmrc ./
      RUN npm ci && \\
          npm run build
    `.replaceAll('\n', '\r\n'),
    files: { ...project, ...reference },
    args,
  },
]
