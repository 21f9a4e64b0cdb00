import * as vscode from 'vscode'
import { SECTION, type Command, type Ctx } from '../ctx.ts'
import { buildWithSecrets } from './buildWithSecrets.ts'
import { copyBuildCommand } from './copyBuildCommand.ts'
import { createAuthFile } from './createAuthFile.ts'
import { protectAuthFiles } from './protectAuthFiles.ts'
import { restartServer } from './restartServer.ts'
import { showOutput } from './showOutput.ts'

const commands: Readonly<Record<string, (ctx: Ctx) => Command>> = {
  build: buildWithSecrets,
  protectAuthFiles,
  createAuthFile,
  copyBuildCommand,
  restartServer,
  showOutput,
}

export function registerCommands(ctx: Ctx): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([name, create]) =>
      vscode.commands.registerCommand(`${SECTION}.${name}`, reportFailure(ctx, create(ctx))),
    ),
  )
}

/** A command that fails says so, once, and the log has the details. */
function reportFailure(ctx: Ctx, command: Command): (uri?: unknown) => Promise<void> {
  return async uri => {
    try {
      await command(uri instanceof vscode.Uri ? uri : undefined)
    } catch (error) {
      ctx.log.error(error instanceof Error ? error : String(error))
      const showLog = vscode.l10n.t('Show Output')
      const message = error instanceof Error ? error.message : String(error)
      if ((await vscode.window.showErrorMessage(message, showLog)) === showLog) ctx.log.show()
    }
  }
}
