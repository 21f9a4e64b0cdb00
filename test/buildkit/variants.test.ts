import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { startRecorder, type Recorder } from './recorder/recorder.ts'
import { tryVariant, type Variant } from './variant.ts'
import { literalVariants } from './variants/literals.ts'
import { npmVariants } from './variants/npm.ts'
import { otherVariants } from './variants/otherTools.ts'
import { pipVariants } from './variants/pip.ts'
import { poetryVariants } from './variants/poetry.ts'
import { shapeVariants } from './variants/shapes.ts'
import { sshVariants } from './variants/ssh.ts'

// Every variant is built, fixed and built again with tools that record what they see. Both builds must show every tool
// the same credentials, and nothing of them may be left after the fix.

const groups: Readonly<Record<string, readonly Variant[]>> = {
  pip: pipVariants,
  Poetry: poetryVariants,
  'npm, pnpm and Yarn': npmVariants,
  'keys for ssh': sshVariants,
  'credentials in clear text': literalVariants,
  'other tools': otherVariants,
  'another shape': shapeVariants,
}

let recorder: Recorder
const counts = new Map<string, number>()

before(async () => {
  recorder = await startRecorder()
})
after(async () => {
  await recorder.close()
  console.log(`variants: ${[...counts].map(([status, count]) => `${count} ${status}`).join(', ')}`)
})

for (const [group, variants] of Object.entries(groups)) {
  describe(`the fix of a build with ${group}`, { concurrency: 2 }, () => {
    for (const variant of variants) {
      const { title, outcome = 'equivalent', today } = variant
      it(`${title}: ${outcome}${today ? `, but ${today.status} for now` : ''}`, async () => {
        const { status, reasons, fixed } = await tryVariant(variant, recorder)
        counts.set(status, (counts.get(status) ?? 0) + 1)
        assert.equal(status, today?.status ?? outcome, [...reasons, '', fixed].join('\n'))
      })
    }
  })
}
