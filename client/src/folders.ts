import * as vscode from 'vscode'

/**
 * The workspace folder a command is about: that of the resource it was called on, that of the editor, or one that the
 * user picks. Undefined, after a message, when there is none.
 */
export async function pickFolder(uri: vscode.Uri | undefined): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? []
  if (folders.length === 0) {
    await offerToOpenFolder()
    return undefined
  }
  const resource = uri ?? vscode.window.activeTextEditor?.document.uri
  const known = resource && vscode.workspace.getWorkspaceFolder(resource)
  return known ?? (folders.length === 1 ? folders[0] : await vscode.window.showWorkspaceFolderPick())
}

async function offerToOpenFolder(): Promise<void> {
  const open = vscode.l10n.t('Open Folder')
  const message = vscode.l10n.t('No folder is open. Open the folder of your project first.')
  if ((await vscode.window.showWarningMessage(message, open)) === open) {
    await vscode.commands.executeCommand('vscode.openFolder')
  }
}
