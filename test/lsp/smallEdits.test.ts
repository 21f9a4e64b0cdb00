import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { applyEdits } from '../../server/src/core/text.ts'
import { smallEdits } from '../../server/src/lsp/smallEdits.ts'

describe('smallEdits', () => {
  it('are none for equal texts', () => assert.deepEqual(smallEdits('a\n', 'a\n'), []))

  it('insert a line at the end', () =>
    assert.deepEqual(smallEdits('a\nb\n', 'a\nb\nc\n'), [{ span: { start: 4, end: 4 }, newText: 'c\n' }]))

  it('insert into a file that ends without a line end', () =>
    assert.deepEqual(smallEdits('a', 'a\nb\n'), [{ span: { start: 1, end: 1 }, newText: '\nb\n' }]))

  it('leave what is between two changes alone', () =>
    assert.deepEqual(smallEdits('ARG A\nFROM x\nRUN b\n', 'FROM x\nRUN c b\n'), [
      { span: { start: 0, end: 6 }, newText: '' },
      { span: { start: 17, end: 17 }, newText: 'c ' },
    ]))

  it('split no line end and no character', () => {
    assert.deepEqual(smallEdits('a\n', 'a\r\n'), [{ span: { start: 1, end: 2 }, newText: '\r\n' }])
    assert.deepEqual(smallEdits('a\r\n', 'a\n'), [{ span: { start: 1, end: 3 }, newText: '\n' }])
    assert.deepEqual(smallEdits('😀', '😁'), [{ span: { start: 0, end: 2 }, newText: '😁' }])
  })

  it('turn any text into any other', () =>
    fc.assert(
      fc.property(text(), text(), (before, after) => {
        const edits = smallEdits(before, after)
        assert.equal(applyEdits(before, edits), after)
        for (const { span } of edits)
          for (const offset of [span.start, span.end])
            assert.doesNotMatch(before.slice(offset - 1, offset + 1), /^(?:\r\n|[\uD800-\uDBFF][\uDC00-\uDFFF])$/)
      }),
    ))
})

function text() {
  return fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r\n', '😀', '😁'), maxLength: 30 })
}
