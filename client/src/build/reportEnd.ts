import * as vscode from 'vscode'
import type { BuildRequest } from '../../../server/src/core/plan/model.ts'
import { SECTION } from '../ctx.ts'

/** Says once that the build worked. When it did not, its terminal says why. */
export function reportEnd(started: vscode.TaskExecution, request: BuildRequest, dockerfile: vscode.Uri): void {
  const listener = vscode.tasks.onDidEndTaskProcess(async ({ execution, exitCode }) => {
    if (execution !== started) return
    listener.dispose()
    if (exitCode !== 0) return
    const copy = vscode.l10n.t('Copy Build Command')
    const picked = await vscode.window.showInformationMessage(describe(request), copy)
    if (picked === copy) await vscode.commands.executeCommand(`${SECTION}.copyBuildCommand`, dockerfile)
  })
}

function describe({ tags, dockerfile, secrets }: BuildRequest): string {
  const image = tags[0] ?? dockerfile
  const ids = secrets.map(it => it.id).join(', ')
  return ids === '' ? vscode.l10n.t('Built {0}.', image) : vscode.l10n.t('Built {0} with the secrets {1}.', image, ids)
}
