import { chmod } from 'node:fs/promises'
import { basename } from 'node:path'
import * as vscode from 'vscode'
import type { AuthFile } from '../../../server/src/lsp/protocol.ts'
import type { Command, Ctx } from '../ctx.ts'
import { applyTexts } from '../edits/applyTexts.ts'
import { pickFolder } from '../folders.ts'

/** Makes a credential file with placeholders from the project's own files, ignored from the start. */
export function createAuthFile(ctx: Ctx): Command {
  return async uri => {
    const folder = await pickFolder(uri)
    if (!folder) return
    const place = uri ?? folder.uri
    const { files, problems } = await ctx.server.send('authFiles', { uri: place.toString() })
    if (files.length === 0) {
      await explain(ctx, problems, folder)
      return
    }
    const file = await pickAuthFile(files)
    if (!file) return
    const target = vscode.Uri.parse(file.uri)
    if (file.exists) {
      await vscode.window.showTextDocument(target)
      await vscode.window.showInformationMessage(vscode.l10n.t('{0} exists already.', basename(target.path)))
      return
    }
    await create(ctx, file, target, folder)
  }
}

async function explain(ctx: Ctx, problems: readonly string[], { name }: vscode.WorkspaceFolder): Promise<void> {
  if (problems.length === 0) {
    await vscode.window.showInformationMessage(vscode.l10n.t('No project file in {0} asks for credentials.', name))
    return
  }
  for (const problem of problems) ctx.log.warn(problem)
  const showLog = vscode.l10n.t('Show Output')
  if ((await vscode.window.showWarningMessage(problems.join(' '), showLog)) === showLog) ctx.log.show()
}

async function pickAuthFile(files: readonly AuthFile[]): Promise<AuthFile | undefined> {
  if (files.length === 1) return files[0]
  const items = files.map(file => ({ label: file.label, description: vscode.workspace.asRelativePath(file.uri), file }))
  const placeHolder = vscode.l10n.t('Auth file to create')
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.file
}

async function create(ctx: Ctx, file: AuthFile, target: vscode.Uri, folder: vscode.WorkspaceFolder): Promise<void> {
  if (!(await applyTexts([{ uri: file.uri, exists: false, newText: file.text }]))) return
  // Only placeholders are in it until the user fills them in.
  if (target.scheme === 'file') await chmod(target.fsPath, Number.parseInt(file.mode, 8))
  const { changes } = await ctx.server.send('protect', { uri: folder.uri.toString() })
  const ignored = changes.length === 0 || (await applyTexts(changes))
  await vscode.window.showTextDocument(target, { preview: false })
  const name = basename(target.path)
  await vscode.window.showInformationMessage(
    ignored
      ? vscode.l10n.t('{0} is there and ignored. Fill in its placeholders.', name)
      : vscode.l10n.t('{0} is there, but not ignored. Run Protect Auth Files… before you fill it in.', name),
  )
}
