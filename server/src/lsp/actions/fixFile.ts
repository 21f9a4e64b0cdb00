import { CodeActionKind, type CodeAction, type WorkspaceEdit } from 'vscode-languageserver'
import { repair } from '../analysis.ts'
import { smallEdits } from '../smallEdits.ts'
import { toWorkspaceEdit } from '../workspaceEdit.ts'
import { diagnosticsOf } from './diagnosticsOf.ts'
import { toFileChanges } from './fileChanges.ts'
import { FIX_ALL, type ActionRequest } from './request.ts'

/** Beside the fix for one finding: all of the file at once, when there are more. */
export async function fixEverythingActions(request: ActionRequest): Promise<readonly CodeAction[]> {
  const { findings, here } = request
  const fixable = here.filter(it => it.fix)
  const titles = new Set(findings.flatMap(it => (it.fix ? [it.fix.title] : [])))
  if (fixable.length === 0 || titles.size < 2) return []
  const edit = await fixFile(request, false)
  if (!edit) return []
  const title = 'Move all secrets of this file to secret mounts'
  return [{ title, kind: CodeActionKind.QuickFix, diagnostics: diagnosticsOf(request, fixable), edit }]
}

/** What may run on save: the build command stays as it is. */
export async function fixSafeActions(request: ActionRequest): Promise<readonly CodeAction[]> {
  if (!request.findings.some(it => it.fix?.safety === 'safe')) return []
  const edit = await fixFile(request, true)
  return edit ? [{ title: 'Apply all safe fixes of Dockerfile Secrets', kind: FIX_ALL, edit }] : []
}

async function fixFile(request: ActionRequest, safeOnly: boolean): Promise<WorkspaceEdit | undefined> {
  const { session, document, surroundings, token } = request
  const text = document.getText()
  const { context, settings } = surroundings
  const result = await repair(text, { context, settings, safeOnly }, token)
  const files = await toFileChanges(surroundings, result.fileEdits)
  return files && toWorkspaceEdit(session.client, document, smallEdits(text, result.text), files)
}
