import type { LogOutputChannel } from 'vscode'
import { LanguageClient, RevealOutputChannelOn, State, TransportKind } from 'vscode-languageclient/node'
import type { LanguageClientOptions } from 'vscode-languageclient/node'
import { LANGUAGE, PRODUCT, SECTION } from './ctx.ts'
import type { ServerState } from './server.ts'

/** A client for the language server in the script `module`, which is not started yet. */
export function createClient(module: string, log: LogOutputChannel): LanguageClient {
  const run = { module, transport: TransportKind.ipc }
  // For `Debug Server` of .vscode/launch.json; used when the extension itself is debugged.
  const debug = { ...run, options: { execArgv: ['--inspect=6009'] } }
  const options: LanguageClientOptions = {
    // Not `git` and other read-only schemes: squiggles disturb diffs.
    documentSelector: ['file', 'untitled', 'vscode-vfs'].map(scheme => ({ scheme, language: LANGUAGE })),
    // Findings depend on ignore files and auth files beside the Dockerfile, which may change in another window.
    diagnosticPullOptions: { onChange: true, onSave: true, onFocus: true },
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  }
  return new LanguageClient(SECTION, PRODUCT, { run, debug }, options)
}

export function toServerState(state: State): ServerState {
  switch (state) {
    case State.Running:
      return 'running'
    case State.Starting:
      return 'starting'
    case State.Stopped:
    case State.StartFailed:
      return 'stopped'
  }
}
