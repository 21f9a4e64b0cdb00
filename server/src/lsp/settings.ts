import type { Connection } from 'vscode-languageserver'
import { toConfig, withConfig } from '../core/config/config.ts'
import { defaultSettings, type Settings } from '../core/context.ts'
import type { Client } from './client.ts'
import { describeError } from './report.ts'

/** Name of our settings wherever a client has several. */
export const SECTION = 'dockerfileSecrets'

/** What the user of the editor has set. */
export interface EditorSettings {
  /** For a document; a client that can be asked is asked. */
  of(uri: string): Promise<Settings>
  /** Takes the settings of a client that does not answer `workspace/configuration`. */
  use(value: unknown): void
}

export function createEditorSettings(connection: Connection, client: Client, initial: unknown): EditorSettings {
  let pushed = toSettings(pickSection(initial))
  return {
    async of(scopeUri) {
      if (!client.answersConfiguration) return pushed
      try {
        const value: unknown = await connection.workspace.getConfiguration({ scopeUri, section: SECTION })
        return value === null || value === undefined ? pushed : toSettings(value)
      } catch (error) {
        connection.console.warn(`The editor did not answer with settings: ${describeError(error)}`)
        return pushed
      }
    },
    use(value) {
      pushed = toSettings(pickSection(value))
    },
  }
}

/** What is missing or is not of the right kind keeps its default. */
function toSettings(value: unknown): Settings {
  return withConfig(defaultSettings, toConfig(value).config)
}

/** The settings in what a client pushes: `{ dockerfileSecrets: … }`, or the settings themselves. */
function pickSection(value: unknown): unknown {
  const isSection = typeof value === 'object' && value !== null && SECTION in value
  return isSection ? value[SECTION] : value
}
