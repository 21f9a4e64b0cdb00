import type { Fix } from '../finding.ts'

/** What a rule says about repairing: a fix, or a sentence why there is none. */
export interface Outcome {
  readonly fix: Fix | undefined
  readonly refusal: string | undefined
}

export function repair(fix: Fix): Outcome {
  return { fix, refusal: undefined }
}

export function refuse(refusal: string): Outcome {
  return { fix: undefined, refusal }
}
