import { bundler, gem } from './bundler.ts'
import { cargo } from './cargo.ts'
import { aws, azure, gcloud, kaggle, terraform } from './cloud.ts'
import { composer } from './composer.ts'
import { helm, kubectl, registries } from './containers.ts'
import { git, gitCommand } from './git.ts'
import { go } from './go.ts'
import { operands, type Invocation } from './invocation.ts'
import { gradle, maven, sbt } from './jvm.ts'
import { conan, hex, pub, r } from './languages.ts'
import { npm } from './npm.ts'
import { nuget } from './nuget.ts'
import { anyTool, download } from './otherTools.ts'
import { pip, python } from './pip.ts'
import { poetry } from './poetry.ts'
import { conda, pdm, pipenv, twine, uv } from './pythonTools.ts'
import { ansible, huggingFace, jfrog, sentry, vault, wandb } from './services.ts'
import { quietTools, system } from './system.ts'
import type { Purpose, ToolModel } from './toolModel.ts'

const models: readonly ToolModel[] = [
  [pip, python, poetry, uv, pdm, pipenv, twine, conda],
  [npm, git, download, system, quietTools],
  [bundler, cargo, composer, conan, gem, go, gradle, hex, maven, nuget, pub, r, sbt],
  [ansible, aws, azure, gcloud, helm, kubectl, registries, terraform, vault],
  [huggingFace, jfrog, kaggle, sentry, wandb],
].flat()
const byCommand = new Map(models.flatMap(model => model.commands.map(command => [command, model] as const)))

/** What the command is there for. Nobody needs a credential to tell a version. */
export function purposeOf(it: Invocation): Purpose {
  const [only = ''] = it.args.length === 1 ? it.args : []
  return /^(-v|-V|-h|-+version|-+help|version|help)$/.test(only) ? 'nothing' : modelOf(it).purpose(it)
}

/** Which credentials the tool would use, in a normal form; see `ToolModel.credentials`. */
export function credentialsOf(it: Invocation): readonly string[] {
  return purposeOf(it) === 'use' ? modelOf(it).credentials(it) : []
}

/** The tool and its subcommand: `npm ci`. */
export function commandOf(it: Invocation): string {
  const [subcommand = ''] = it.tool === 'git' ? gitCommand(it.args) : operands(it.args)
  return `${it.tool} ${subcommand}`
}

/** Variables that code of the project could read, as `NAME=value`. */
export function environmentOf(it: Invocation): readonly string[] {
  const reads = purposeOf(it) === 'use' && modelOf(it).runsProject(it)
  const variables = reads ? [...it.env].filter(([name]) => isForAll(name, it)) : []
  return variables.map(([name, value]) => `${name}=${value}`)
}

/**
 * Variables by which a tool takes a credential mean nothing to a program of the project, unless that starts the tool.
 * Whether the tool itself has the credential is among its `credentials`.
 */
const owned: readonly (readonly [names: RegExp, mayStartIt: (it: Invocation) => boolean])[] = [
  [/^(PIP|UV|POETRY|PDM|TWINE)_/, it => ['tox', 'nox', 'hatch', 'pre-commit', 'make'].includes(it.tool)],
  [/^(BUNDLE_\w+__\w+|GEM_HOST_API_KEY|COMPOSER_AUTH|CARGO_REGISTR\w+)$/, it => it.tool === 'make'],
  // Builds upload to it, but an installation does not.
  [/^SENTRY_/, it => !/^(npm|pnpm|yarn) (ci|i|install|add)?$/.test(commandOf(it))],
]

function isForAll(name: string, it: Invocation): boolean {
  return owned.every(([names, mayStartIt]) => !names.test(name) || mayStartIt(it))
}

/** A shell script with the effect of the tool on files. */
export function effectOf(it: Invocation): string {
  return modelOf(it).effect(it)
}

function modelOf(it: Invocation): ToolModel {
  return byCommand.get(it.tool) ?? anyTool
}
