import * as vscode from 'vscode'
import type { LanguageClient } from 'vscode-languageclient/node'
import { SECTION } from './ctx.ts'
import type { Requests } from './requests.ts'

export type ServerState = 'starting' | 'running' | 'stopped'

/** The language server, as the rest of the client sees it. */
export interface Server {
  state(): ServerState
  readonly onDidChangeState: vscode.Event<ServerState>
  start(): Promise<unknown>
  restart(): Promise<unknown>
  stop(): Promise<void>
  /** Waits until the server runs. */
  send<M extends keyof Requests>(method: M, params: Requests[M]['params']): Promise<Requests[M]['result']>
}

/** Nothing runs before `start`. The library starts a server that crashes again, up to five times in three minutes. */
export function createServer(module: string, log: vscode.LogOutputChannel): Server {
  const changed = new vscode.EventEmitter<ServerState>()
  let state: ServerState = 'stopped'
  let client: LanguageClient | undefined
  let started: Promise<LanguageClient> | undefined

  function become(next: ServerState): void {
    state = next
    changed.fire(next)
  }

  async function launch(): Promise<LanguageClient> {
    // Most of the client's code is this library: reading it must not delay the activation.
    const { createClient, toServerState } = await import('./languageClient.ts')
    const launched = createClient(module, log)
    client = launched
    launched.onDidChangeState(({ newState }) => {
      if (client === launched) become(toServerState(newState))
    })
    await launched.start()
    return launched
  }

  async function stop(): Promise<void> {
    const stopping = client
    client = undefined
    started = undefined
    // A client that never came up has nothing to stop, and says so with an error.
    await stopping?.dispose().catch((error: unknown) => log.debug(`Stopping the server: ${String(error)}`))
    become('stopped')
  }

  const start = () => (started ??= launch())
  const restart = () => stop().then(start)
  const send: Server['send'] = async (method, params) =>
    await (await start()).sendRequest(`${SECTION}/${method}`, params)
  return { state: () => state, onDidChangeState: changed.event, start, restart, stop, send }
}
