import type { Analysis } from '../analyze.ts'
import type { Declaration } from '../build/declarations.ts'
import { isBuildFile } from '../knowledge/index.ts'
import { consumes, knownVariable, toolOf } from '../knowledge/match.ts'
import { downloads } from '../knowledge/programs.ts'
import { isShipped } from '../secrets/exposures.ts'
import { wordsOf } from '../secrets/names/words.ts'
import type { VariableSecret } from '../secrets/trace.ts'
import { invocationOf } from '../shell/invocation.ts'
import { identifiersIn, type ShellCommand } from '../shell/model.ts'
import { readByTool, visibleNames } from './needs.ts'
import { referencesOf } from './references.ts'

/** An ENV of the image that only the running container can want. */
export function whyNeededAtRunTime(analysis: Analysis, secret: VariableSecret): string | undefined {
  const { dockerfile, build } = analysis
  const kept = secret.declarations.filter(it => it.kind === 'env' && isShipped(build, it))
  const names = new Set(kept.map(it => it.name.text))
  for (const stage of build.stages)
    for (const instruction of stage.stage.instructions) {
      const { kind } = instruction
      if (kind !== 'CMD' && kind !== 'ENTRYPOINT' && kind !== 'HEALTHCHECK') continue
      const text = dockerfile.text.slice(instruction.span.start, instruction.span.end)
      const words = identifiersIn(text)
      const npm = kept.find(it => knownVariable(it.name.text)?.ecosystem.id === 'npm')
      if (npm && words.includes('yarn'))
        return `${kind} starts yarn, which fails when a .npmrc refers to ${npm.name.text} and the container does not have it.`
      const started = text.split(/[\s"'[\],;&|]+/)
      const name =
        words.find(it => names.has(it)) ??
        [...names].find(it => programsOf(it).some(program => started.includes(program)))
      if (name !== undefined)
        return `${kind} reads ${name} when the container runs; pass it with docker run or as a run-time secret.`
    }
  const isBuildOnly = (it: Declaration) =>
    (isForBuild(analysis, secret, it.name.text) && !isOfApplication(it.name.text)) || isHandedOn(analysis, secret, it)
  const runtime = kept.find(it => !isBuildOnly(it))
  if (!runtime || usedByBuild(analysis, secret)) return undefined
  const isUsed = secret.uses.length > 0 ? ', or make it an ARG when only RUN needs it' : ''
  return `${runtime.name.text} is in the environment of the running container, which may need it; pass it with docker run or as a run-time secret${isUsed}.`
}

/** Those that read it whenever they run: `aws` for AWS_SECRET_ACCESS_KEY. */
function programsOf(name: string): readonly string[] {
  const known = knownVariable(name)
  return known?.readByMany ? known.ecosystem.tools.flatMap(it => it.commands) : []
}

/** Whether what reads it in a RUN is the application itself, or works with its credentials. */
function isOfApplication(name: string): boolean {
  return knownVariable(name)?.ecosystem.tools.some(it => it.ofApplication) === true
}

/** A package manager or a download gets it, so it is a credential of the build and not of the application. */
function usedByBuild(analysis: Analysis, secret: VariableSecret): boolean {
  const stored = analysis.persisted.some(
    it => it.secret === secret && (it.write.tool || (it.write.path && isBuildFile(it.write.path))),
  )
  const references = referencesOf(analysis)
  return (
    stored ||
    secret.declarations.some(it => references.has(it.name.text)) ||
    secret.uses.some(({ command }) => {
      const invocation = invocationOf(command)
      const known = invocation && toolOf(invocation)
      return invocation !== undefined && (known ? known.tool.ofApplication !== true : downloads(invocation))
    })
  )
}

/** Whether only builds know the variable, or a tool in a RUN reads it: `aws s3 cp` reads AWS_SECRET_ACCESS_KEY. */
export function isForBuild(analysis: Analysis, secret: VariableSecret, name: string): boolean {
  const known = knownVariable(name)
  if (known && known.readByMany !== true) return true
  const visible = [...visibleNames(analysis, secret)].filter(([, names]) => names.includes(name))
  const commands = visible.flatMap(([run]) => run.script.commands)
  if (known) return commands.some(it => readByTool(it, name))
  return isOfFeed(name) && commands.some(installs)
}

/** `ARTIFACTORY_TOKEN`, `FURY_AUTH`: no application asks for packages when it runs. */
function isOfFeed(name: string): boolean {
  return wordsOf(name).some(it => FEEDS.has(it))
}

const FEEDS = new Set(
  `artifactory jfrog nexus npm yarn pypi pip nuget fury gemfury packagist composer maven gradle cargo rubygems bundle
  codeartifact cloudsmith packagecloud feed feeds verdaccio proget`.split(/\s+/),
)

/** A package manager that may expand any variable in the files of the project. */
function installs(command: ShellCommand): boolean {
  const invocation = invocationOf(command)
  const known = invocation && toolOf(invocation)
  return invocation !== undefined && known?.tool.readsAnyVariable === true && consumes(known.tool, invocation)
}

/** `ENV PAT=$PAT` that only another ENV takes, which is for the build. */
function isHandedOn(analysis: Analysis, secret: VariableSecret, { name, start }: Declaration): boolean {
  const takers = secret.declarations.filter(
    it => start < it.start && it.value?.parts.some(part => part.kind === 'variable' && part.name === name.text),
  )
  return 0 < takers.length && takers.every(it => isForBuild(analysis, secret, it.name.text))
}
