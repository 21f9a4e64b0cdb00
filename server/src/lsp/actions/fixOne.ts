import { CodeActionKind, CodeActionTriggerKind, type CodeAction } from 'vscode-languageserver'
import type { Finding, Fix } from '../../core/finding.ts'
import { toWorkspaceEdit } from '../workspaceEdit.ts'
import { diagnosticsOf } from './diagnosticsOf.ts'
import { toFileChanges } from './fileChanges.ts'
import { nameOf, type ActionRequest } from './request.ts'

/** One quick fix for each change that repairs something here; findings that share a change share the quick fix. */
export async function fixActions(request: ActionRequest): Promise<readonly CodeAction[]> {
  const { session, document, surroundings, here } = request
  const actions: CodeAction[] = []
  for (const { fix, findings } of groupByFix(here)) {
    const files = await toFileChanges(surroundings, fix.fileEdits)
    const edit = files && toWorkspaceEdit(session.client, document, fix.edits, files)
    if (!edit) continue
    actions.push({
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: diagnosticsOf(request, findings),
      edit,
      // What runs by a key without looking must not change how the image is built.
      ...(fix.safety === 'safe' ? { isPreferred: true } : {}),
    })
  }
  return actions
}

/** Why there is no fix, for clients that show it, when somebody asked. */
export function refusedActions(request: ActionRequest): readonly CodeAction[] {
  const { session, context, here } = request
  const isAsked = context.only !== undefined || context.triggerKind !== CodeActionTriggerKind.Automatic
  if (!session.client.showsDisabled || !isAsked) return []
  return here.flatMap(finding => {
    if (finding.fix || finding.refusal === undefined) return []
    return [
      {
        title: `Fix ${nameOf(finding)}`,
        kind: CodeActionKind.QuickFix,
        diagnostics: diagnosticsOf(request, [finding]),
        disabled: { reason: finding.refusal },
      },
    ]
  })
}

interface SharedFix {
  readonly fix: Fix
  readonly findings: readonly Finding[]
}

function groupByFix(findings: readonly Finding[]): readonly SharedFix[] {
  const groups = new Map<string, SharedFix>()
  for (const finding of findings) {
    const { fix } = finding
    if (!fix) continue
    const key = JSON.stringify([fix.title, fix.edits, fix.fileEdits])
    groups.set(key, { fix, findings: [...(groups.get(key)?.findings ?? []), finding] })
  }
  return [...groups.values()]
}
