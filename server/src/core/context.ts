/** What the analysis may know about the world outside of the Dockerfile, as plain data. */
export interface BuildContext {
  /**
   * Text of the credential files, project files and ignore files that exist in the build context, by
   * slash-separated path relative to its root; see `isInterestingFile` for those that are looked at.
   */
  readonly files: ReadonlyMap<string, string>
  /** Path of the Dockerfile relative to the context root, slash-separated. */
  readonly dockerfilePath: string
}

export interface Settings {
  /** Severity by rule id; `off` switches a rule off. */
  readonly rules: Readonly<Record<string, 'error' | 'warning' | 'info' | 'off'>>
  /** Names that are secrets, and names that are none, whatever the analysis thinks. */
  readonly secretNames: readonly string[]
  readonly publicNames: readonly string[]
  /** How a fix hands a secret to a command: see design, "Fixes". */
  readonly mountStyle: 'auto' | 'env' | 'file'
}

export const defaultSettings: Settings = {
  rules: {},
  secretNames: [],
  publicNames: [],
  mountStyle: 'auto',
}
