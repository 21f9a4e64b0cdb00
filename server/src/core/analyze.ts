import { type Build, buildOf } from './build/build.ts'
import { type BuildRun, collectRuns } from './build/runs.ts'
import { type BuildContext, defaultSettings, type Settings } from './context.ts'
import { parse } from './dockerfile/parse.ts'
import type { Dockerfile } from './dockerfile/model.ts'
import type { Finding, Severity } from './finding.ts'
import { rules } from './rules/index.ts'
import { type FileSecret, findFileSecrets } from './secrets/files.ts'
import { findPersisted, type Persisted } from './secrets/persisted.ts'
import { traceOf, type Trace } from './secrets/trace.ts'
import { isSuppressed, suppressionsIn } from './suppression.ts'

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
export function analyze(text: string, { context, settings = defaultSettings }: AnalyzeOptions = {}): Analysis {
  const dockerfile = parse(text)
  const build = buildOf(dockerfile)
  const runs = collectRuns(build)
  const trace = traceOf(build, runs, settings)
  const files = findFileSecrets(build, trace, context)
  return { dockerfile, build, runs, trace, files, persisted: findPersisted(build, trace), context, settings }
}

/** All findings of a Dockerfile, by position. Accepts every text and never throws. */
export function findProblems(text: string, options: AnalyzeOptions = {}): readonly Finding[] {
  return findingsOf(analyze(text, options))
}

/** What the rules that are switched on find and no comment suppresses. */
export function findingsOf(analysis: Analysis): readonly Finding[] {
  const suppressions = suppressionsIn(analysis.dockerfile)
  const findings: Finding[] = []
  for (const rule of rules) {
    const level = analysis.settings.rules[rule.id]
    if (level === 'off') continue
    for (const finding of rule.check(analysis)) {
      const severity: Severity = level ?? finding.severity
      const whole = { ...finding, rule: rule.id, severity }
      if (!isSuppressed(suppressions, whole)) findings.push(whole)
    }
  }
  return findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
}
