import { type Build, type BuildStage, stageFrom } from '../build/build.ts'
import { baseName, evaluate, isWithin, join, workdirAt } from '../build/evaluate.ts'
import type { BuildContext } from '../context.ts'
import { effective } from '../dockerfile/effective.ts'
import type { Word } from '../dockerfile/model.ts'
import { credentialFileFor } from '../knowledge/index.ts'
import type { RunFlow } from './flowModel.ts'
import { touchesOf } from './touches.ts'

/** A credential file of the build context that the image gets by way of another stage. */
export interface TakenAlong {
  readonly name: string
  readonly certain: boolean
  readonly source: Word
  readonly stage: BuildStage
}

/** `COPY . .` in one stage and `COPY --from=build /app/.env .` in another, unless a command may have made the file. */
export function* takenAlong(
  build: Build,
  flows: readonly RunFlow[],
  context: BuildContext | undefined,
): Iterable<TakenAlong> {
  for (const stage of build.stages)
    for (const copy of stage.stage.instructions) {
      const holder = copy.kind === 'COPY' && copy.from ? stageFrom(build, copy.from.text, stage) : undefined
      if (copy.kind !== 'COPY' || !holder || !stage.shipped) continue
      for (const source of copy.sources) {
        const path = join('/', evaluate(build, stage, source, copy.span.start) ?? '')
        const file = credentialFileFor(path)
        const root = file && file.certainty !== 'rarely' ? wholeContextIn(build, holder, path) : undefined
        if (!file || root === undefined || isNamed(build, flows, holder, path)) continue
        const text = context?.files.get(path.slice(join(root, '/').length).replace(/^\//, ''))
        if (context && (text === undefined || !file.holdsCredential(text))) continue
        yield { name: baseName(path), certain: text !== undefined, source, stage }
      }
    }
}

/** Where a stage has all of the build context, if that has the path. */
function wholeContextIn(build: Build, stage: BuildStage, path: string): string | undefined {
  for (const outer of stage.stage.instructions) {
    const copy = effective(outer)
    if ((copy.kind !== 'COPY' && copy.kind !== 'ADD') || copy.from) continue
    if (!copy.sources.some(it => /^\.?\/?$/.test(it.text))) continue
    const offset = outer.span.start
    const destination = copy.destination && evaluate(build, stage, copy.destination, offset)
    const root = join(workdirAt(build, stage, offset) ?? '/', destination ?? '.')
    if (isWithin(path, root)) return root
  }
  return undefined
}

/** By a command that may make it, or by a COPY of its own. */
function isNamed(build: Build, flows: readonly RunFlow[], holder: BuildStage, path: string): boolean {
  const name = baseName(path)
  const copied = holder.stage.instructions.flatMap(it => (it.kind === 'COPY' || it.kind === 'ADD' ? it.sources : []))
  const touched = flows.filter(it => it.run.stage === holder).flatMap(flow => touchesOf(build, flow))
  return copied.some(it => baseName(it.text) === name) || touched.some(it => baseName(it.path) === name)
}
