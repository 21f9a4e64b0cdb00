import { parentPort, Worker, workerData } from 'node:worker_threads'
import type { CancellationToken } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { findProblems, type AnalyzeOptions } from '../core/analyze.ts'
import type { Finding } from '../core/finding.ts'
import { fixAll, type FixAllOptions, type FixAllResult } from '../core/fixes/fixAll.ts'

/** `findProblems`. A large text is analyzed in a thread of its own, which ends when the request is cancelled. */
export async function analyze(text: string, options: AnalyzeOptions, token: CancellationToken) {
  return isLarge(text)
    ? await runInThread<readonly Finding[]>({ kind: 'findProblems', text, options }, token)
    : findProblems(text, options)
}

/** `fixAll`, in the same way. */
export async function repair(text: string, options: FixAllOptions, token: CancellationToken) {
  return isLarge(text)
    ? await runInThread<FixAllResult>({ kind: 'fixAll', text, options }, token)
    : fixAll(text, options)
}

/** Whether an analysis takes so long that other requests should not wait for it; about 8,000 lines. */
export function isLarge(text: string): boolean {
  return 300_000 <= text.length
}

/** The document as it is now: a large one may change while its analysis runs. */
export function snapshot(document: TextDocument): TextDocument {
  const text = document.getText()
  return isLarge(text) ? TextDocument.create(document.uri, document.languageId, document.version, text) : document
}

/** What the thread does: to be called when this program finds itself running in one. */
export function runJob(): void {
  const job: Job = workerData
  parentPort?.postMessage(job.kind === 'fixAll' ? fixAll(job.text, job.options) : findProblems(job.text, job.options))
}

interface Job {
  readonly kind: 'findProblems' | 'fixAll'
  readonly text: string
  readonly options: FixAllOptions
}

/** Nothing that a person edits comes near these; a file that was made to hurt ends here. */
const LIMITS = { seconds: 60, megabytes: 1024 }

function runInThread<Result>(job: Job, token: CancellationToken): Promise<Result> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(__filename, {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: LIMITS.megabytes },
    })
    const stop = () => void worker.terminate()
    const timer = setTimeout(stop, LIMITS.seconds * 1000)
    const listener = token.onCancellationRequested(stop)
    worker.once('message', (result: Result) => resolve(result))
    worker.once('error', reject)
    worker.once('exit', () => {
      clearTimeout(timer)
      listener.dispose()
      reject(new Error('The analysis was stopped'))
    })
  })
}
