import type { Tool } from '../model.ts'
import { INSTALL, shared } from './shared.ts'

export const bun: Tool = {
  commands: ['bun', 'bunx'],
  ...shared,
  consumers: [...INSTALL.filter(it => it !== 'exec'), 'a', 'pm', 'info', 'patch'],
  quiet: ['completions'],
  // It loads `.env` before everything else.
  reads: [...shared.reads, 'bunfig.toml', '.env'],
  persisting: [],
}
