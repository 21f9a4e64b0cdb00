import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { findProblems } from '../../server/src/core/analyze.ts'
import { parse } from '../../server/src/core/dockerfile/index.ts'
import { fixAll } from '../../server/src/core/fixes/fixAll.ts'
import { maskedSpans } from '../../server/src/core/secrets/maskedSpans.ts'
import { sortEdits } from '../../server/src/core/text.ts'
import { dockerfiles } from '../support/dockerfiles.ts'

const runs = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 300) }

describe('every text', () => {
  const texts = fc.oneof(
    dockerfiles,
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.tuple(dockerfiles, fc.nat(), fc.string()).map(([text, at, noise]) => {
      const offset = at % (text.length + 1)
      return text.slice(0, offset) + noise + text.slice(offset + noise.length)
    }),
  )

  it('is analyzed, with findings inside of it and in order', () =>
    fc.assert(
      fc.property(texts, text => {
        let last = 0
        for (const { span, related } of findProblems(text)) {
          assert.ok(last <= span.start && span.start <= span.end && span.end <= text.length)
          for (const it of related) assert.ok(0 <= it.span.start && it.span.end <= text.length)
          last = span.start
        }
      }),
      runs,
    ))

  it('gets a fix or a reason for everything that is found', () =>
    fc.assert(
      fc.property(dockerfiles, text => {
        for (const { fix, refusal, rule } of findProblems(text))
          assert.ok((fix === undefined) !== (refusal === undefined), rule)
      }),
      runs,
    ))

  it('has fixes whose edits do not overlap', () =>
    fc.assert(
      fc.property(texts, text => {
        for (const { fix } of findProblems(text)) {
          let end = 0
          for (const { span } of sortEdits(fix?.edits ?? [])) {
            assert.ok(end <= span.start && span.end <= text.length)
            end = span.end
          }
        }
      }),
      runs,
    ))

  it('is left alone by a second repair', () =>
    fc.assert(
      fc.property(texts, text => {
        const once = fixAll(text)
        assert.equal(fixAll(once.text).text, once.text)
        assert.deepEqual(
          findProblems(once.text)
            .filter(it => it.fix)
            .map(it => it.message),
          [],
        )
      }),
      runs,
    ))

  it('stays what BuildKit reads after a repair', () =>
    fc.assert(
      fc.property(dockerfiles, text => {
        const problems = (it: string) => parse(it).problems.map(problem => problem.message)
        assert.deepEqual(
          problems(fixAll(text).text).filter(it => !problems(text).includes(it)),
          [],
        )
      }),
      runs,
    ))

  it('has masks inside of it', () =>
    fc.assert(
      fc.property(texts, text => {
        for (const { start, end } of maskedSpans(text)) assert.ok(0 <= start && start <= end && end <= text.length)
      }),
      runs,
    ))
})

describe('what is said about a Dockerfile', () => {
  it('never holds the value of a credential', () =>
    fc.assert(
      fc.property(dockerfiles, fc.stringMatching(/^[a-f]{6}Zq[0-9]{10}$/), (text, value) => {
        const leaking = text.replaceAll('SECRET_VALUE', value)
        const said = findProblems(leaking).map(({ message, related, fix, refusal, secret }) => [
          message,
          refusal,
          secret,
          fix?.title,
          fix?.secrets,
          related.map(it => it.message),
        ])
        assert.ok(!JSON.stringify(said).includes(value))
      }),
      runs,
    ))
})
