import type { Connection, TextDocuments } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Client } from './client.ts'
import type { SurroundingsCache } from './surroundings.ts'

/** What the handlers of one connection share. Apart from the open documents nothing in it is remembered for long. */
export interface Session {
  readonly connection: Connection
  readonly documents: TextDocuments<TextDocument>
  readonly client: Client
  readonly surroundings: SurroundingsCache
}
