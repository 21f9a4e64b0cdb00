import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { judge, type Judgement } from './judge.ts'
import { makeCredentials, observe, type Credentials, type Observation, type Recipe } from './observe.ts'
import { startRecorder, type Recorder } from './recorder/recorder.ts'

/** A change that makes a right rewrite wrong, and how that must show. */
export interface WrongRewrite {
  readonly title: string
  /** What makes the right rewrite wrong. */
  readonly edit: (text: string) => string
  readonly args?: Record<string, string>
  /** How one of the differences begins, for each. */
  readonly broken?: readonly string[]
  /** Where the credential must be found, and nowhere else: "layer: path" or "history". */
  readonly leaks?: readonly string[]
}

/** The rewrite `right` of `original` must be accepted, and each wrong one noticed. */
export function compare(
  what: string,
  original: Recipe,
  secrets: Record<string, string>,
  right: string,
  wrong: readonly WrongRewrite[],
): void {
  describe(`the comparison of builds that use ${what}`, () => {
    let recorder: Recorder
    let credentials: Credentials
    let reference: Observation

    before(async () => {
      recorder = await startRecorder()
      credentials = makeCredentials(original)
      reference = await observe(original, credentials, recorder)
      assert.equal(reference.ok, true, reference.log)
    })
    after(() => recorder.close())

    const judgeRewrite = async (dockerfile: string, args: Record<string, string> = {}): Promise<Judgement> =>
      judge(reference, await observe({ ...original, args, secrets, dockerfile }, credentials, recorder), credentials)

    it('finds the credential in the original', () => assert.notDeepEqual(reference.leaks, []))

    it('accepts the right rewrite', async () =>
      assert.deepEqual(await judgeRewrite(right), { broken: [], leaks: [], wider: [] }))

    for (const { title, edit, args, broken = [], leaks = [] } of wrong) {
      it(`notices ${title}`, async () => {
        assert.notEqual(edit(right), right)
        const found = await judgeRewrite(edit(right), args)
        for (const start of broken)
          assert.ok(
            found.broken.some(it => it.startsWith(start)),
            JSON.stringify(found),
          )
        if (broken.length === 0) assert.deepEqual(found.broken, [])
        const places = found.leaks.map(({ place }) => place)
        for (const place of leaks)
          assert.ok(
            places.some(it => it.startsWith(place)),
            JSON.stringify(found),
          )
        for (const place of places)
          assert.ok(
            leaks.some(it => place.startsWith(it)),
            JSON.stringify(found),
          )
      })
    }
  })
}
