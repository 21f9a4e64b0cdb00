import { setTimeout as sleep } from 'node:timers/promises'
import {
  CancellationTokenSource,
  DocumentDiagnosticReportKind,
  type CancellationToken,
  type Diagnostic,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import { Draft } from '../core/draft.ts'
import { analyze, isLarge, snapshot } from './analysis.ts'
import { toDiagnostic } from './convert.ts'
import { answer, describeError } from './report.ts'
import type { Session } from './session.ts'

/** Diagnostics for clients that ask for them, and for those that wait. Returns what brings all of them up to date. */
export function provideDiagnostics(session: Session): () => void {
  return session.client.pullsDiagnostics ? pullDiagnostics(session) : pushDiagnostics(session)
}

function pullDiagnostics(session: Session): () => void {
  const { connection, documents, client } = session
  const diagnose = createDiagnose(session)
  connection.languages.diagnostics.on(async ({ textDocument }, token) => {
    const work = async (): Promise<DocumentDiagnosticReport> => {
      const document = documents.get(textDocument.uri)
      return report(document ? await diagnose(document, token) : [])
    }
    return await answer(connection.console, 'textDocument/diagnostic', token, report([]), work)
  })
  return () => {
    if (!client.refreshesDiagnostics) return
    const failed = (error: unknown) => connection.console.warn(`The editor did not refresh: ${describeError(error)}`)
    connection.languages.diagnostics.refresh().catch(failed)
  }
}

function pushDiagnostics(session: Session): () => void {
  const { connection, documents } = session
  const diagnose = createDiagnose(session)
  const running = new Map<string, CancellationTokenSource>()

  async function push(document: TextDocument): Promise<void> {
    running.get(document.uri)?.cancel()
    const source = new CancellationTokenSource()
    running.set(document.uri, source)
    const work = async () => {
      const diagnostics = await diagnose(document, source.token)
      if (source.token.isCancellationRequested) return
      await connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics })
    }
    await answer(connection.console, 'textDocument/publishDiagnostics', source.token, undefined, work)
    if (running.get(document.uri) === source) running.delete(document.uri)
  }

  documents.onDidChangeContent(({ document }) => void push(document))
  documents.onDidClose(({ document }) => {
    running.get(document.uri)?.cancel()
    void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] })
  })
  return () => documents.all().forEach(it => void push(it))
}

/** Editors show no more for one file; VS Code cuts there, too. */
const MOST = 1000

/** How long a large document must be left alone before it is analyzed. */
const QUIET_MS = 250

/** Remembers what is known about the document that is being edited: its next version will be much the same. */
function createDiagnose({ client, surroundings }: Session) {
  let edited = { uri: '', draft: new Draft() }
  return async (document: TextDocument, token: CancellationToken): Promise<Diagnostic[]> => {
    const options = await surroundings.of(document.uri)
    if (isLarge(document.getText())) await sleep(QUIET_MS)
    if (token.isCancellationRequested) return []
    const analyzed = snapshot(document)
    const text = analyzed.getText()
    if (edited.uri !== document.uri) edited = { uri: document.uri, draft: new Draft() }
    const findings = isLarge(text) ? await analyze(text, options, token) : edited.draft.findings(text, options)
    return findings.slice(0, MOST).map(it => toDiagnostic(client, analyzed, it))
  }
}

function report(items: Diagnostic[]): DocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Full, items }
}
