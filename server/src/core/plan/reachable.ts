import type { Build, BuildStage } from '../build/build.ts'
import { effective } from '../dockerfile/effective.ts'
import { field } from '../build/secretMounts.ts'
import type { Instruction, Word } from '../dockerfile/model.ts'

/** Names that `--target` takes, as written, in order. Of stages with one name, BuildKit knows the last. */
export function targetNames(build: Build): readonly string[] {
  const names = new Map<string, string>()
  for (const { stage } of build.stages) {
    if (stage.name === undefined || !stage.from.name) continue
    names.delete(stage.name)
    names.set(stage.name, stage.from.name.text)
  }
  return [...names.values()]
}

/** The stages that BuildKit runs for a target, in order: the last stage when none is given. */
export function reachableStages(build: Build, target: string | undefined): readonly BuildStage[] {
  const named = new Map(build.stages.map(it => [it.stage.name, it]))
  const start = target === undefined ? build.stages.at(-1) : named.get(target.toLowerCase())
  const found = new Set<BuildStage>()
  const open = start ? [start] : []
  for (let stage = open.pop(); stage; stage = open.pop()) {
    if (found.has(stage)) continue
    found.add(stage)
    const from = executed(build, stage).flatMap(sourceStages)
    // A number counts the stages; no stage can have it as its name.
    const sources = from.flatMap(
      it => (/^\d+$/.test(it) ? build.stages[Number(it)] : named.get(it.toLowerCase())) ?? [],
    )
    open.push(...bases(build, stage), ...sources)
  }
  return build.stages.filter(it => found.has(it))
}

/**
 * What runs in a stage: its own instructions, and those that the stage it is built FROM has put off with ONBUILD.
 */
export function executed(build: Build, stage: BuildStage): readonly Instruction[] {
  const parents = MAX_CHOICES < build.stages.length ? [] : bases(build, stage)
  const deferred = parents.flatMap(it => it.stage.instructions.filter(isOnbuild).map(effective))
  return [...deferred, ...stage.stage.instructions.filter(it => !isOnbuild(it))]
}

function isOnbuild(instruction: Instruction): boolean {
  return instruction.kind === 'ONBUILD'
}

/** Values of `--from=` and of `from=` in mounts. */
function sourceStages(instruction: Instruction): readonly string[] {
  if (instruction.kind === 'RUN') return instruction.mounts.flatMap(it => field(it, 'from')?.value?.text ?? [])
  if (instruction.kind === 'COPY' || instruction.kind === 'ADD') return instruction.from ? [instruction.from.text] : []
  return []
}

/** With more stages than a person writes, no choice is guessed and ONBUILD is not followed, to keep the time linear. */
const MAX_CHOICES = 500

/**
 * The stages that this one may be built FROM: more than one where a build argument without a known value, such as
 * `build-${TARGETARCH}`, chooses.
 */
function bases(build: Build, stage: BuildStage): readonly BuildStage[] {
  if (stage.parent) return [stage.parent]
  const image = stage.stage.from.image
  if (!image || image.parts.every(it => it.kind === 'literal')) return []
  if (MAX_CHOICES < build.stages.length) return []
  const pieces = fixedPieces(build, image)
  return build.stages.filter(it => it.stage.index < stage.stage.index && fits(it.stage.name, pieces))
}

/** The fixed texts of a name, around what is not known. */
function fixedPieces(build: Build, image: Word): readonly string[] {
  const pieces = ['']
  for (const part of image.parts) {
    const value = part.kind === 'literal' ? part.value : globalDefault(build, part.name)
    if (value === undefined) pieces.push('')
    else pieces.push((pieces.pop() ?? '') + value.toLowerCase())
  }
  return pieces
}

function globalDefault(build: Build, name: string): string | undefined {
  const parts = build.globalNamed.get(name)?.value?.parts
  let text = ''
  for (const part of parts ?? []) {
    if (part.kind !== 'literal') return undefined
    text += part.value
  }
  return parts && text
}

function fits(name: string | undefined, pieces: readonly string[]): boolean {
  const [first = '', last = ''] = [pieces[0], pieces.at(-1)]
  if (name === undefined) return false
  if (pieces.length === 1) return name === first
  return first.length + last.length <= name.length && name.startsWith(first) && name.endsWith(last)
}
