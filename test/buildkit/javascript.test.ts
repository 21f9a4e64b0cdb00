import { nodeContexts, npmArchives } from '../support/dockerEngine.ts'
import { startNpmRegistry } from '../support/registryNpm.ts'
import { proveFixes, type ToolProject } from './realTool.ts'

// The real Yarn 1, Yarn 4 and pnpm against a registry that demands a token.

const host = 'packages.acme.example:{{PORT}}'
const manifest = JSON.stringify({ name: 'app', version: '1.0.0', dependencies: { '@acme/private-lib': '^1.0.0' } })
const classic = { 'package.json': manifest, '.npmrc': `registry=https://${host}/\n` }
const settings = `yarnPath: /opt/yarn/node_modules/@yarnpkg/cli-dist/bin/yarn.js\nnpmRegistryServer: https://${host}\nnodeLinker: node-modules\n`
const berry = { 'package.json': manifest, 'yarn.lock': '', '.yarnrc.yml': settings }
const args = { NPM_TOKEN: '{{TOKEN}}' }

const projects: readonly ToolProject[] = [
  {
    title: 'Yarn 1 and npm config stores the token in a step of its own',
    dockerfile: `
      FROM debian
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN npm config set //${host}/:_authToken $NPM_TOKEN
      RUN yarn install --non-interactive
      RUN node -e 'require("@acme/private-lib")'
    `,
    files: classic,
    args,
  },
  {
    title: 'Yarn 4 and .yarnrc.yml refers to an argument',
    dockerfile: `
      FROM debian
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json yarn.lock .yarnrc.yml ./
      RUN yarn install && node -e 'require("@acme/private-lib")'
    `,
    files: { ...berry, '.yarnrc.yml': `${settings}npmAuthToken: "\${NPM_TOKEN}"\n` },
    args,
  },
  {
    title: 'Yarn 4 and yarn config stores the token',
    dockerfile: `
      FROM debian
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json yarn.lock .yarnrc.yml ./
      RUN yarn config set --home npmAuthToken $NPM_TOKEN
      RUN yarn install && node -e 'require("@acme/private-lib")'
    `,
    files: berry,
    args,
  },
  {
    title: 'pnpm and pnpm config stores the token',
    dockerfile: `
      FROM debian
      ARG NPM_TOKEN
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN pnpm config set //${host}/:_authToken $NPM_TOKEN && pnpm install
      RUN node -e 'require("@acme/private-lib")'
    `,
    files: classic,
    args,
  },
  {
    title: 'pnpm and .npmrc of the user is written in a step of its own',
    dockerfile: `
      FROM debian
      ARG NPM_TOKEN
      RUN echo "//${host}/:_authToken=\${NPM_TOKEN}" >> ~/.npmrc
      WORKDIR /app
      COPY package.json .npmrc ./
      RUN pnpm install
      RUN node -e 'require("@acme/private-lib")'
    `,
    files: classic,
    args,
  },
]

proveFixes(
  {
    title: 'package managers of JavaScript',
    image: 'javascript',
    contexts: () => ({ ...nodeContexts(), archives: npmArchives(['yarn@1', '@yarnpkg/cli-dist@4', 'pnpm@10']) }),
    startServer: options => startNpmRegistry(['@acme/private-lib'], options),
  },
  projects,
)
