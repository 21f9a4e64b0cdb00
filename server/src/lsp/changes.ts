import { DidChangeConfigurationNotification, DidChangeWatchedFilesNotification } from 'vscode-languageserver'
import { describeError } from './report.ts'
import type { Session } from './session.ts'
import { SECTION } from './settings.ts'
import { watchedFiles } from './watchedFiles.ts'

/** Forgets what was read when settings or files around the documents change, and calls `refresh` after it. */
export function followChanges(session: Session, refresh: () => void): void {
  const { connection, documents, client, surroundings } = session
  connection.onInitialized(() => register(session))
  connection.onDidChangeConfiguration(params => {
    const settings: unknown = params.settings
    if (settings) surroundings.useSettings(settings)
    surroundings.forgetAll()
    refresh()
  })
  connection.onDidChangeWatchedFiles(() => {
    surroundings.forgetAll()
    refresh()
  })
  documents.onDidSave(() => {
    // Nobody tells about other files: a save is a good moment to look again.
    if (client.watchesFiles) return
    surroundings.forgetAll()
    refresh()
  })
  documents.onDidClose(({ document }) => surroundings.forget(document.uri))
}

/** Asks for news about settings and files, where the client lets itself be asked. */
function register({ connection, client }: Session): void {
  const failed = (error: unknown) => connection.console.warn(`The editor refused to register: ${describeError(error)}`)
  if (client.registersConfiguration) {
    connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION }).catch(failed)
  }
  if (client.watchesFiles) {
    const watchers = watchedFiles.map(globPattern => ({ globPattern }))
    connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(failed)
  }
}
