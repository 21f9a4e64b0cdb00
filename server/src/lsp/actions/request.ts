import { CodeActionKind, type CancellationToken, type CodeActionContext } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Finding } from '../../core/finding.ts'
import type { Session } from '../session.ts'
import type { Surroundings } from '../surroundings.ts'

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.dockerfileSecrets`

/** What a producer of code actions may look at. */
export interface ActionRequest {
  readonly session: Session
  readonly document: TextDocument
  readonly surroundings: Surroundings
  readonly context: CodeActionContext
  /** All findings of the document. */
  readonly findings: readonly Finding[]
  /** Those at the place that the client asks about. */
  readonly here: readonly Finding[]
  readonly token: CancellationToken
}

/** The words in which an action names a finding: "secret-in-arg for NPM_TOKEN". */
export function nameOf({ rule, secret }: Finding): string {
  return secret === undefined ? rule : `${rule} for ${secret}`
}
