import { CodeActionKind, type CodeAction, type WorkspaceEdit } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import { parse } from '../../core/dockerfile/parse.ts'
import type { Client } from '../client.ts'
import { ignoreComment, type IgnoreComment } from '../ignoreComment.ts'
import { toWorkspaceEdit } from '../workspaceEdit.ts'
import { diagnosticsOf } from './diagnosticsOf.ts'
import { nameOf, type ActionRequest } from './request.ts'

/** For each finding here the comment that silences it; its reason is for the user to fill in. */
export function ignoreActions(request: ActionRequest): readonly CodeAction[] {
  const { session, document, here } = request
  if (here.length === 0) return []
  const dockerfile = parse(document.getText())
  return here.flatMap(finding => {
    const edit = insertComment(session.client, document, ignoreComment(dockerfile, finding))
    const title = `Ignore ${nameOf(finding)} here`
    return edit ? [{ title, kind: CodeActionKind.QuickFix, diagnostics: diagnosticsOf(request, [finding]), edit }] : []
  })
}

function insertComment(client: Client, document: TextDocument, comment: IgnoreComment): WorkspaceEdit | undefined {
  const { offset, head, lineEnd } = comment
  const span = { start: offset, end: offset }
  if (!client.insertsSnippets) {
    return toWorkspaceEdit(client, document, [{ span, newText: `${head} -- reason${lineEnd}` }])
  }
  const at = document.positionAt(offset)
  const value = `${head.replaceAll(/[\\$}]/g, String.raw`\$&`)} -- \${1:reason}${lineEnd}`
  const edit = { range: { start: at, end: at }, snippet: { kind: 'snippet' as const, value } }
  return { documentChanges: [{ textDocument: { uri: document.uri, version: document.version }, edits: [edit] }] }
}
