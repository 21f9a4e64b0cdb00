import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { formatFigures, saveFigures } from './figures.ts'
import { startRecorder, type Recorder } from './recorder/recorder.ts'
import { tryVariant, type Outcome } from './variant.ts'
import { variantGroups } from './variants/index.ts'

// Every variant is built, fixed and built again with tools that record what they see. Both builds must show every tool
// the same credentials, and nothing of them may be left after the fix. With SAVE_FIGURES, docs/quality.md gets the table.

let recorder: Recorder
const outcomes = new Map<string, Outcome[]>(Object.keys(variantGroups).map(group => [group, []]))

before(async () => {
  recorder = await startRecorder()
})
after(async () => {
  await recorder.close()
  const table = formatFigures([...outcomes].map(([group, all]) => ({ group, outcomes: all })))
  console.log(table)
  if (process.env['SAVE_FIGURES']) await saveFigures(table)
})

for (const [group, variants] of Object.entries(variantGroups)) {
  describe(`the fix of a build with ${group}`, { concurrency: 2 }, () => {
    for (const variant of variants) {
      const { title, outcome: expected = 'equivalent', today } = variant
      it(`${title}: ${expected}${today ? `, but ${today.status} for now` : ''}`, async () => {
        const outcome = await tryVariant(variant, recorder)
        outcomes.get(group)?.push(outcome)
        const { status, reasons, fixed } = outcome
        assert.equal(status, today?.status ?? expected, [...reasons, '', fixed].join('\n'))
      })
    }
  })
}
