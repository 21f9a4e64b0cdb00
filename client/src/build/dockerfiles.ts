import { basename } from 'node:path'
import * as vscode from 'vscode'
import { LANGUAGE } from '../ctx.ts'

/**
 * The Dockerfile a command is about: the one it was called on, the one in the editor, or one that the user picks from
 * the workspace. Undefined, after a message, when there is none on disk.
 */
export async function pickDockerfile(uri: vscode.Uri | undefined, title: string): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document
  const known = uri ?? (active?.languageId === LANGUAGE ? active.uri : undefined)
  const picked = known ?? (await pickFromWorkspace(title))
  if (!picked || picked.scheme === 'file') return picked
  const problem =
    picked.scheme === 'untitled'
      ? vscode.l10n.t('Save the Dockerfile first: docker reads it from disk.')
      : vscode.l10n.t('{0} is not on a disk that docker can read.', basename(picked.path))
  await vscode.window.showWarningMessage(problem)
  return undefined
}

const PATTERN = '**/{Dockerfile,Dockerfile.*,*.Dockerfile,*.dockerfile,Containerfile,Containerfile.*,*.containerfile}'
const EXCLUDED = '**/{node_modules,.git}/**'
const MOST = 200

async function pickFromWorkspace(title: string): Promise<vscode.Uri | undefined> {
  const found = await vscode.workspace.findFiles(PATTERN, EXCLUDED, MOST)
  const dockerfiles = found.filter(it => !it.path.endsWith('ignore'))
  if (dockerfiles.length === 0) {
    await vscode.window.showWarningMessage(vscode.l10n.t('There is no Dockerfile in this workspace. Open one first.'))
    return undefined
  }
  if (dockerfiles.length === 1) return dockerfiles[0]
  const items = dockerfiles
    .map(it => ({ label: vscode.workspace.asRelativePath(it), uri: it }))
    .sort((a, b) => a.label.localeCompare(b.label))
  const placeHolder = vscode.l10n.t('Dockerfile to build')
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.uri
}
