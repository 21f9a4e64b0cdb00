import { join } from 'node:path'
import * as vscode from 'vscode'
import { eventually, input } from './runner.ts'

/** What a user would do with documents of the test's workspace. */

export const SOURCE = 'Dockerfile Secrets'

export function uriOf(path: string): vscode.Uri {
  return vscode.Uri.file(join(input.workspace, path))
}

export async function openFile(path: string): Promise<vscode.TextEditor> {
  return await vscode.window.showTextDocument(uriOf(path))
}

/** Our findings in a document. */
export function findingsIn({ uri }: vscode.TextDocument): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(it => it.source === SOURCE)
}

export async function waitForFindings(document: vscode.TextDocument): Promise<readonly vscode.Diagnostic[]> {
  return await eventually('finding', () => (0 < findingsIn(document).length ? findingsIn(document) : undefined))
}

export async function waitForNoFindings(document: vscode.TextDocument): Promise<void> {
  await eventually('end of the findings', () => (findingsIn(document).length === 0 ? true : undefined))
}

/** Runs a quick fix whose title matches. */
export async function applyQuickFix(document: vscode.TextDocument, title: RegExp): Promise<void> {
  const [finding] = await waitForFindings(document)
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    finding?.range,
    vscode.CodeActionKind.QuickFix.value,
  )
  const action = actions.find(it => title.test(it.title))
  if (!action?.edit)
    throw new Error(`No quick fix matches ${title}; there are: ${actions.map(it => it.title).join(', ')}`)
  await vscode.workspace.applyEdit(action.edit)
}

export async function setText({ document }: vscode.TextEditor, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit()
  const end = document.positionAt(document.getText().length)
  edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), text)
  await vscode.workspace.applyEdit(edit)
}

/** Runs one of our commands to its end; messages it waits with are closed. */
export async function runCommand(name: string, ...args: readonly unknown[]): Promise<void> {
  let ended = false
  const command = Promise.resolve(vscode.commands.executeCommand(`dockerfileSecrets.${name}`, ...args))
  void command.finally(() => (ended = true))
  await eventually(`end of ${name}`, async () => {
    await vscode.commands.executeCommand('notifications.clearAll')
    return ended ? true : undefined
  })
  await command
}

export async function readFile(path: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uriOf(path)))
}

export async function exists(path: string): Promise<boolean> {
  return await vscode.workspace.fs.stat(uriOf(path)).then(
    () => true,
    () => false,
  )
}
