import type { PersistingCommand, Tool } from '../model.ts'
import { configCommands, INSTALL, shared, undoingCommands } from './shared.ts'

/** npm writes all of its arguments into a debug log, too. */
const LOGS = '~/.npm/_logs'

const SCOPES = [
  { option: '-g|--location=global|--global ', places: ['/usr/local/etc/npmrc', LOGS] },
  { option: '--location=project ', places: ['./.npmrc', LOGS] },
  { option: '', places: ['~/.npmrc', LOGS] },
]

export const npmTool: Tool = {
  commands: ['npm', 'npx'],
  ...shared,
  consumers: [...INSTALL, ...`x clean-install install-clean ic it install-test cit ln info show v ping`.split(' ')],
  quiet: ['prefix', 'root', 'bin', 'ls', 'list', 'fund', 'c'],
  persisting: [
    ...configCommands('npm', SCOPES),
    { pattern: 'npm --//<setting> ...', secret: ['setting'], writes: [LOGS] },
    ...['install', 'i', 'add'].flatMap(added),
    ...['login', 'adduser', 'add-user'].map(it => ({ pattern: `npm ${it}`, secret: ['stdin'], writes: ['~/.npmrc'] })),
  ],
  undoing: [...undoingCommands('npm', SCOPES), { pattern: 'npm logout', writes: ['~/.npmrc'] }],
}

/** The manifest and both lock files keep the address of git as it is; a global installation has none of them. */
function added(command: string): readonly PersistingCommand[] {
  return [
    { pattern: `npm -g|--global|--location=global ${command} <url> ...`, secret: [], writes: [] },
    { pattern: `npm ${command} <url> ...`, secret: ['url'], writes: ['./package.json'], undo: false },
  ]
}

/** Logs in without a terminal: https://github.com/postmanlabs/npm-cli-login */
export const npmCliLogin: Tool = {
  commands: ['npm-cli-login'],
  consumers: [],
  reads: [],
  readsAnyVariable: false,
  valued: ['-u', '-e', '-r', '-s', '--config-path'],
  persisting: [{ pattern: 'npm-cli-login -p <password>', secret: ['password'], writes: ['~/.npmrc'] }],
}

/** Start the package managers of many packages. */
export const monorepoTools: Tool = {
  commands: ['lerna', 'rush'],
  ...shared,
  consumers: ['bootstrap', 'install', 'update', 'add', 'ci', 'publish'],
  persisting: [],
}

/** Downloads package managers: https://github.com/nodejs/corepack#environment-variables */
export const corepack: Tool = {
  commands: ['corepack'],
  consumers: ['prepare', 'install', 'use', 'up', 'pack', 'hydrate'],
  quiet: ['enable', 'disable'],
  reads: [],
  readsAnyVariable: false,
  valued: ['-o', '--output', '--install-directory'],
  persisting: [],
}
