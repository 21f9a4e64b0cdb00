import { basename } from 'node:path'
import * as vscode from 'vscode'
import type { ProtectResult } from '../../../server/src/lsp/protocol.ts'
import { smallestEdit } from './smallestEdit.ts'

export type TextChange = ProtectResult['changes'][number]

/**
 * Writes whole new texts as one undoable edit, and saves them. The texts were made from what is on disk, so a file with
 * unsaved changes is not touched.
 * @returns False, after a message, when nothing was changed.
 */
export async function applyTexts(changes: readonly TextChange[]): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit()
  for (const change of changes) {
    const uri = vscode.Uri.parse(change.uri)
    if (!change.exists) {
      edit.createFile(uri, { contents: new TextEncoder().encode(change.newText), ignoreIfExists: false })
      continue
    }
    const document = await vscode.workspace.openTextDocument(uri)
    if (document.isDirty) {
      const message = vscode.l10n.t('{0} has unsaved changes. Save it, then run the command again.', basename(uri.path))
      await vscode.window.showWarningMessage(message)
      return false
    }
    const { start, end, newText } = smallestEdit(document.getText(), change.newText)
    edit.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), newText)
  }
  const applied = await vscode.workspace.applyEdit(edit)
  if (!applied) {
    await vscode.window.showErrorMessage(vscode.l10n.t('VS Code could not change the files. They are as they were.'))
    return false
  }
  for (const { uri } of changes) await (await vscode.workspace.openTextDocument(vscode.Uri.parse(uri))).save()
  return true
}
