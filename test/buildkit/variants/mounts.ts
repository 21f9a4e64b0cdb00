import type { Variant } from '../variant.ts'

// Builds that use secret mounts already, and not always well.

const project = { 'package.json': '{ "name": "app" }\n' }
const secrets = { npmrc: '//npm.acme.example/:_authToken={{TOKEN}}\n' }
const token = { github_token: '{{TOKEN}}' }

export const mountVariants: readonly Variant[] = [
  {
    title: 'nothing is wrong',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      COPY package.json .
      RUN --mount=type=secret,id=npmrc,target=/root/.npmrc,required=true npm ci
    `,
    files: project,
    secrets,
    outcome: 'clean',
  },
  {
    title: 'the mounted file is copied to its place and stays there',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      COPY package.json .
      RUN --mount=type=secret,id=npmrc cp /run/secrets/npmrc /root/.npmrc && npm ci
    `,
    files: project,
    secrets,
  },
  {
    title: 'a mounted token is stored by echo',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      COPY package.json .
      RUN --mount=type=secret,id=npm_token \\
          echo "//npm.acme.example/:_authToken=$(cat /run/secrets/npm_token)" > .npmrc && npm ci
    `,
    files: project,
    secrets: { npm_token: '{{TOKEN}}' },
  },
  {
    title: 'a mounted token is stored by git config in a step of its own',
    dockerfile: `
      FROM golang:1.24
      RUN --mount=type=secret,id=github_token \\
          git config --global url."https://$(cat /run/secrets/github_token)@github.com/".insteadOf "https://github.com/"
      WORKDIR /src
      COPY go.mod .
      RUN go mod download
    `,
    files: { 'go.mod': 'module acme.example/app\n' },
    secrets: token,
  },
  {
    title: 'a mounted token is exported and stored by poetry config',
    dockerfile: `
      FROM python:3.12-slim
      WORKDIR /app
      COPY pyproject.toml .
      RUN --mount=type=secret,id=pypi,env=PYPI_PASSWORD,required=true \\
          poetry config http-basic.corp ci $PYPI_PASSWORD && poetry install --no-root
    `,
    files: { 'pyproject.toml': '[tool.poetry]\n' },
    secrets: { pypi: '{{TOKEN}}' },
  },
  {
    title: 'a clone keeps the mounted token in its URL',
    dockerfile: `
      FROM debian:bookworm
      RUN --mount=type=secret,id=github_token,env=GITHUB_TOKEN,required=true git clone https://$GITHUB_TOKEN@github.com/acme/lib.git /src/lib
    `,
    secrets: token,
  },
  {
    title: 'the same credential is mounted in one step and an argument in another',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
      RUN npm install left-pad
    `,
    files: { ...project, '.npmrc': '//npm.acme.example/:_authToken=${NPM_TOKEN}\n' },
    args: { NPM_TOKEN: '{{TOKEN}}' },
    secrets: { npm_token: '{{TOKEN}}' },
  },
  {
    title: 'a user who can not read the mount',
    dockerfile: `
      FROM node:24
      USER node
      WORKDIR /home/node/app
      COPY --chown=node package.json .
      RUN --mount=type=secret,id=npmrc,target=/home/node/.npmrc,uid=1000 npm ci
    `,
    files: project,
    secrets,
  },
  {
    title: 'an old frontend that has no secrets in variables',
    dockerfile: `
      # syntax=docker/dockerfile:1.4
      FROM debian:bookworm
      ARG API_TOKEN
      RUN --mount=type=cache,target=/var/cache/apt curl -H "X-Token: $API_TOKEN" -o /a https://files.acme.example/a
    `,
    args: { API_TOKEN: '{{TOKEN}}' },
  },
]
