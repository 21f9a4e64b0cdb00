import { join } from 'node:path'
import { findProblems } from '../../core/analyze.ts'
import { defaultSettings } from '../../core/context.ts'
import type { Severity } from '../../core/finding.ts'
import { configureNow } from '../../workspace/config.ts'
import type { PathError } from '../../workspace/findDockerfiles.ts'
import { lazyBuildContext, type ContextCache } from '../../workspace/readBuildContext.ts'
import { readText } from '../../workspace/readText.ts'
import { configErrors } from '../configErrors.ts'
import { describeFailure } from '../describeFailure.ts'
import { showPath } from '../fileChange.ts'
import { toReport, type FileReport } from './report.ts'

export interface CheckSettings {
  readonly cwd: string
  readonly minSeverity: Severity
  /** Whether files beside the Dockerfile may be read. */
  readonly workspace: boolean
}

/** A file as shown to the user, and where it is. */
export interface CheckedFile {
  readonly path: string
  readonly file: string
}

export type CheckResult = FileReport | PathError | IgnoredFile

/** A file that the configuration leaves out. */
export interface IgnoredFile {
  readonly path: string
  readonly ignoredBy: string
}

/** What there is to say about a file; errors of its configuration come first. */
export function checkFile(
  { path, file }: CheckedFile,
  settings: CheckSettings,
  cache: ContextCache,
): readonly CheckResult[] {
  try {
    return checkText(path, readText(file).text, file, settings, cache)
  } catch (error) {
    return [{ path, message: describeFailure(error) }]
  }
}

/** `file` is where the text stands, or would stand; undefined when nobody knows. */
export function checkText(
  path: string,
  text: string,
  file: string | undefined,
  { cwd, minSeverity, workspace }: CheckSettings,
  cache: ContextCache,
): readonly CheckResult[] {
  if (!workspace) return [toReport(path, text, findProblems(text), minSeverity)]
  const configured = configureNow(file ?? join(cwd, 'Dockerfile'), defaultSettings, cache.configs)
  const { settings, ignored, config } = configured
  const errors = configErrors(configured, cwd)
  if (ignored && config) return [...errors, { path, ignoredBy: showPath(config.path, cwd, false) }]
  const context = file === undefined ? undefined : lazyBuildContext(file, text, cache)
  return [...errors, toReport(path, text, findProblems(text, { context, settings }), minSeverity)]
}
