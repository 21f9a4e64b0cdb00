import { execFile, type ExecFileException } from 'node:child_process'
import * as vscode from 'vscode'
import { SECTION, type Ctx } from '../ctx.ts'

export interface DockerSettings {
  /** Program to start: `docker`, a path, or something that takes the same arguments. */
  readonly path: string
  readonly flags: readonly string[]
}

/** VS Code itself ignores what an untrusted workspace says about these. */
export function dockerSettings(scope: vscode.Uri): DockerSettings {
  const settings = vscode.workspace.getConfiguration(SECTION, scope)
  return { path: settings.get<string>('docker.path') || 'docker', flags: settings.get<string[]>('build.flags', []) }
}

/** False, after telling the user what to do, when docker cannot build with secrets on this machine. */
export async function dockerAnswers(ctx: Ctx, { path }: DockerSettings): Promise<boolean> {
  const failure = await tryBuildx(path)
  if (!failure) return true
  ctx.log.error(`${path} buildx version: ${failure.message}`)
  const message =
    failure.code === 'ENOENT'
      ? vscode.l10n.t('{0} was not found on the PATH. Install Docker or set {1}.', path, `${SECTION}.docker.path`)
      : vscode.l10n.t('{0} has no buildx, or it does not answer. Building with secrets needs it.', path)
  await offerHelp(ctx, message)
  return false
}

const TIME_LIMIT = 10_000

function tryBuildx(path: string): Promise<ExecFileException | undefined> {
  return new Promise(resolve => {
    execFile(path, ['buildx', 'version'], { timeout: TIME_LIMIT }, error => resolve(error ?? undefined))
  })
}

async function offerHelp(ctx: Ctx, message: string): Promise<void> {
  const install = vscode.l10n.t('Install Docker')
  const settings = vscode.l10n.t('Open Settings')
  const output = vscode.l10n.t('Show Output')
  switch (await vscode.window.showErrorMessage(message, install, settings, output)) {
    case install:
      await vscode.env.openExternal(vscode.Uri.parse('https://docs.docker.com/get-started/get-docker/'))
      break
    case settings:
      await vscode.commands.executeCommand('workbench.action.openSettings', `${SECTION}.docker.path`)
      break
    case output:
      ctx.log.show()
      break
    case undefined:
      break
  }
}
