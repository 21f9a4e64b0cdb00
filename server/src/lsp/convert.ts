import type { TextDocument } from 'vscode-languageserver-textdocument'
import { DiagnosticSeverity, type Diagnostic, type Range, type TextEdit as LspTextEdit } from 'vscode-languageserver'
import type { Diagnosis, Severity } from '../core/finding.ts'
import type { Span, TextEdit } from '../core/text.ts'
import type { Client } from './client.ts'

export const SOURCE = 'Dockerfile Secrets'

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const satisfies Record<Severity, DiagnosticSeverity>

export function toDiagnostic(client: Client, document: TextDocument, finding: Diagnosis): Diagnostic {
  return {
    range: toRange(document, finding.span),
    severity: SEVERITIES[finding.severity],
    source: SOURCE,
    code: finding.rule,
    codeDescription: { href: docsPage(finding.rule) },
    message: finding.message,
    ...(client.showsRelated && 0 < finding.related.length
      ? {
          relatedInformation: finding.related.map(it => ({
            location: { uri: document.uri, range: toRange(document, it.span) },
            message: it.message,
          })),
        }
      : {}),
  }
}

export function docsPage(rule: string): string {
  return `https://github.com/dockerfile-secrets/dockerfile-secrets/blob/main/docs/rules/${rule}.md`
}

export function toRange(document: TextDocument, span: Span): Range {
  return { start: document.positionAt(span.start), end: document.positionAt(span.end) }
}

export function toSpan(document: TextDocument, range: Range): Span {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) }
}

export function toTextEdit(document: TextDocument, edit: TextEdit): LspTextEdit {
  return { range: toRange(document, edit.span), newText: edit.newText }
}
