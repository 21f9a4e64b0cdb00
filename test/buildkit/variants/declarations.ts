import type { Variant } from '../variant.ts'

// ARG and ENV in all their forms.

const project = { 'package.json': '{ "name": "app" }\n' }
const reference = { '.npmrc': '//npm.acme.example/:_authToken=${NPM_TOKEN}\n' }
const netrc = { '.netrc': 'machine pypi.acme.example login build password {{TOKEN}}\n' }
const args = { NPM_TOKEN: '{{TOKEN}}' }
const INSTALL = 'pip install --extra-index-url https://pypi.acme.example/simple/ private-lib'

export const declarationVariants: readonly Variant[] = [
  {
    title: 'several arguments on one line',
    dockerfile: `
      FROM node:24
      ARG NODE_ENV=production NPM_TOKEN STAGE=test
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN echo $NODE_ENV $STAGE > /stage && npm ci
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'several variables in one ENV',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      ENV A=1 \\
          NPM_TOKEN=$NPM_TOKEN \\
          B="2 3"
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci && echo $A$B > /state
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'the old form of ENV',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      ENV NPM_TOKEN $NPM_TOKEN
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'an argument with an empty default',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN=""
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'two credentials',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      ARG SENTRY_AUTH_TOKEN
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci
      RUN sentry-cli releases new 1.0 && npm run build
    `,
    files: { ...project, ...reference },
    args: { ...args, SENTRY_AUTH_TOKEN: '{{SENTRY}}' },
  },
  {
    title: 'a file and an argument for one build',
    dockerfile: `
      FROM python:3.12-slim
      ARG GITHUB_TOKEN
      COPY .netrc /root/.netrc
      RUN ${INSTALL}
      RUN curl -H "Authorization: Bearer $GITHUB_TOKEN" https://api.acme.example/ -o /answer
    `,
    files: netrc,
    args: { GITHUB_TOKEN: '{{GITHUB}}' },
  },
  {
    title: 'a backtick escapes',
    dockerfile: `
      # escape=\`
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci && \`
          npm run build
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'an old syntax line',
    dockerfile: `
      # syntax=docker/dockerfile:1.2
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'an instruction for a later build',
    dockerfile: `
      FROM node:24
      ONBUILD ARG NPM_TOKEN
      ONBUILD RUN npm ci
      ARG NPM_TOKEN
      RUN npm ci
    `,
    args,
  },
  {
    title: 'a script exports the variable under another name',
    dockerfile: `
      FROM node:24
      ARG GITHUB_TOKEN
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN export NPM_TOKEN=$GITHUB_TOKEN && npm ci
      RUN NPM_TOKEN=$GITHUB_TOKEN npm run build
    `,
    files: { ...project, ...reference },
    args: { GITHUB_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'the token is an option of the command',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .
      RUN npm ci --//npm.acme.example/:_authToken=$NPM_TOKEN
    `,
    files: project,
    args,
  },
]
