import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'

/** The text of the document after an editor has applied the action. Snippets keep their placeholders' text. */
export function applyAction(document: TextDocument, action: CodeAction): string {
  return TextDocument.applyEdits(document, editsFor(action.edit, document.uri))
}

/** Edits of one file in a workspace edit, in whichever form it has. */
export function editsFor(edit: WorkspaceEdit | undefined, uri: string) {
  const versioned = (edit?.documentChanges ?? []).flatMap(it =>
    'edits' in it && it.textDocument.uri === uri ? it.edits : [],
  )
  return [...versioned, ...(edit?.changes?.[uri] ?? [])].map(it => ({
    range: it.range,
    newText: 'snippet' in it ? expandSnippet(it.snippet.value) : it.newText,
  }))
}

function expandSnippet(value: string): string {
  return value.replaceAll(/\$\{\d+:([^}]*)\}/g, '$1').replaceAll(/\\([\\$}])/g, '$1')
}
