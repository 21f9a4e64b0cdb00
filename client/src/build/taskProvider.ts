import { resolve } from 'node:path'
import * as vscode from 'vscode'
import type { Ctx } from '../ctx.ts'
import { fromDefinition, TASK_TYPE } from './definition.ts'
import { likelyBuild } from './likelyBuild.ts'
import { findMissing } from './sources.ts'
import { createBuildTask, createFailingTask, type BuildRun } from './task.ts'

/** Offers the last build of each Dockerfile as a task, and runs those of tasks.json. */
export function provideBuildTasks(ctx: Ctx): vscode.Disposable {
  return vscode.tasks.registerTaskProvider(TASK_TYPE, {
    async provideTasks() {
      const dockerfiles = ctx.lastBuilds.dockerfiles().map(it => vscode.Uri.parse(it))
      const known = dockerfiles.filter(it => vscode.workspace.getWorkspaceFolder(it))
      const builds = await Promise.allSettled(known.map(it => toLastTask(ctx, it)))
      return builds.flatMap(it => (it.status === 'fulfilled' ? [it.value] : []))
    },
    async resolveTask({ definition, scope }) {
      const request = fromDefinition(definition)
      const folder = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0]
      if (!request || folder?.uri.scheme !== 'file') return undefined
      const cwd = folder.uri.fsPath
      const dockerfile = vscode.Uri.file(resolve(cwd, request.dockerfile))
      return await toTask(ctx, { request, dockerfile, cwd, values: {}, definition })
    },
  })
}

async function toLastTask(ctx: Ctx, dockerfile: vscode.Uri): Promise<vscode.Task> {
  const { request, places } = await likelyBuild(ctx, dockerfile)
  return await toTask(ctx, { request, dockerfile, cwd: places.cwd, values: {} })
}

async function toTask(ctx: Ctx, run: BuildRun): Promise<vscode.Task> {
  const problems = await findMissing(run.request.secrets, run.cwd, process.env)
  return 0 < problems.length ? createFailingTask(run, problems) : await createBuildTask(ctx, run)
}
