import { isMainThread } from 'node:worker_threads'
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { runJob } from './lsp/analysis.ts'
import { serve } from './lsp/serve.ts'
import { readVersion } from './version.ts'

if (isMainThread) start()
else runJob()

/** VS Code starts the server with `--node-ipc`, other editors with `--stdio`. */
function start(): void {
  if (process.argv.includes('--version')) return console.log(readVersion())
  if (!['--stdio', '--node-ipc', '--socket', '--pipe'].some(it => process.argv.some(arg => arg.startsWith(it)))) {
    console.error('Usage: dockerfile-secrets-language-server --stdio | --version')
    process.exitCode = 2
    return
  }
  serve(createConnection(ProposedFeatures.all), readVersion())
}
