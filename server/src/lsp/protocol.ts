import type { BuildCommand, BuildRequest, PlannedSecret } from '../core/plan/model.ts'

/**
 * Our own requests beside the Language Server Protocol. The client imports this file for its types only.
 * A request that cannot be answered, such as for a file that is on no disk, fails with a message for the user.
 */

/** `dockerfileSecrets/plan`: which secrets the build of a Dockerfile needs, and candidates for each. */
export interface PlanParams {
  readonly uri: string
  readonly target?: string | undefined
}

export interface PlanResult {
  /** Directory of the build context: where the build is started; `file:` URI. */
  readonly contextUri: string
  /** Names of the stages that can be built. */
  readonly targets: readonly string[]
  readonly secrets: readonly PlannedSecret[]
}

/** `dockerfileSecrets/buildCommand`: arguments for docker. Pure; neither side sends a value. */
export interface BuildCommandParams {
  readonly request: BuildRequest
}
export type BuildCommandResult = BuildCommand

/** `dockerfileSecrets/protect`: what keeps the auth files of a folder out of git and out of the build context. */
export interface ProtectParams {
  /** A folder. */
  readonly uri: string
}

export interface ProtectResult {
  /** Paths of the auth files found, relative to the folder. */
  readonly found: readonly string[]
  /** Whole new texts of ignore files that must change; nothing when all is covered. */
  readonly changes: readonly { readonly uri: string; readonly exists: boolean; readonly newText: string }[]
}

/** `dockerfileSecrets/authFiles`: auth files that can be made from the project files of a folder. */
export interface AuthFilesParams {
  /** A folder, or a document in it. */
  readonly uri: string
}

export interface AuthFilesResult {
  readonly files: readonly AuthFile[]
  /** Why there is none, naming file, cause and next step; such as a malformed pyproject.toml. */
  readonly problems: readonly string[]
}

export interface AuthFile {
  readonly uri: string
  /** `Poetry auth.toml for sources corp, internal`. */
  readonly label: string
  /** Placeholders only. */
  readonly text: string
  readonly exists: boolean
  /** Octal, such as `0600`. */
  readonly mode: string
}
