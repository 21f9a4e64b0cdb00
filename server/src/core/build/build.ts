import type { Dockerfile, Stage, Word } from '../dockerfile/model.ts'
import { collectDeclarations, type Declaration } from './declarations.ts'
import { collectStates, type State } from './state.ts'
import { Notes } from '../memo.ts'

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

/** The stage graph, scopes and states of a Dockerfile. Linear in its length. */
export function buildOf(dockerfile: Dockerfile): Build {
  const globals = collectDeclarations(dockerfile.globals, undefined)
  const globalNamed = new Map(globals.map(it => [it.name.text, it]))
  const parents = parentsOf(dockerfile)
  const shipped = new Set<Stage>()
  for (let it = dockerfile.stages.at(-1); it; it = parents.get(it)) shipped.add(it)
  const built = new Map<Stage | undefined, BuildStage>()
  for (const stage of dockerfile.stages)
    built.set(stage, buildStage(stage, built.get(parents.get(stage)), shipped.has(stage), globalNamed))
  return { dockerfile, stages: [...built.values()], globals, globalNamed }
}

/** The stage that each one is `FROM`. */
function parentsOf({ stages }: Dockerfile): ReadonlyMap<Stage, Stage> {
  const parents = new Map<Stage, Stage>()
  const byName = new Map<string, Stage>()
  for (const stage of stages) {
    const parent = byName.get(stage.from.image?.text.toLowerCase() ?? '')
    if (parent) parents.set(stage, parent)
    if (stage.name !== undefined) byName.set(stage.name, stage)
  }
  return parents
}

interface Known {
  readonly stage: BuildStage
  readonly imports: Imports
}

/** The values of global ARGs that the ARGs of a stage may get. */
type Imports = readonly (Word | undefined)[]

const known = new Notes<Stage, Known>()

/**
 * The same one as in an earlier version of the Dockerfile when neither it nor what it inherits has changed, so that
 * what is known about it still holds.
 */
function buildStage(
  stage: Stage,
  parent: BuildStage | undefined,
  shipped: boolean,
  globals: Build['globalNamed'],
): BuildStage {
  const before = known.get(stage)
  const declarations = before?.stage.declarations ?? collectDeclarations(stage.instructions, stage)
  const imports = declarations.map(it => globals.get(it.name.text)?.value)
  const isSame = before?.stage.parent === parent && before?.stage.shipped === shipped
  if (before && isSame && imports.every((it, index) => it === before.imports[index])) return before.stage
  const built: BuildStage = { stage, parent, shipped, declarations, states: collectStates(stage, parent) }
  known.set(stage, { stage: built, imports })
  return built
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
