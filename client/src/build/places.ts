import { basename, dirname } from 'node:path'
import * as vscode from 'vscode'
import type { PlanResult } from '../../../server/src/lsp/protocol.ts'
import type { Places } from './request.ts'

/** Docker is started in the workspace folder, so that paths are short and the same for everyone who works there. */
export function toPlaces(dockerfile: vscode.Uri, plan: PlanResult): Places {
  const context = vscode.Uri.parse(plan.contextUri).fsPath
  const folder = vscode.workspace.getWorkspaceFolder(dockerfile)?.uri
  return { dockerfile: dockerfile.fsPath, context, cwd: folder?.scheme === 'file' ? folder.fsPath : context }
}

/** An image name made of the directory's: lower-case letters and digits, with single separators. */
export function defaultTag({ dockerfile }: Places): string {
  const name = basename(dirname(dockerfile)).toLowerCase()
  const words = name.split(/[^a-z0-9]+/).filter(it => it !== '')
  return `${words.join('-') || 'app'}:latest`
}
