import { npmFiles } from './files/npm.ts'
import type { Ecosystem, Tool } from './model.ts'

const INSTALL = [
  'install',
  'i',
  'ci',
  'add',
  'update',
  'up',
  'upgrade',
  'exec',
  'publish',
  'pack',
  'view',
  'dlx',
  'fetch',
]

/** Where `config set` leaves its arguments: the file, and the debug log of npm. */
const WRITES = ['~/.npmrc', '~/.npm/_logs']

const configSet = ['npm', 'pnpm'].flatMap(tool => [
  `${tool} config set <key> <value>`,
  `${tool} config set <assignment>`,
  `${tool} set <key> <value>`,
])

const shared: Omit<Tool, 'commands' | 'persisting'> = {
  consumers: INSTALL,
  reads: ['.npmrc', '.git-credentials', '.gitconfig', '.netrc'],
  valued: ['--prefix', '-C', '--dir', '--cwd', '-w', '--workspace', '--filter', '-F', '--registry', '-L', '--location'],
  // A `.npmrc` may say `${NPM_TOKEN}`, and packages run scripts when they are installed.
  readsAnyVariable: true,
}

export const npm: Ecosystem = {
  id: 'npm',
  title: 'npm, pnpm and Yarn',
  files: npmFiles,
  variables: [
    { name: 'NPM_TOKEN', holds: 'token' },
    { name: 'NODE_AUTH_TOKEN', holds: 'token' },
    { name: 'NPM_AUTH_TOKEN', holds: 'token' },
    { name: 'YARN_NPM_AUTH_TOKEN', holds: 'token' },
    { name: 'YARN_NPM_AUTH_IDENT', holds: 'token' },
    { name: 'npm_config__auth', holds: 'token' },
  ],
  tools: [
    {
      commands: ['npm', 'npx', 'pnpm', 'pnpx'],
      ...shared,
      persisting: configSet.map(pattern => ({
        pattern,
        secret: pattern.endsWith('<assignment>') ? ['assignment'] : ['value'],
        writes: WRITES,
      })),
      undoing: ['npm', 'pnpm'].flatMap(tool => [
        { pattern: `${tool} config delete <key>`, writes: ['~/.npmrc'] },
        { pattern: `${tool} logout`, writes: ['~/.npmrc'] },
      ]),
    },
    {
      commands: ['yarn', 'yarnpkg'],
      ...shared,
      // Plain `yarn` installs.
      consumers: ['', ...INSTALL],
      reads: [...shared.reads, '.yarnrc', '.yarnrc.yml'],
      persisting: [
        // As root on Linux the home of Yarn 1 is /usr/local/share; Yarn 2 writes into the project.
        {
          pattern: 'yarn config set <key> <value>',
          secret: ['value'],
          writes: ['/usr/local/share/.yarnrc', './.yarnrc.yml', '~/.yarnrc'],
        },
      ],
      undoing: [{ pattern: 'yarn config delete <key>', writes: ['/usr/local/share/.yarnrc', '~/.yarnrc'] }],
    },
  ],
  references: [
    'https://docs.npmjs.com/cli/v11/configuring-npm/npmrc',
    'https://docs.npmjs.com/docker-and-private-modules',
  ],
}
