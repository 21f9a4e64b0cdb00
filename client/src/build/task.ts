import { basename } from 'node:path'
import * as vscode from 'vscode'
import type { BuildRequest } from '../../../server/src/core/plan/model.ts'
import { PRODUCT, type Ctx } from '../ctx.ts'
import { toDefinition } from './definition.ts'
import { dockerSettings } from './docker.ts'

export interface BuildRun {
  readonly request: BuildRequest
  readonly dockerfile: vscode.Uri
  /** Where docker is started. */
  readonly cwd: string
  /** Values that exist only while this build runs, by the variable that carries them. */
  readonly values: Readonly<Record<string, string>>
  /** For a task of tasks.json, which VS Code recognizes by this very object. */
  readonly definition?: vscode.TaskDefinition
}

/** A process without a shell: no quoting, and the terminal shows its arguments but not its environment. */
export async function createBuildTask(ctx: Ctx, run: BuildRun): Promise<vscode.Task> {
  const { args, env } = await ctx.server.send('buildCommand', { request: run.request })
  const { path } = dockerSettings(run.dockerfile)
  return describe(run, new vscode.ProcessExecution(path, [...args], { cwd: run.cwd, env: { ...env, ...run.values } }))
}

/** A task that says in its terminal why the build cannot start, and fails. */
export function createFailingTask(run: BuildRun, problems: readonly string[]): vscode.Task {
  return describe(run, new vscode.CustomExecution(() => Promise.resolve(failWith(problems))))
}

function describe(
  { request, dockerfile, definition }: BuildRun,
  execution: vscode.ProcessExecution | vscode.CustomExecution,
): vscode.Task {
  const scope = vscode.workspace.getWorkspaceFolder(dockerfile) ?? vscode.TaskScope.Workspace
  const name = [basename(request.dockerfile), request.target].filter(it => it !== undefined).join(' · ')
  const task = new vscode.Task(definition ?? toDefinition(request), scope, name, PRODUCT, execution)
  task.group = vscode.TaskGroup.Build
  task.presentationOptions = { panel: vscode.TaskPanelKind.Dedicated, clear: true }
  return task
}

function failWith(problems: readonly string[]): vscode.Pseudoterminal {
  const written = new vscode.EventEmitter<string>()
  const closed = new vscode.EventEmitter<number>()
  return {
    onDidWrite: written.event,
    onDidClose: closed.event,
    open() {
      written.fire(problems.map(it => `${it}\r\n`).join(''))
      closed.fire(1)
    },
    close() {
      written.dispose()
      closed.dispose()
    },
  }
}
