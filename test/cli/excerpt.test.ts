import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { excerptOf } from '../../server/src/cli/format/excerpt.ts'
import { maskedSpans } from '../../server/src/core/secrets/maskedSpans.ts'

describe('An excerpt', () => {
  it('marks the name', () => {
    const text = 'FROM node:24\nARG NPM_TOKEN\n'
    assert.deepEqual(excerptOf(text, 2, { start: 17, end: 26 }, []), {
      line: 2,
      text: 'ARG NPM_TOKEN',
      marker: '    ^^^^^^^^^',
    })
  })

  it('keeps the mark under the name when a value before it is hidden, behind tabs, and behind wide characters', () => {
    assert.deepEqual(markIn('ENV A_TOKEN=hunter2 B_TOKEN=x', 'B_TOKEN'), [
      'ENV A_TOKEN=*** B_TOKEN=***',
      '                ^^^^^^^',
    ])
    assert.deepEqual(markIn('ENV\tB_TOKEN=x', 'B_TOKEN'), ['ENV\tB_TOKEN=***', '   \t^^^^^^^'])
    assert.deepEqual(markIn('# 😀 B_TOKEN', 'B_TOKEN'), ['# 😀 B_TOKEN', '    ^^^^^^^'])
  })

  it('shows the first line of what goes over several', () => {
    const text = 'RUN a \\\r\n  b\r\n'
    assert.deepEqual(excerptOf(text, 1, { start: 4, end: text.length }, []), {
      line: 1,
      text: 'RUN a \\',
      marker: '    ^^^',
    })
  })

  it('cuts a long line around the mark', () => {
    const [text, marker] = markIn(`RUN ${'a '.repeat(500)}NAME ${'b '.repeat(500)}`, 'NAME')
    assert.equal(text, `…${'a '.repeat(30)}NAME ${'b '.repeat(50).slice(0, 99)}…`)
    assert.equal(marker, `${' '.repeat(61)}^^^^`)
  })

  it('does not show a line that no person wrote', () => {
    assert.deepEqual(markIn(`ENV A_TOKEN=x ${'y'.repeat(1_000_000)}`, 'A_TOKEN')[0], `*********…`)
  })

  it('cannot steer the terminal', () => {
    const [text] = markIn('ENV A_TOKEN=x \x1b[2J\x9b\u202e', 'A_TOKEN')
    assert.equal(text, 'ENV A_TOKEN=*** \uFFFD[2J\uFFFD\uFFFD')
  })

  it('exists for every span of every text', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'A_TOKEN=x\n\r\t "$😀') }), fc.nat(), fc.nat(), (text, a, b) => {
        const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y)
        const excerpt = excerptOf(text, 1, { start: start ?? 0, end: end ?? 0 }, maskedSpans(text))
        assert.doesNotMatch(excerpt.text + excerpt.marker, /[\r\n]/)
        assert.match(excerpt.marker, /^[ \t]*\^+$/)
      }),
    ))
})

function markIn(text: string, name: string): readonly [string, string] {
  const start = text.indexOf(name)
  const excerpt = excerptOf(text, 1, { start, end: start + name.length }, maskedSpans(text))
  return [excerpt.text, excerpt.marker]
}
