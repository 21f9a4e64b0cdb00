import type { BuildContext, Settings } from './context.ts'
import type { Dockerfile } from './dockerfile/model.ts'
import type { Finding } from './finding.ts'

/** Everything that is known about one Dockerfile; what rules and fixes work on. */
export interface Analysis {
  readonly dockerfile: Dockerfile
  readonly context: BuildContext | undefined
  readonly settings: Settings
}

export interface AnalyzeOptions {
  readonly context?: BuildContext | undefined
  readonly settings?: Settings | undefined
}

/** All findings of a Dockerfile, by position. Accepts every text and never throws. */
export declare function findProblems(text: string, options?: AnalyzeOptions): readonly Finding[]
