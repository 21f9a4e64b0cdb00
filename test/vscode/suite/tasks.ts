import * as vscode from 'vscode'
import { eventually } from './runner.ts'

/** Runs a task of tasks.json by its name and returns the exit code. */
export async function runTask(name: string): Promise<number | undefined> {
  const task = await eventually(`task ${name}`, async () => {
    const tasks = await vscode.tasks.fetchTasks({ type: 'dockerfile-secrets' })
    return tasks.find(it => it.name === name)
  })
  return await new Promise((resolve, reject) => {
    const listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.name !== name) return
      listener.dispose()
      resolve(exitCode)
    })
    vscode.tasks.executeTask(task).then(undefined, reject)
  })
}
