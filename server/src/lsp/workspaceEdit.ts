import { ChangeAnnotation, type TextDocumentEdit, type WorkspaceEdit } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { TextEdit } from '../core/text.ts'
import type { Client } from './client.ts'
import { toTextEdit } from './convert.ts'
import { smallEdits } from './smallEdits.ts'

/** A change to a file that is not the document at hand. */
export interface FileChange {
  readonly uri: string
  /** As a person would call it: `.dockerignore`. */
  readonly name: string
  /** Undefined when the file does not exist. */
  readonly before: string | undefined
  readonly after: string
}

/**
 * The edits in the richest form that the client understands; undefined when nothing changes. Changes to other files
 * ask for confirmation, and come first: when one fails, the document is not changed by half.
 */
export function toWorkspaceEdit(
  client: Client,
  document: TextDocument,
  edits: readonly TextEdit[],
  files: readonly FileChange[] = [],
): WorkspaceEdit | undefined {
  const others = files.filter(it => it.before !== it.after)
  if (edits.length === 0 && others.length === 0) return undefined

  const own = edits.map(it => toTextEdit(document, it))
  if (!client.versionsEdits) {
    const changes = [...others.map(it => [it.uri, toFileEdits(it)] as const), [document.uri, own] as const]
    return { changes: Object.fromEntries(changes.filter(([, all]) => 0 < all.length)) }
  }

  const ownEdit: TextDocumentEdit = { textDocument: { uri: document.uri, version: document.version }, edits: own }
  return {
    documentChanges: [...others.flatMap(it => toDocumentChanges(client, it)), ...(own.length === 0 ? [] : [ownEdit])],
    ...(client.annotatesEdits && 0 < others.length
      ? { changeAnnotations: Object.fromEntries(others.map(it => [it.uri, toAnnotation(it)])) }
      : {}),
  }
}

/** Clients that do not know how to create a file get an edit of it, which makes most of them open a new one. */
function toDocumentChanges(client: Client, file: FileChange): NonNullable<WorkspaceEdit['documentChanges']> {
  const annotation = client.annotatesEdits ? { annotationId: file.uri } : {}
  const edits = toFileEdits(file).map(it => ({ ...it, ...annotation }))
  const edit = { textDocument: { uri: file.uri, version: null }, edits }
  if (file.before !== undefined || !client.createsFiles) return [edit]
  return [{ kind: 'create', uri: file.uri, options: { ignoreIfExists: true }, ...annotation }, edit]
}

function toFileEdits(file: FileChange) {
  const before = file.before ?? ''
  const document = TextDocument.create(file.uri, 'plaintext', 0, before)
  return smallEdits(before, file.after).map(it => toTextEdit(document, it))
}

function toAnnotation(file: FileChange): ChangeAnnotation {
  const verb = file.before === undefined ? 'Create' : 'Change'
  return ChangeAnnotation.create(`${verb} ${file.name}`, true, 'Part of the fix for the Dockerfile')
}
