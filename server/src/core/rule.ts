import type { Analysis } from './analyze.ts'
import type { Finding, Severity } from './finding.ts'
import type { Outcome } from './fixes/outcome.ts'

/** One rule: what it is, and how it finds. Its id is file, test, page, diagnostic code, setting and suppression name. */
export interface Rule {
  readonly id: string
  /** A noun phrase: "Secret passed as a build argument". */
  readonly title: string
  /** The highest severity that it reports. */
  readonly severity: Severity
  readonly docs: RuleDocs
  readonly check: (analysis: Analysis) => Iterable<Found>
}

/** What a rule finds. What takes time to repair comes as `repair`, which is called when somebody wants to know. */
export interface Found extends Omit<Finding, 'rule' | keyof Outcome>, Partial<Outcome> {
  readonly repair?: () => Outcome
}

export interface RuleDocs {
  readonly why: string
  /** A Dockerfile that this rule alone reports, but for those in `together`. */
  readonly bad: string
  /** Rules that cannot but report the bad example, too. */
  readonly together?: readonly string[]
  /** A Dockerfile that no rule reports. */
  readonly good: string
  /** When to ignore it. */
  readonly ignore?: string
  readonly references: readonly string[]
}

export function defineRule(rule: Rule): Rule {
  return rule
}
