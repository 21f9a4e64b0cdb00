import type { AnalyzeOptions } from '../analyze.ts'
import type { FileEdit, RequestedSecret } from '../finding.ts'

export interface FixAllOptions extends AnalyzeOptions {
  /** Only these rules; all when empty. */
  readonly rules?: readonly string[]
  readonly safeOnly?: boolean
}

export interface FixAllResult {
  readonly text: string
  readonly fileEdits: readonly FileEdit[]
  /** Rule ids whose findings were fixed, without duplicates. */
  readonly applied: readonly string[]
  readonly refused: readonly { readonly rule: string; readonly secret: string | undefined; readonly reason: string }[]
  readonly secrets: readonly RequestedSecret[]
}

/** Applies fixes one after another, analyzing again in between, until nothing changes. */
export declare function fixAll(text: string, options?: FixAllOptions): FixAllResult
