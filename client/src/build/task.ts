import { basename } from 'node:path'
import * as vscode from 'vscode'
import type { BuildRequest } from '../../../server/src/core/plan/model.ts'
import { PRODUCT, type Ctx } from '../ctx.ts'
import { toDefinition } from './definition.ts'
import { dockerSettings } from './docker.ts'
import { hasVariable } from './variables.ts'

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
  const replaced = args.find(hasVariable)
  if (replaced !== undefined)
    throw new Error(vscode.l10n.t('VS Code would replace ${…} in "{0}". Rename it to build it here.', replaced))
  const { path } = dockerSettings(run.dockerfile)
  const options = { cwd: run.cwd, env: { ...env, ...passOn(run), ...run.values } }
  return describe(run, new vscode.ProcessExecution(path, [...args], options))
}

/** A task that says in its terminal why the build cannot start, and fails. */
export function createFailingTask(run: BuildRun, problems: readonly string[]): vscode.Task {
  return describe(run, new vscode.CustomExecution(() => Promise.resolve(failWith(problems))))
}

/**
 * Names the chosen variables, so that docker gets what the user was shown, whatever terminals usually get: VS Code
 * starts tasks with the environment of a login shell. It would also replace `${…}` in a value; such a value is left
 * to that environment.
 */
function passOn({ request, values }: BuildRun): Readonly<Record<string, string>> {
  const names = request.secrets.flatMap(it => (it.kind === 'env' && values[it.name] === undefined ? [it.name] : []))
  const safe = names.filter(it => !hasVariable(process.env[it] ?? ''))
  return Object.fromEntries(safe.map(it => [it, `\${env:${it}}`]))
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
