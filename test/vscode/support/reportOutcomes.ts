import { it } from 'node:test'
import type { Outcome } from './outcome.ts'

/** Turns what ran inside the editor into tests here, so that they are reported and counted like all others. */
export function reportOutcomes(outcomes: readonly Outcome[]): void {
  for (const { name, error } of outcomes) {
    it(name, () => {
      if (error !== undefined) throw new Error(error)
    })
  }
}
