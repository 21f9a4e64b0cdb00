import * as vscode from 'vscode'
import { dockerSettings } from '../build/docker.ts'
import { pickDockerfile } from '../build/dockerfiles.ts'
import { likelyBuild } from '../build/likelyBuild.ts'
import { quoteCommand } from '../build/quote.ts'
import type { Command, Ctx } from '../ctx.ts'

/** Copies the command of the build: with files and names of variables, never with values. */
export function copyBuildCommand(ctx: Ctx): Command {
  return async uri => {
    const dockerfile = await pickDockerfile(uri, vscode.l10n.t('Copy Build Command'))
    if (!dockerfile) return
    const { request } = await likelyBuild(ctx, dockerfile)
    const { args, env } = await ctx.server.send('buildCommand', { request })
    const { path } = dockerSettings(dockerfile)
    await vscode.env.clipboard.writeText(quoteCommand([path, ...args], env, process.platform))
    const folder = vscode.workspace.getWorkspaceFolder(dockerfile)?.name
    await vscode.window.showInformationMessage(
      folder === undefined
        ? vscode.l10n.t('Copied the build command.')
        : vscode.l10n.t('Copied the build command. Run it in the folder {0}.', folder),
    )
  }
}
