/** What the suite inside the editor hands out to the tests around it. */
export interface Outcome {
  readonly name: string
  readonly milliseconds: number
  /** Stack trace of a failed test. */
  readonly error?: string
}

/** What the suite inside the editor is told, as JSON in the environment variable of this name. */
export const SUITE_VARIABLE = 'DOCKERFILE_SECRETS_SUITE'

export interface SuiteInput {
  /** File for the outcomes. */
  readonly results: string
  /** Folder of the workspace. */
  readonly workspace: string
  /** File in which the fake docker notes its builds. */
  readonly builds: string
}
