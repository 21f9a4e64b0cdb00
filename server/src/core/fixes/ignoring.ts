import type { Analysis } from '../analyze.ts'
import { evaluate, isWithin } from '../build/evaluate.ts'
import type { FileEdit } from '../finding.ts'
import { isIgnored } from '../ignore/dockerignore.ts'
import { addIgnoreEntries } from '../ignore/edits.ts'
import type { FileSecret } from '../secrets/files.ts'

/** The ignore file changes too when another COPY would bring the file in: `COPY . .`. */
export function ignoreWhatCopiesReach({ build, context }: Analysis, secret: FileSecret): readonly FileEdit[] {
  const paths = secret.copies.flatMap(it => it.contextPath ?? [])
  if (!context) return []
  const reached = paths.filter(path =>
    build.stages.some(stage =>
      stage.stage.instructions.some(
        it =>
          (it.kind === 'COPY' || it.kind === 'ADD') &&
          !it.from &&
          it.sources.some(source => reaches(evaluate(build, stage, source, it.span.start), path)),
      ),
    ),
  )
  const own = `${context.dockerfilePath}.dockerignore`
  const ignoreFile = context.files.has(own) ? own : '.dockerignore'
  const text = context.files.get(ignoreFile)
  const missing = reached.filter(it => !isIgnored(text ?? '', it))
  return missing.length === 0 ? [] : [{ path: ignoreFile, newText: addIgnoreEntries(text, 'docker', missing) }]
}

/** Whether a source directory holds the file; the file itself is what the fix takes away. */
function reaches(source: string | undefined, path: string): boolean {
  if (source === undefined) return false
  const directory = source.replace(/^(?:\.?\/)+/, '').replace(/\/$/, '')
  return directory === '' || directory === '.' || directory === '*' || (directory !== path && isWithin(path, directory))
}
