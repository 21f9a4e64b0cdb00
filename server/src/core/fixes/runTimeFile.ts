import type { Analysis } from '../analyze.ts'
import { type BuildStage, stageFrom } from '../build/build.ts'
import { evaluate, isWithin, join } from '../build/evaluate.ts'
import { lineOf } from './runChange.ts'
import { type FileCopy, type FileSecret, whereCopied } from '../secrets/files.ts'

/**
 * Why a file that programs read when they start, too, can't be taken out of the image: the image has it, or gets it
 * with a directory of an earlier stage.
 */
export function neededWhenItRuns(
  { build }: Analysis,
  { name, file }: FileSecret,
  copy: FileCopy,
  path: string,
): string | undefined {
  if (file.readAtRunTime === undefined) return undefined
  const holders = new Set(whereCopied(build, copy).map(([stage]) => stage))
  const arrives = [...holders].some(it => it.shipped) || build.stages.some(it => takes(it, path))
  const how = name.startsWith('.env') ? 'with --env-file or as a mount' : 'as a mount'
  return arrives
    ? `The running container may read ${name}; give it to docker run ${how}, and take it out of the image by hand.`
    : undefined

  function takes(stage: BuildStage, wanted: string): boolean {
    return stage.stage.instructions.some(it => {
      if (it.kind !== 'COPY' || !it.from) return false
      const holder = stageFrom(build, it.from.text, stage)
      if (!holder || !holders.has(holder)) return false
      return it.sources.some(source => {
        const text = evaluate(build, holder, source, it.span.start) ?? source.text
        // Next.js copies its .env files to the standalone server: https://nextjs.org/docs/app/api-reference/config/next-config-js/output
        return isWithin(wanted, join('/', text)) || text.includes('.next')
      })
    })
  }
}

/** Why a file that RUNs read stays: the container starts a program that reads it, too. */
export function startedReader({ build, dockerfile }: Analysis, { name, file }: FileSecret, copy: FileCopy) {
  const programs = file.runTimePrograms ?? []
  const stages = whereCopied(build, copy).flatMap(([stage]) => (stage.shipped ? stage.stage.instructions : []))
  for (const { kind, span } of stages) {
    if (kind !== 'CMD' && kind !== 'ENTRYPOINT' && kind !== 'HEALTHCHECK') continue
    const started = dockerfile.text
      .slice(span.start, span.end)
      .split(/[^\w.-]+/)
      .find(it => programs.includes(it))
    if (started !== undefined)
      return `${kind} on line ${lineOf(dockerfile, span.start)} starts ${started}, which may read ${name} when the container runs; give it to docker run as a mount, and take it out of the image by hand.`
  }
  return undefined
}
