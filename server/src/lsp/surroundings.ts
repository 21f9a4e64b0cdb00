import { fileURLToPath } from 'node:url'
import type { Connection } from 'vscode-languageserver'
import type { BuildContext, Settings } from '../core/context.ts'
import { configure } from '../workspace/config.ts'
import { readBuildContext } from '../workspace/readBuildContext.ts'
import type { Client } from './client.ts'
import { createConfigReporter } from './configProblems.ts'
import { describeError } from './report.ts'
import { createEditorSettings } from './settings.ts'

/** What an analysis needs beside the text of a document. */
export interface Surroundings {
  readonly settings: Settings
  /** Directory of the build context and what is in it; undefined for a document that is not on disk. */
  readonly root: string | undefined
  readonly context: BuildContext | undefined
}

/** Surroundings by document, read when first asked for and kept until forgotten, so that typing reads no disk. */
export interface SurroundingsCache {
  of(uri: string): Promise<Surroundings>
  forget(uri: string): void
  forgetAll(): void
  /** Takes the settings of a client that does not answer `workspace/configuration`. */
  useSettings(value: unknown): void
}

export function createSurroundings(connection: Connection, client: Client, initial: unknown): SurroundingsCache {
  const known = new Map<string, Promise<Surroundings>>()
  const editor = createEditorSettings(connection, client, initial)
  const reportConfig = createConfigReporter(connection)

  async function read(uri: string): Promise<Surroundings> {
    const [settings, neighborhood] = await Promise.all([readSettings(uri), readNeighborhood(uri)])
    return { settings, root: neighborhood?.root, context: neighborhood?.context }
  }

  async function readSettings(uri: string): Promise<Settings> {
    const path = toPath(uri)
    const settings = await editor.of(uri)
    if (path === undefined) return settings
    const configured = await configure(path, settings)
    if (configured.config) reportConfig(configured.config)
    return configured.settings
  }

  async function readNeighborhood(uri: string) {
    const path = toPath(uri)
    if (path === undefined) return undefined
    try {
      return await readBuildContext(path)
    } catch (error) {
      connection.console.warn(`The folder of ${path} could not be read: ${describeError(error)}`)
      return undefined
    }
  }

  return {
    of(uri) {
      const found = known.get(uri) ?? read(uri)
      known.set(uri, found)
      return found
    },
    forget: uri => void known.delete(uri),
    forgetAll: () => known.clear(),
    useSettings: editor.use,
  }
}

/** Path of a `file:` URI; undefined for documents that are not on this machine's disk. */
export function toPath(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined
  try {
    return fileURLToPath(uri)
  } catch {
    // A host name, or an encoded slash: nothing that can be opened here.
    return undefined
  }
}
