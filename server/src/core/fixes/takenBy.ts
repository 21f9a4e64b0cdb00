import type { Analysis } from '../analyze.ts'
import { descendants, stageFrom } from '../build/build.ts'
import { evaluate, isWithin, join, workdirAt } from '../build/evaluate.ts'
import type { Copy } from '../dockerfile/model.ts'
import { type FileCopy, type FileSecret, whereCopied } from '../secrets/files.ts'
import { fileUseOf } from './readers.ts'

/**
 * The `COPY --from` that takes a file to another stage on purpose: by its name, or with its directory to a stage in
 * which a RUN reads, removes or changes it.
 */
export function takenBy(analysis: Analysis, { file }: FileSecret, copy: FileCopy, path: string): Copy | undefined {
  const { build } = analysis
  const holders = new Set(whereCopied(build, copy).map(([stage]) => stage))
  for (const stage of build.stages)
    for (const taking of stage.stage.instructions) {
      const holder = taking.kind === 'COPY' && taking.from ? stageFrom(build, taking.from.text, stage) : undefined
      if (taking.kind !== 'COPY' || !holder || !holders.has(holder)) continue
      const offset = taking.span.start
      for (const word of taking.sources) {
        const source = join('/', evaluate(build, stage, word, offset) ?? word.text)
        if (source === path) return taking
        if (!isWithin(path, source)) continue
        const target = taking.destination && evaluate(build, stage, taking.destination, offset)
        const there = join(
          join(workdirAt(build, stage, offset) ?? '/', target ?? '.'),
          `./${path.slice(source.length)}`,
        )
        const family = new Set(descendants(build, stage))
        for (const flow of analysis.trace.flows) {
          if (!family.has(flow.run.stage) || flow.run.run.span.start < offset) continue
          const { reads, tending, conflicts } = fileUseOf(analysis, flow, file, there)
          if (reads === 'reader' || tending.length > 0 || conflicts.some(it => it.path === there)) return taking
        }
      }
    }
  return undefined
}
