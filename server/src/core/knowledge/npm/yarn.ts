import type { PersistingCommand, Tool } from '../model.ts'
import { INSTALL, shared } from './shared.ts'

/** As root on Linux the home of Yarn 1 is /usr/local/share. */
const YARN1 = ['/usr/local/share/.yarnrc', '~/.yarnrc']

/** Where Yarn 2 and later write. */
const SCOPES: readonly (readonly [option: string, place: string])[] = [
  ['-H|--home ', '~/.yarnrc.yml'],
  ['', './.yarnrc.yml'],
]

const yarn2: readonly PersistingCommand[] = SCOPES.flatMap(([option, place]) => [
  // For the default registry only; those of scopes have no variables.
  ...['Token', 'Ident'].map(kind => ({
    pattern: `yarn ${option}config set npmAuth${kind} <token>`,
    secret: ['token'],
    writes: [place],
    instead: { [`YARN_NPM_AUTH_${kind.toUpperCase()}`]: '<token>' },
  })),
  {
    pattern: `yarn ${option}config set npm<key> <value>`,
    secret: ['value'],
    writes: [place],
    undo: `yarn config unset ${option.replace('-H|', '')}npm<key>`,
  },
])

export const yarn: Tool = {
  commands: ['yarn', 'yarnpkg'],
  ...shared,
  // Plain `yarn` installs.
  consumers: ['', ...INSTALL.filter(it => it !== 'exec'), 'focus', 'npm', 'info', 'upgrade-interactive'],
  quiet: ['policies', 'bin', 'dir', 'why', 'list', 'plugin', 'constraints'],
  reads: [...shared.reads, '.yarnrc', '.yarnrc.yml'],
  persisting: [
    ...yarn2,
    { pattern: 'yarn npm login', secret: ['stdin'], writes: ['~/.yarnrc.yml'] },
    {
      pattern: 'yarn config set //<key> <value>',
      secret: ['value'],
      writes: YARN1,
      undo: 'yarn config delete //<key>',
    },
    { pattern: 'yarn config set <key> <value>', secret: ['value'], writes: YARN1, undo: 'yarn config delete <key>' },
  ],
  undoing: [
    { pattern: 'yarn config delete <key>', writes: YARN1 },
    ...SCOPES.map(([option, place]) => ({ pattern: `yarn ${option}config unset <key>`, writes: [place] })),
  ],
}
