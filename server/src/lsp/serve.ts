import {
  CodeActionKind,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type ServerCapabilities,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { FIX_ALL } from './actions/request.ts'
import { followChanges } from './changes.ts'
import { readClient, type Client } from './client.ts'
import { codeActions } from './codeActions.ts'
import { provideDiagnostics } from './diagnostics.ts'
import { limitMemory } from './memory.ts'
import { provideMountHelp } from './mounts/provide.ts'
import { answerOwnRequests } from './own/answerOwnRequests.ts'
import { answer } from './report.ts'
import type { Session } from './session.ts'
import { createSurroundings } from './surroundings.ts'

/**
 * Speaks the Language Server Protocol over `connection`. Keeps no state but the open documents and what lies around
 * them on disk: every request analyzes again.
 */
export function serve(connection: Connection, version: string): void {
  const documents = new TextDocuments(TextDocument)
  connection.onInitialize(params => {
    const client = readClient(params.capabilities)
    const surroundings = createSurroundings(connection, client, initialSettings(params))
    const session: Session = { connection, documents, client, surroundings }
    const refresh = provideDiagnostics(session)
    followChanges(session, refresh)
    provideCodeActions(session)
    provideMountHelp(session)
    answerOwnRequests(session)
    return { capabilities: capabilitiesFor(client), serverInfo: { name: 'dockerfile-secrets', version } }
  })
  documents.onDidChangeContent(limitMemory())
  documents.listen(connection)
  connection.listen()
}

function capabilitiesFor(client: Client): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
    completionProvider: { triggerCharacters: ['=', ','] },
    hoverProvider: true,
    // What is said of one Dockerfile never depends on another one; for ignore files and settings there is the refresh.
    ...(client.pullsDiagnostics
      ? {
          diagnosticProvider: {
            identifier: 'dockerfile-secrets',
            interFileDependencies: false,
            workspaceDiagnostics: false,
          },
        }
      : {}),
  }
}

function provideCodeActions(session: Session): void {
  const { connection } = session
  connection.onCodeAction(async (params, token) => {
    const work = async () => [...(await codeActions(session, params, token))]
    return await answer(connection.console, 'textDocument/codeAction', token, null, work)
  })
}

/** For clients that cannot be asked: `initializationOptions.settings`. */
function initialSettings({ initializationOptions }: InitializeParams): unknown {
  const options: unknown = initializationOptions
  return typeof options === 'object' && options !== null && 'settings' in options ? options.settings : undefined
}
