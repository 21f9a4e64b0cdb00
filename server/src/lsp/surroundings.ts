import { fileURLToPath } from 'node:url'
import type { Connection } from 'vscode-languageserver'
import type { BuildContext, Settings } from '../core/context.ts'
import { readBuildContext } from '../workspace/readBuildContext.ts'
import type { Client } from './client.ts'
import { describeError } from './report.ts'
import { pickSection, SECTION, toSettings } from './settings.ts'

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
  let pushed = toSettings(pickSection(initial))

  async function read(uri: string): Promise<Surroundings> {
    const [settings, neighborhood] = await Promise.all([readSettings(uri), readNeighborhood(uri)])
    return { settings, root: neighborhood?.root, context: neighborhood?.context }
  }

  async function readSettings(scopeUri: string): Promise<Settings> {
    if (!client.answersConfiguration) return pushed
    try {
      const value: unknown = await connection.workspace.getConfiguration({ scopeUri, section: SECTION })
      return value === null || value === undefined ? pushed : toSettings(value)
    } catch (error) {
      connection.console.warn(`The editor did not answer with settings: ${describeError(error)}`)
      return pushed
    }
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
    useSettings(value) {
      pushed = toSettings(pickSection(value))
    },
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
