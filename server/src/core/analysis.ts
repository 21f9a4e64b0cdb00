import { type Build, buildOf } from './build/build.ts'
import { type BuildRun, collectRuns } from './build/runs.ts'
import { type BuildContext, defaultSettings, type Settings } from './context.ts'
import { parse } from './dockerfile/parse.ts'
import type { Dockerfile } from './dockerfile/model.ts'
import { type FileSecret, findFileSecrets } from './secrets/files.ts'
import { findPersisted, type Persisted } from './secrets/persisted.ts'
import { traceOf, type Trace } from './secrets/trace.ts'

/** Everything that is known about one Dockerfile; what rules and fixes work on. */
export interface Analysis {
  readonly dockerfile: Dockerfile
  readonly build: Build
  readonly runs: readonly BuildRun[]
  readonly trace: Trace
  readonly files: readonly FileSecret[]
  readonly persisted: readonly Persisted[]
  readonly context: BuildContext | undefined
  readonly settings: Settings
}

export interface AnalyzeOptions {
  readonly context?: BuildContext | undefined
  readonly settings?: Settings | undefined
}

/** text → Dockerfile → Build → secrets. Accepts every text and never throws; linear in its length. */
export function analyze(text: string, options: AnalyzeOptions = {}): Analysis {
  return analyzeDockerfile(parse(text), options)
}

export function analyzeDockerfile(dockerfile: Dockerfile, options: AnalyzeOptions): Analysis {
  const { context, settings = defaultSettings } = options
  const build = buildOf(dockerfile)
  const runs = collectRuns(build)
  const trace = traceOf(build, runs, settings)
  const files = findFileSecrets(build, trace, context)
  return { dockerfile, build, runs, trace, files, persisted: findPersisted(trace), context, settings }
}
