import type { Variant } from '../variant.ts'

const project = { 'package.json': '{ "name": "app" }\n' }
const args = { NPM_TOKEN: '{{TOKEN}}' }

export const nodeVariants: readonly Variant[] = [
  {
    title: 'Bun reads its variable',
    dockerfile: `
      FROM oven/bun:1
      ARG BUN_CONFIG_TOKEN
      WORKDIR /app
      COPY package.json bun.lock ./
      RUN bun install --frozen-lockfile
    `,
    files: { ...project, 'bun.lock': '{}\n' },
    args: { BUN_CONFIG_TOKEN: '{{TOKEN}}' },
  },
  {
    title: 'bunfig.toml refers to the argument',
    dockerfile: `
      FROM oven/bun:1
      ARG NPM_TOKEN
      ENV NPM_TOKEN=$NPM_TOKEN
      WORKDIR /app
      COPY package.json bunfig.toml ./
      RUN bun install && bun run build
    `,
    files: {
      ...project,
      'bunfig.toml': '[install.scopes]\nacme = { token = "$NPM_TOKEN", url = "https://npm.acme.example/" }\n',
    },
    args,
  },
  {
    title: 'Yarn 4: .yarnrc.yml refers to the argument',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .yarnrc.yml yarn.lock ./
      RUN corepack enable && yarn install --immutable
      COPY . .
      RUN yarn build
    `,
    files: { ...project, 'yarn.lock': '\n', '.yarnrc.yml': 'npmAuthToken: "${NPM_TOKEN:-}"\n' },
    args,
  },
  {
    title: 'Yarn 4 reads its variable from ENV',
    dockerfile: `
      FROM node:24 AS build
      ARG NPM_TOKEN
      ENV YARN_NPM_AUTH_TOKEN=\${NPM_TOKEN}
      WORKDIR /app
      COPY package.json ./
      RUN yarn install --immutable
      FROM node:24-slim
      COPY --from=build /app /app
    `,
    files: project,
    args,
  },
  {
    title: 'Yarn 4: yarn config set stores the token for the user',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      RUN yarn config set -H npmAuthToken $NPM_TOKEN
      COPY package.json ./
      RUN yarn install
    `,
    files: project,
    args,
  },
  {
    title: '.yarnrc.yml with a token is copied',
    dockerfile: `
      FROM node:24
      WORKDIR /app
      COPY package.json .yarnrc.yml ./
      RUN yarn install --immutable && rm .yarnrc.yml
    `,
    files: { ...project, '.yarnrc.yml': 'npmScopes:\n  acme:\n    npmAuthToken: "{{TOKEN}}"\n' },
  },
  {
    title: 'pnpm config set stores the token',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      RUN corepack enable pnpm && pnpm config set //npm.acme.example/:_authToken $NPM_TOKEN
      WORKDIR /app
      COPY package.json ./
      RUN pnpm install --frozen-lockfile
    `,
    files: project,
    args,
  },
  {
    title: 'pnpm 11: auth.ini is copied',
    dockerfile: `
      FROM node:24
      COPY auth.ini /root/.config/pnpm/auth.ini
      WORKDIR /app
      COPY package.json ./
      RUN pnpm install --frozen-lockfile && rm /root/.config/pnpm/auth.ini
    `,
    files: { ...project, 'auth.ini': '//npm.acme.example/:_authToken={{TOKEN}}\n' },
  },
  {
    title: 'pnpm fetch in a cached step',
    dockerfile: `
      FROM node:24
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json pnpm-lock.yaml ./
      RUN echo "//npm.acme.example/:_authToken=\${NPM_TOKEN}" >> ~/.npmrc
      RUN --mount=type=cache,id=pnpm,target=/pnpm/store pnpm fetch
      RUN --mount=type=cache,id=pnpm,target=/pnpm/store pnpm install --offline
    `,
    files: { ...project, 'pnpm-lock.yaml': '\n' },
    args,
  },
  {
    title: 'Deno reads its variable',
    dockerfile: `
      FROM denoland/deno:2
      ARG DENO_AUTH_TOKENS
      WORKDIR /app
      COPY main.ts .
      RUN deno cache main.ts
    `,
    files: { 'main.ts': 'console.log()\n' },
    args: { DENO_AUTH_TOKENS: '{{TOKEN}}@deno.acme.example' },
  },
]
