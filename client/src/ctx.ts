import type { LogOutputChannel, Uri } from 'vscode'
import type { LastBuilds } from './build/lastBuilds.ts'
import type { Server } from './server.ts'

/** Display name, and source of the diagnostics. */
export const PRODUCT = 'Dockerfile Secrets'

/** Prefix of commands and settings. */
export const SECTION = 'dockerfileSecrets'

/** Language id that VS Code gives to Dockerfiles, whatever their file name is. */
export const LANGUAGE = 'dockerfile'

/** What commands and tasks share. */
export interface Ctx {
  readonly server: Server
  readonly log: LogOutputChannel
  readonly lastBuilds: LastBuilds
}

/** A command gets the resource of the menu it was called from; from the palette it gets nothing. */
export type Command = (uri?: Uri) => Promise<void>
