import {
  CodeActionKind,
  CodeActionTriggerKind,
  type CancellationToken,
  type CodeAction,
  type CodeActionContext,
  type CodeActionParams,
} from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Finding } from '../core/finding.ts'
import { fixActions, refusedActions } from './actions/fixOne.ts'
import { fixEverythingActions, fixSafeActions } from './actions/fixFile.ts'
import { ignoreActions } from './actions/ignoreHere.ts'
import { FIX_ALL, type ActionRequest } from './actions/request.ts'
import { analyze, snapshot } from './analysis.ts'
import { SOURCE, toSpan } from './convert.ts'
import { describeError } from './report.ts'
import type { Session } from './session.ts'

type Producer = (request: ActionRequest) => Promise<readonly CodeAction[]> | readonly CodeAction[]

/** In the order in which an editor shows them. */
const producers: readonly { readonly kind: CodeActionKind; readonly produce: Producer }[] = [
  { kind: CodeActionKind.QuickFix, produce: fixActions },
  { kind: CodeActionKind.QuickFix, produce: refusedActions },
  { kind: CodeActionKind.QuickFix, produce: fixEverythingActions },
  { kind: FIX_ALL, produce: fixSafeActions },
  { kind: CodeActionKind.QuickFix, produce: ignoreActions },
]

/** All code actions for a range. Analyzes again, so that an edit always fits the text that the client has. */
export async function codeActions(
  session: Session,
  params: CodeActionParams,
  token: CancellationToken,
): Promise<readonly CodeAction[]> {
  const { context } = params
  const wanted = producers.filter(it => isWanted(context, it.kind))
  const open = session.documents.get(params.textDocument.uri)
  if (!open || wanted.length === 0 || isIdle(context)) return []

  // Nobody tells about changes of other files, and a fix may be about to change them.
  if (!session.client.watchesFiles) session.surroundings.forget(open.uri)
  const surroundings = await session.surroundings.of(open.uri)
  const document = snapshot(open)
  const findings = await analyze(document.getText(), surroundings, token)
  const here = findings.filter(it => isHere(document, it, params))
  const request = { session, document, surroundings, context, findings, here, token }

  const actions = []
  for (const { produce } of wanted) {
    if (token.isCancellationRequested) return []
    try {
      actions.push(...(await produce(request)))
    } catch (error) {
      session.connection.console.error(`${produce.name} failed: ${describeError(error)}`)
    }
  }
  return actions
}

/** Kinds are a hierarchy: `source` asks for `source.fixAll` as well, and the empty kind for everything. */
function isWanted({ only, triggerKind }: CodeActionContext, kind: CodeActionKind): boolean {
  if (only) return only.some(it => it === '' || kind === it || kind.startsWith(`${it}.`))
  return triggerKind !== CodeActionTriggerKind.Automatic || kind === CodeActionKind.QuickFix
}

/** The cursor moved to where nobody has reported anything. */
function isIdle({ only, triggerKind, diagnostics }: CodeActionContext): boolean {
  return !only && triggerKind === CodeActionTriggerKind.Automatic && diagnostics.length === 0
}

/** At the range, or shown by the client there: some send the cursor together with the diagnostics of its line. */
function isHere(document: TextDocument, finding: Finding, { range, context }: CodeActionParams): boolean {
  const asked = toSpan(document, range)
  if (finding.span.start <= asked.end && asked.start <= finding.span.end) return true
  return context.diagnostics.some(it => {
    const isSame = it.source === SOURCE && it.code === finding.rule
    return isSame && document.offsetAt(it.range.start) === finding.span.start
  })
}
