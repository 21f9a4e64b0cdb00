import type { ClientCapabilities } from 'vscode-languageserver'

/** What the program on the other side can do. Everything is off for a client that declares nothing. */
export interface Client {
  readonly pullsDiagnostics: boolean
  readonly refreshesDiagnostics: boolean
  readonly showsRelated: boolean
  readonly answersConfiguration: boolean
  readonly registersConfiguration: boolean
  readonly watchesFiles: boolean
  readonly versionsEdits: boolean
  readonly createsFiles: boolean
  readonly annotatesEdits: boolean
  readonly insertsSnippets: boolean
  readonly showsDisabled: boolean
}

/**
 * Reads the capabilities of an `initialize` request.
 * Whether code actions are understood at all is not asked: clients that know only commands are older than we are.
 */
export function readClient(capabilities: Partial<ClientCapabilities> | undefined): Client {
  const workspace = capabilities?.workspace
  const textDocument = capabilities?.textDocument
  const edits = workspace?.workspaceEdit
  const versionsEdits = edits?.documentChanges === true
  return {
    pullsDiagnostics: Boolean(textDocument?.diagnostic),
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    showsRelated: [textDocument?.publishDiagnostics, textDocument?.diagnostic].some(it => it?.relatedInformation),
    answersConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    versionsEdits,
    createsFiles: versionsEdits && edits?.resourceOperations?.includes('create') === true,
    annotatesEdits: versionsEdits && Boolean(edits?.changeAnnotationSupport),
    insertsSnippets: versionsEdits && edits?.snippetEditSupport === true,
    showsDisabled: textDocument?.codeAction?.disabledSupport === true,
  }
}
