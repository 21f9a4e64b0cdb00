import type { Span, TextEdit } from './text.ts'

export type Severity = 'error' | 'warning' | 'info'

/** A place where somebody can read a secret after the build. */
export type Exposure = 'history' | 'config' | 'layer' | 'provenance' | 'cache' | 'log'

/** One thing that is wrong. No text in it ever contains a secret's value. */
export interface Finding {
  /** Id of the rule. */
  readonly rule: string
  readonly severity: Severity
  /** The smallest thing to look at. */
  readonly span: Span
  /** One plain sentence in terms of the user's own names. */
  readonly message: string
  /** The secret's identity, such as `NPM_TOKEN` or `.npmrc`. */
  readonly secret: string | undefined
  readonly exposures: readonly Exposure[]
  /** The steps of the flow. */
  readonly related: readonly Related[]
  readonly fix: Fix | undefined
  /** Why there is no fix, when there is none: a sentence that somebody can act on. */
  readonly refusal: string | undefined
}

export interface Related {
  readonly span: Span
  readonly message: string
}

/** A finding without what to do about it. */
export type Diagnosis = Omit<Finding, 'fix' | 'refusal'>

/** A whole change, as data. Edits do not overlap. */
export interface Fix {
  /** Imperative sentence without a full stop: "Move NPM_TOKEN to a secret mount". */
  readonly title: string
  /** `safe`: the same build command still works. `suggestion`: the build command must change. */
  readonly safety: 'safe' | 'suggestion'
  readonly edits: readonly TextEdit[]
  /** Changes to other files of the build context. */
  readonly fileEdits: readonly FileEdit[]
  /** Secrets that the build needs after the fix. */
  readonly secrets: readonly RequestedSecret[]
}

/** New text of a file of the build context, which may not exist yet. */
export interface FileEdit {
  /** Slash-separated, relative to the context root. */
  readonly path: string
  readonly newText: string
}

export interface RequestedSecret {
  /** For `--secret id=…`. */
  readonly id: string
  /** What held the credential before. */
  readonly from: { readonly kind: 'arg' | 'env' | 'file' | 'literal'; readonly name: string }
}
