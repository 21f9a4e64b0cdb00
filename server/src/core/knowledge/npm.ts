import { npmFiles } from './files/npm.ts'
import type { Ecosystem } from './model.ts'
import { bun } from './npm/bun.ts'
import { corepack, monorepoTools, npmCliLogin, npmTool } from './npm/npm.ts'
import { pnpm } from './npm/pnpm.ts'
import { yarn } from './npm/yarn.ts'

/** One ecosystem, as all of them read `.npmrc` and what it refers to. */
export const npm: Ecosystem = {
  id: 'npm',
  title: 'npm, pnpm, Yarn and Bun',
  files: npmFiles,
  variables: [
    { name: 'NPM_TOKEN', holds: 'token' },
    { name: 'NODE_AUTH_TOKEN', holds: 'token' },
    { name: 'NPM_AUTH_TOKEN', holds: 'token' },
    { name: 'npm_config__auth', holds: 'token' },
    { name: 'pnpm_config__auth', holds: 'token' },
    { name: 'YARN__AUTH', holds: 'token' },
    { name: 'YARN_NPM_AUTH_TOKEN', holds: 'token' },
    { name: 'YARN_NPM_AUTH_IDENT', holds: 'token' },
    { name: 'BUN_CONFIG_TOKEN', holds: 'token' },
    { name: 'NPM_CONFIG_TOKEN', holds: 'token' },
    { name: 'COREPACK_NPM_USERNAME', holds: 'user' },
    { name: 'COREPACK_NPM_PASSWORD', holds: 'token' },
    { name: 'COREPACK_NPM_TOKEN', holds: 'token' },
  ],
  tools: [npmTool, npmCliLogin, monorepoTools, corepack, pnpm, yarn, bun],
  references: [
    'https://docs.npmjs.com/cli/v11/configuring-npm/npmrc',
    'https://docs.npmjs.com/docker-and-private-modules',
    'https://pnpm.io/npmrc',
    'https://yarnpkg.com/configuration/yarnrc',
    'https://classic.yarnpkg.com/en/docs/cli/config',
    'https://bun.com/docs/pm/npmrc',
  ],
}
