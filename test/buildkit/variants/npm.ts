import type { Variant } from '../variant.ts'

const project = { 'package.json': '{ "name": "app" }\n' }
const reference = {
  '.npmrc': '@acme:registry=https://npm.acme.example/\n//npm.acme.example/:_authToken=${NPM_TOKEN}\n',
}
const literal = { '.npmrc': '@acme:registry=https://npm.acme.example/\n//npm.acme.example/:_authToken={{TOKEN}}\n' }
const args = { NPM_TOKEN: '{{TOKEN}}' }

export const npmVariants: readonly Variant[] = [
  {
    title: '.npmrc refers to the argument',
    dockerfile: `
      FROM node:24-alpine
      WORKDIR /app
      ARG NPM_TOKEN
      COPY package.json .npmrc ./
      RUN npm ci
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'lower-case instructions with a comment inside of a continued one',
    dockerfile: `
      from node:24-alpine as build
      workdir /app
      arg NPM_TOKEN
      copy package.json .npmrc ./
      run npm ci \\
        # production only
        --omit=dev
      from node:24-alpine
      copy --from=build /app /app
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'several steps and stages that inherit the argument',
    dockerfile: `
      FROM node:24 AS base
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .npmrc ./
      FROM base AS deps
      RUN npm ci --omit=dev
      FROM base AS build
      RUN npm ci
      RUN npm run build
      FROM node:24
      COPY --from=deps /app/node_modules /app/node_modules
      COPY --from=build /app/dist /app/dist
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'a global argument that stages declare again',
    dockerfile: `
      ARG NODE=24
      ARG NPM_TOKEN
      FROM node:\${NODE} AS build
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci
      FROM node:\${NODE}
      ARG NPM_TOKEN
      WORKDIR /app
      COPY --from=build /app ./
      RUN npm prune
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'ENV hands the argument on and is emptied later',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      ENV NPM_TOKEN=\${NPM_TOKEN}
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci
      ENV NPM_TOKEN=
    `,
    files: { ...project, ...reference },
    args,
  },
  {
    title: 'echo writes .npmrc in a step of its own',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .
      RUN echo "//npm.acme.example/:_authToken=$NPM_TOKEN" > .npmrc
      RUN npm install
      RUN rm -f .npmrc
    `,
    files: project,
    args,
  },
  {
    title: 'echo appends to .npmrc and the same step removes it',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .
      RUN echo "//npm.acme.example/:_authToken=$NPM_TOKEN" >> ~/.npmrc && npm install && rm -f ~/.npmrc
    `,
    files: project,
    args,
  },
  {
    title: 'printf writes .npmrc without a variable',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .
      RUN printf '//npm.acme.example/:_authToken=\${NPM_TOKEN}\\n' > .npmrc
      RUN npm ci
    `,
    files: project,
    args,
  },
  {
    title: 'a here-document writes .npmrc',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .
      RUN <<EOF
      set -e
      echo "//npm.acme.example/:_authToken=$NPM_TOKEN" > .npmrc
      npm ci
      rm .npmrc
      EOF
    `,
    files: project,
    args,
  },
  {
    title: 'npm config set stores the token',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .
      RUN npm config set //npm.acme.example/:_authToken $NPM_TOKEN && npm ci
    `,
    files: project,
    args,
  },
  {
    title: 'npm config set stores the token and npm config delete takes it away',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .
      RUN npm config set //npm.acme.example/:_authToken=$NPM_TOKEN
      RUN npm ci
      RUN npm config delete //npm.acme.example/:_authToken
    `,
    files: project,
    args,
  },
  {
    title: 'yarn config set stores the token',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .
      RUN yarn config set '//npm.acme.example/:_authToken' "$NPM_TOKEN" && yarn install --frozen-lockfile
    `,
    files: project,
    args,
  },
  {
    title: '.npmrc with a token is copied next to package.json',
    dockerfile: `
      FROM node:24
      WORKDIR /usr/src/app
      COPY package*.json .npmrc ./
      RUN npm ci && rm -f .npmrc
      CMD ["node", "server.js"]
    `,
    files: { ...project, ...literal },
  },
  {
    title: '.npmrc with a token is copied again with everything else',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      COPY .npmrc package.json ./
      RUN npm ci
      COPY . .
      RUN npm run build
    `,
    files: { ...project, ...literal, 'index.js': '' },
  },
  {
    title: '.npmrc with a token for the user node',
    dockerfile: `
      FROM node:24
      USER node
      WORKDIR /home/node/app
      COPY --chown=node:node .npmrc /home/node/.npmrc
      COPY --chown=node:node package.json ./
      RUN npm ci
    `,
    files: { ...project, ...literal },
  },
  {
    title: '.npmrc with a token in a stage that is thrown away',
    dockerfile: `
      FROM node:24 AS build
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm ci
      COPY index.js .
      RUN npm run build
      FROM node:24
      COPY --from=build /app/dist /app
    `,
    files: { ...project, ...literal, 'index.js': '' },
    alsoSearched: 'build',
  },
  {
    title: '.npmrc with a token under another name',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      COPY package.json .
      COPY docker/npmrc .npmrc
      RUN npm ci
    `,
    files: { ...project, 'docker/npmrc': literal['.npmrc'] },
  },
  {
    title: '.npmrc with a token by ADD in JSON form',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      ADD [".npmrc", "package.json", "./"]
      RUN npm ci
    `,
    files: { ...project, ...literal },
  },
  {
    title: 'several tools use one token',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      ARG NPM_TOKEN
      COPY package.json .npmrc ./
      RUN npm ci && npx semantic-release --dry-run
      RUN pnpm install --frozen-lockfile
      RUN yarn
    `,
    files: { ...project, ...reference },
    args,
  },
]
