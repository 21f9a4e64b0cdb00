import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type {
  ClientCapabilities,
  CodeAction,
  CodeActionContext,
  Diagnostic,
  InitializeParams,
  InitializeResult,
  ProtocolConnection,
  PublishDiagnosticsParams,
  Registration,
} from 'vscode-languageserver/node'
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** The program that editors other than VS Code start. */
export const SERVER = join(root, 'server/bin/dockerfile-secrets-language-server.cjs')

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities
  readonly initializationOptions?: unknown
  /** Answers `workspace/configuration`. */
  readonly configuration?: (scopeUri: string | undefined) => unknown
  /** Instead of `SERVER --stdio`. */
  readonly command?: readonly string[]
}

/** A small editor without a user interface: it starts the real server and keeps what the server says. */
export class LspClient {
  readonly connection: ProtocolConnection
  readonly process: ChildProcess
  readonly registrations: Registration[] = []
  readonly log: string[] = []
  /** Messages for the user. */
  readonly shown: string[] = []
  refreshes = 0
  initialized: InitializeResult = { capabilities: {} }
  #documents = new Map<string, TextDocument>()
  #published = new Map<string, PublishDiagnosticsParams>()
  #waiting: (() => void)[] = []
  #output: Buffer[] = []

  constructor(options: ClientOptions) {
    const [command = process.execPath, ...args] = options.command ?? [process.execPath, SERVER, '--stdio']
    this.process = spawn(command, args, { stdio: 'pipe' })
    const { stdin, stdout, stderr } = this.process
    if (!stdin || !stdout || !stderr) throw new Error('The server has no streams')
    for (const it of [stdout, stderr]) it.on('data', (chunk: Buffer) => this.#output.push(chunk))
    this.connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin))
    this.#answer(options)
    this.connection.listen()
    // What still waits for a server that is gone fails instead of hanging.
    this.process.once('exit', () => {
      this.connection.dispose()
      this.#wake()
    })
  }

  /** Everything that the server has written so far, on any stream. */
  get output(): string {
    return Buffer.concat(this.#output).toString('utf8')
  }

  async open(uri: string, text: string, version = 1): Promise<void> {
    const document = TextDocument.create(uri, 'dockerfile', version, text)
    this.#documents.set(uri, document)
    const textDocument = { uri, languageId: 'dockerfile', version, text }
    await this.connection.sendNotification('textDocument/didOpen', { textDocument })
  }

  /** Replaces the first `before` of the document by `after`, as if it were typed. */
  async edit(uri: string, before: string, after: string): Promise<void> {
    const document = this.document(uri)
    const start = document.getText().indexOf(before)
    if (start === -1) throw new Error(`There is no ${before} in the document`)
    const range = { start: document.positionAt(start), end: document.positionAt(start + before.length) }
    const contentChanges = [{ range, text: after }]
    const version = document.version + 1
    this.#documents.set(uri, TextDocument.update(document, contentChanges, version))
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges })
  }

  async save(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didSave', { textDocument: { uri } })
  }

  async close(uri: string): Promise<void> {
    this.#documents.delete(uri)
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } })
  }

  document(uri: string): TextDocument {
    const document = this.#documents.get(uri)
    if (!document) throw new Error(`${uri} is not open`)
    return document
  }

  async pull(uri: string): Promise<readonly Diagnostic[]> {
    const report: { items: Diagnostic[] } = await this.request('textDocument/diagnostic', { textDocument: { uri } })
    return report.items
  }

  /** What the server has pushed for the text that the document has now. */
  async pushed(uri: string, isExpected: (items: readonly Diagnostic[]) => boolean = () => true) {
    const isCurrent = (it: PublishDiagnosticsParams) =>
      (it.version === undefined || it.version === this.#documents.get(uri)?.version) && isExpected(it.diagnostics)
    for (;;) {
      const params = this.#published.get(uri)
      if (params && isCurrent(params)) return params.diagnostics
      await this.#message()
    }
  }

  /** The code actions with the cursor in front of the first `at`. */
  async actions(uri: string, at: string, context: Partial<CodeActionContext> = {}): Promise<readonly CodeAction[]> {
    const document = this.document(uri)
    const position = document.positionAt(document.getText().indexOf(at))
    const actions: CodeAction[] | null = await this.request('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [], ...context },
    })
    return actions ?? []
  }

  async request<Result>(method: string, params: unknown): Promise<Result> {
    return await this.connection.sendRequest<Result>(method, params)
  }

  /** Waits until something that arrives from the server makes `isDone` true. */
  async until(isDone: () => boolean): Promise<void> {
    while (!isDone()) await this.#message()
  }

  async initialize(options: ClientOptions): Promise<void> {
    const params: InitializeParams = {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: null,
      capabilities: options.capabilities ?? {},
      initializationOptions: options.initializationOptions,
    }
    this.initialized = await this.request('initialize', params)
    await this.connection.sendNotification('initialized', {})
  }

  /** The polite end; returns the exit code. */
  async stop(): Promise<number | null> {
    if (this.process.exitCode !== null) return this.process.exitCode
    const exit = once(this.process, 'exit')
    await this.request('shutdown', undefined)
    await this.connection.sendNotification('exit')
    await exit
    return this.process.exitCode
  }

  #answer(options: ClientOptions): void {
    const { connection } = this
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.#published.set(params.uri, params)
      this.#wake()
    })
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.log.push(message)
      this.#wake()
    })
    connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      this.shown.push(message)
      this.#wake()
    })
    connection.onRequest('client/registerCapability', ({ registrations }: { registrations: Registration[] }) => {
      this.registrations.push(...registrations)
      this.#wake()
      return null
    })
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++
      this.#wake()
      return null
    })
    const { configuration } = options
    if (!configuration) return
    connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
      items.map(it => configuration(it.scopeUri)),
    )
  }

  async #message(): Promise<void> {
    if (this.process.exitCode !== null || this.process.killed)
      throw new Error(`The server has ended: ${this.output.slice(-1000)}`)
    await new Promise<void>(resolve => this.#waiting.push(resolve))
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve()
  }
}

/** Starts the server, talks with it, and stops it whatever happens. */
export async function withServer(options: ClientOptions, talk: (client: LspClient) => Promise<void>): Promise<void> {
  const client = new LspClient(options)
  // What waits for an answer that never comes fails then, too.
  const timer = setTimeout(() => client.process.kill(), 180_000)
  try {
    await client.initialize(options)
    await talk(client)
    await client.stop()
  } finally {
    clearTimeout(timer)
    client.process.kill()
  }
}
