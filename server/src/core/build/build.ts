import type { Dockerfile, Stage } from '../dockerfile/model.ts'
import { collectDeclarations, type Declaration } from './declarations.ts'
import { collectStates, type State } from './state.ts'

/** What BuildKit would do with a Dockerfile, without doing it. */
export interface Build {
  readonly dockerfile: Dockerfile
  readonly stages: readonly BuildStage[]
  /** ARGs before the first FROM. */
  readonly globals: readonly Declaration[]
  /** The last global ARG of each name. */
  readonly globalNamed: ReadonlyMap<string, Declaration>
}

export interface BuildStage {
  readonly stage: Stage
  /** The stage that it is `FROM`; undefined for an image. */
  readonly parent: BuildStage | undefined
  /** True for the last stage and those it is built `FROM`: what is in them is in the image. */
  readonly shipped: boolean
  /** ARG and ENV of this stage, in order. */
  readonly declarations: readonly Declaration[]
  /** State after each instruction that changes it, by offset. */
  readonly states: readonly State[]
}

/** While it is being built. */
type Writable = { -readonly [K in keyof BuildStage]: BuildStage[K] }

/** The stage graph, scopes and states of a Dockerfile. Linear in its length. */
export function buildOf(dockerfile: Dockerfile): Build {
  const globals = collectDeclarations(dockerfile.globals, undefined)
  const stages: Writable[] = []
  const byName = new Map<string, BuildStage>()
  for (const stage of dockerfile.stages) {
    const parent = byName.get(stage.from.image?.text.toLowerCase() ?? '')
    const own: Writable = {
      stage,
      parent,
      shipped: false,
      declarations: collectDeclarations(stage.instructions, stage),
      states: collectStates(stage, parent),
    }
    stages.push(own)
    if (stage.name !== undefined) byName.set(stage.name, own)
  }
  const shipped = new Set<BuildStage>()
  for (let it: BuildStage | undefined = stages.at(-1); it; it = it.parent) shipped.add(it)
  for (const it of stages) it.shipped = shipped.has(it)
  return { dockerfile, stages, globals, globalNamed: new Map(globals.map(it => [it.name.text, it])) }
}

/** The earlier stage that `--from=` names, by name or index. */
export function stageFrom(build: Build, from: string, before: BuildStage): BuildStage | undefined {
  const index = before.stage.index
  return build.stages.findLast(
    it => it.stage.index < index && (it.stage.name === from.toLowerCase() || String(it.stage.index) === from),
  )
}

/** The stage and all that are built `FROM` it, in order. */
export function descendants(build: Build, stage: BuildStage): readonly BuildStage[] {
  const family = new Set([stage])
  for (const it of build.stages) if (it.parent && family.has(it.parent)) family.add(it)
  return [...family]
}
