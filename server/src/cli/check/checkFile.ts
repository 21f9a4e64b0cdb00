import { findProblems } from '../../core/analyze.ts'
import type { Severity } from '../../core/finding.ts'
import { lazyBuildContext, type ContextCache } from '../../workspace/readBuildContext.ts'
import { readText } from '../../workspace/readText.ts'
import { describeFailure } from '../describeFailure.ts'
import { toReport, type FileReport } from './report.ts'

export interface CheckSettings {
  readonly minSeverity: Severity
  /** Whether files beside the Dockerfile may be read. */
  readonly workspace: boolean
}

/** A file as shown to the user, and where it is. */
export interface CheckedFile {
  readonly path: string
  readonly file: string
}

export type CheckResult = FileReport | { readonly path: string; readonly message: string }

export function checkFile({ path, file }: CheckedFile, settings: CheckSettings, cache: ContextCache): CheckResult {
  try {
    return checkText(path, readText(file).text, file, settings, cache)
  } catch (error) {
    return { path, message: describeFailure(error) }
  }
}

/** `file` is where the text stands, or would stand; undefined when nobody knows. */
export function checkText(
  path: string,
  text: string,
  file: string | undefined,
  settings: CheckSettings,
  cache: ContextCache,
): FileReport {
  const hasContext = settings.workspace && file !== undefined
  const findings = findProblems(text, { context: hasContext ? lazyBuildContext(file, text, cache) : undefined })
  return toReport(path, text, findings, settings.minSeverity)
}
