import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { root } from '../root.mts'

const uri = 'file:///bench/Dockerfile'

/** Runs `work` with a language server in its own process, as an editor has it. */
export async function withServer<T>(work: (server: BenchServer) => Promise<T>): Promise<T> {
  const server = new BenchServer()
  try {
    return await work(server)
  } finally {
    server.stop()
  }
}

class BenchServer {
  readonly #process: ChildProcess
  readonly #connection: ProtocolConnection
  #version = 1

  constructor() {
    const bundle = join(root, 'server/dist/server.cjs')
    const child = spawn(process.execPath, [bundle, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#process = child
    this.#connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    )
    this.#connection.listen()
  }

  async open(text: string): Promise<void> {
    const capabilities = { textDocument: { diagnostic: {} } }
    await this.#connection.sendRequest(InitializeRequest.type, { processId: process.pid, rootUri: null, capabilities })
    await this.#connection.sendNotification(InitializedNotification.type, {})
    const textDocument = { uri, languageId: 'dockerfile', version: this.#version, text }
    await this.#connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument })
  }

  async countProblems(): Promise<number> {
    const report = await this.#connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } })
    return 'items' in report ? report.items.length : 0
  }

  /** Types or deletes a character in the second line, and waits for the diagnostics; returns the milliseconds of each edit. */
  async edit(count: number): Promise<number[]> {
    const times: number[] = []
    for (let index = 0; index < count; index++) {
      const start = performance.now()
      const range = { start: { line: 1, character: 4 }, end: { line: 1, character: index % 2 === 0 ? 4 : 5 } }
      const textDocument = { uri, version: ++this.#version }
      const contentChanges = [{ range, text: index % 2 === 0 ? 'X' : '' }]
      await this.#connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument, contentChanges })
      await this.countProblems()
      times.push(performance.now() - start)
    }
    return times
  }

  /** Resident memory in bytes; undefined where there is no /proc. */
  memory(): number | undefined {
    if (process.platform !== 'linux') return undefined
    const kilobytes = /VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${this.#process.pid}/status`, 'utf8'))?.[1]
    return Number(kilobytes) * 1024
  }

  stop(): void {
    this.#connection.dispose()
    this.#process.kill()
  }
}
