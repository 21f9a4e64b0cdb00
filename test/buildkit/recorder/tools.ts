import { git, gitCommand } from './git.ts'
import { operands, type Invocation } from './invocation.ts'
import { npm } from './npm.ts'
import { anyTool, download, system } from './otherTools.ts'
import { pip, python } from './pip.ts'
import { poetry } from './poetry.ts'
import type { ToolModel } from './toolModel.ts'

const models: readonly ToolModel[] = [pip, python, poetry, npm, git, download, system]
const byCommand = new Map(models.flatMap(model => model.commands.map(command => [command, model] as const)))

/** Which credentials the tool would use, in a normal form; see `ToolModel.credentials`. */
export function credentialsOf(it: Invocation): readonly string[] {
  return modelOf(it).credentials(it)
}

/** The tool and its subcommand: `npm ci`. */
export function commandOf(it: Invocation): string {
  const [subcommand = ''] = it.tool === 'git' ? gitCommand(it.args) : operands(it.args)
  return `${it.tool} ${subcommand}`
}

/** Variables that code of the project could read, as `NAME=value`. */
export function environmentOf(it: Invocation): readonly string[] {
  return modelOf(it).runsProject(it) ? [...it.env].map(([name, value]) => `${name}=${value}`) : []
}

/** A shell script with the effect of the tool on files. */
export function effectOf(it: Invocation): string {
  return modelOf(it).effect(it)
}

function modelOf(it: Invocation): ToolModel {
  return byCommand.get(it.tool) ?? anyTool
}
