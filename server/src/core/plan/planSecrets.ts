import { buildOf, type BuildStage } from '../build/build.ts'
import { secretMounts, type SecretMount } from '../build/secretMounts.ts'
import type { BuildContext } from '../context.ts'
import type { Dockerfile } from '../dockerfile/model.ts'
import { findCandidates } from './candidates.ts'
import type { PlannedSecret } from './model.ts'
import { executed, reachableStages, targetNames } from './reachable.ts'

export interface PlanOptions {
  /** Name of a stage; the last stage when not given. */
  readonly target?: string | undefined
  /** Names of the variables that are set where the build will start. */
  readonly environment?: readonly string[] | undefined
}

/** Names that `--target` takes. */
export function targets(dockerfile: Dockerfile): readonly string[] {
  return targetNames(buildOf(dockerfile))
}

/**
 * The secrets that a build asks for, in the order of the Dockerfile: those that are mounted in stages which BuildKit
 * runs for the target. None when there is no such target.
 */
export function planSecrets(
  dockerfile: Dockerfile,
  context?: BuildContext,
  { target, environment = [] }: PlanOptions = {},
): readonly PlannedSecret[] {
  const build = buildOf(dockerfile)
  const uses = new Map<string, Use[]>()
  for (const stage of reachableStages(build, target))
    for (const instruction of executed(build, stage)) {
      if (instruction.kind !== 'RUN') continue
      for (const mount of secretMounts(build, stage, instruction)) {
        if (mount.id === undefined) continue
        const id = withoutUnknown(mount.id)
        const known = uses.get(id)
        if (known) known.push({ stage, mount })
        else uses.set(id, [{ stage, mount }])
      }
    }
  return [...uses].map(([id, all]) => toPlannedSecret(id, all, context, environment))
}

/** A variable that nothing sets is empty. */
function withoutUnknown(text: string): string {
  return text.replaceAll(/\$(?:\{\w+\}|\w+)/g, '')
}

interface Use {
  readonly stage: BuildStage
  readonly mount: SecretMount
}

function toPlannedSecret(
  id: string,
  uses: readonly Use[],
  context: BuildContext | undefined,
  environment: readonly string[],
): PlannedSecret {
  const variables = unique(uses.flatMap(it => it.mount.env ?? []))
  const paths = unique(uses.flatMap(it => it.mount.target ?? []))
  return {
    id,
    required: uses.some(it => it.mount.required),
    variables,
    targets: paths,
    stages: unique(uses.map(({ stage }) => stage.stage.from.name?.text ?? String(stage.stage.index))),
    candidates: findCandidates({ id, variables, targets: paths }, context?.files, environment),
  }
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
