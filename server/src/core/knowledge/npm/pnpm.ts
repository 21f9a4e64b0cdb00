import type { Tool } from '../model.ts'
import { configCommands, INSTALL, shared, undoingCommands } from './shared.ts'

const LOGS = '~/.npm/_logs'

/** Up to version 10 it has npm write, from 11 on it has a file of its own. */
const SCOPES = [
  { option: '--location=project ', places: ['./.npmrc', LOGS] },
  { option: '', places: ['~/.npmrc', '~/.config/pnpm/auth.ini', LOGS] },
]

export const pnpm: Tool = {
  commands: ['pnpm', 'pnpx'],
  ...shared,
  consumers: [...INSTALL.filter(it => it !== 'exec'), 'deploy', 'import'],
  quiet: ['store', 'setup', 'root', 'bin', 'list', 'ls', 'why'],
  persisting: [
    ...configCommands('pnpm', SCOPES),
    { pattern: 'pnpm login', secret: ['stdin'], writes: ['~/.npmrc', '~/.config/pnpm/auth.ini'] },
  ],
  undoing: [
    ...undoingCommands('pnpm', SCOPES),
    { pattern: 'pnpm logout', writes: ['~/.npmrc', '~/.config/pnpm/auth.ini'] },
  ],
}
