import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { smallestEdit } from '../../client/src/edits/smallestEdit.ts'

describe('the smallest edit', () => {
  it('touches only the lines that are new', () => {
    assert.deepEqual(smallestEdit('a\nb\n', 'a\nx\nb\n'), { start: 2, end: 2, newText: 'x\n' })
  })

  it('turns any text into any other', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n') })
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { start, end, newText } = smallestEdit(before, after)
        assert.ok(start <= end)
        assert.equal(before.slice(0, start) + newText + before.slice(end), after)
      }),
    )
  })
})
