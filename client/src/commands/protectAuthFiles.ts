import * as vscode from 'vscode'
import type { Command, Ctx } from '../ctx.ts'
import { applyTexts } from '../edits/applyTexts.ts'
import { pickFolder } from '../folders.ts'

/** Keeps the auth files of a folder out of git and out of the build context. */
export function protectAuthFiles(ctx: Ctx): Command {
  return async uri => {
    const folder = await pickFolder(uri)
    if (!folder) return
    const { found, changes } = await ctx.server.send('protect', { uri: folder.uri.toString() })
    if (found.length === 0) {
      await vscode.window.showInformationMessage(vscode.l10n.t('There are no auth files in {0}.', folder.name))
      return
    }
    const files = found.join(', ')
    if (changes.length === 0) {
      await vscode.window.showInformationMessage(vscode.l10n.t('Already ignored by git and docker: {0}.', files))
      return
    }
    if (!(await applyTexts(changes))) return
    for (const it of changes) await vscode.window.showTextDocument(vscode.Uri.parse(it.uri), { preview: false })
    const changed = changes.map(it => vscode.workspace.asRelativePath(vscode.Uri.parse(it.uri), false)).join(', ')
    await vscode.window.showInformationMessage(vscode.l10n.t('{0} now keep out: {1}.', changed, files))
  }
}
