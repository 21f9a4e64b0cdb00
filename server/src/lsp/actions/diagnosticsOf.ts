import type { Diagnostic } from 'vscode-languageserver'
import type { Finding } from '../../core/finding.ts'
import { SOURCE, toDiagnostic, toSpan } from '../convert.ts'
import type { ActionRequest } from './request.ts'

/** Diagnostics of BuildKit's checks and of hadolint that mean what two of our rules mean. */
const SAME_MEANING = { codes: ['SecretsUsedInArgOrEnv', 'DL3064'], rules: ['secret-in-arg', 'secret-in-env'] }

/** The diagnostics that a change for these findings solves: ours as the client has them, and those of other tools. */
export function diagnosticsOf(request: ActionRequest, findings: readonly Finding[]): Diagnostic[] {
  const { document, context, session } = request
  const ours = findings.map(finding => {
    const own = toDiagnostic(session.client, document, finding)
    return context.diagnostics.find(it => isSame(it, own)) ?? own
  })
  const others = context.diagnostics.filter(it => findings.some(finding => meansSame(request, it, finding)))
  return [...ours, ...others]
}

function isSame(known: Diagnostic, own: Diagnostic): boolean {
  const [a, b] = [known.range.start, own.range.start]
  return known.source === SOURCE && known.code === own.code && a.line === b.line && a.character === b.character
}

function meansSame({ document }: ActionRequest, diagnostic: Diagnostic, finding: Finding): boolean {
  if (!SAME_MEANING.codes.some(it => it === diagnostic.code) || !SAME_MEANING.rules.includes(finding.rule)) return false
  const span = toSpan(document, diagnostic.range)
  return span.start <= finding.span.end && finding.span.start <= span.end
}
