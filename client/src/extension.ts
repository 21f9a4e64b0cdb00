import * as vscode from 'vscode'
import { createLastBuilds } from './build/lastBuilds.ts'
import { provideBuildTasks } from './build/taskProvider.ts'
import { registerCommands } from './commands/index.ts'
import { PRODUCT, type Ctx } from './ctx.ts'
import { createServer, type Server } from './server.ts'
import { showStatus } from './status.ts'

let running: Server | undefined

/** Registers everything at once; the server starts afterwards, so that nobody waits for it. */
export function activate(extension: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel(PRODUCT, { log: true })
  const server = createServer(extension.asAbsolutePath('dist/server.js'), log)
  const ctx: Ctx = { server, log, lastBuilds: createLastBuilds(extension.workspaceState) }
  running = server

  extension.subscriptions.push(log, registerCommands(ctx), provideBuildTasks(ctx), showStatus(server))
  setImmediate(() => {
    server.start().catch((error: unknown) => log.error(String(error)))
  })
}

export async function deactivate(): Promise<void> {
  await running?.stop()
}
