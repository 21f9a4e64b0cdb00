import * as vscode from 'vscode'
import { references, type Choice } from '../build/choice.ts'
import { dockerAnswers, dockerSettings } from '../build/docker.ts'
import { pickDockerfile } from '../build/dockerfiles.ts'
import { toTags } from '../build/likelyBuild.ts'
import { toPlaces } from '../build/places.ts'
import { askForBuild } from '../build/questions.ts'
import { reportEnd } from '../build/reportEnd.ts'
import { toBuildRequest } from '../build/request.ts'
import { findMissing } from '../build/sources.ts'
import { createBuildTask } from '../build/task.ts'
import type { Command, Ctx } from '../ctx.ts'

/** Asks for the source of each secret and builds the image in a task. */
export function buildWithSecrets(ctx: Ctx): Command {
  return async uri => {
    if (!(await workspaceIsTrusted())) return
    const dockerfile = await pickDockerfile(uri, vscode.l10n.t('Build with Secrets'))
    if (!dockerfile) return
    const settings = dockerSettings(dockerfile)
    if (!(await dockerAnswers(ctx, settings))) return
    const asked = await askForBuild(ctx, dockerfile)
    if (!asked) return

    const { target, tag, choices } = asked.answers
    const places = toPlaces(dockerfile, asked.plan)
    const secrets = choices.map(it => it.source)
    const request = toBuildRequest(places, { target, tags: toTags(tag), secrets, extra: settings.flags })
    const values = typedValues(choices)
    const problems = await findMissing(request.secrets, places.cwd, { ...process.env, ...values })
    if (0 < problems.length) {
      await vscode.window.showErrorMessage(problems.join(' '))
      return
    }
    await ctx.lastBuilds.remember(dockerfile, { target, tag, sources: references(choices) })
    const task = await createBuildTask(ctx, { request, dockerfile, cwd: places.cwd, values })
    reportEnd(await vscode.tasks.executeTask(task), request, dockerfile)
  }
}

/** Tasks start programs that the workspace chooses, so VS Code asks for trust first; so do we. */
async function workspaceIsTrusted(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true
  const manage = vscode.l10n.t('Manage Workspace Trust')
  const message = vscode.l10n.t('A build runs what the Dockerfile says. Trust this workspace first.')
  if ((await vscode.window.showWarningMessage(message, manage)) === manage) {
    await vscode.commands.executeCommand('workbench.trust.manage')
  }
  return vscode.workspace.isTrusted
}

function typedValues(choices: readonly Choice[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    choices.flatMap(({ source, value }) =>
      source.kind === 'env' && value !== undefined ? [[source.name, value] as const] : [],
    ),
  )
}
