import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { findProblems } from '../../server/src/core/analyze.ts'
import { Draft } from '../../server/src/core/draft.ts'
import type { Diagnosis } from '../../server/src/core/finding.ts'
import { dockerfileTexts } from '../support/dockerfileTexts.ts'
import { leakingDockerfiles } from '../support/leakingDockerfiles.ts'

const runs = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 200) }

describe('A draft', () => {
  it('has the findings of the whole text after each edit', () => {
    const draft = new Draft()
    const versions = [
      'FROM alpine\nARG NPM_TOKEN\nRUN npm ci\nRUN npm test\n',
      'FROM alpine\nARG NPM_TOKEN\nRUN npm  ci\nRUN npm test\n',
      'FROM alpine\nARG NPM_TOKENS\nRUN npm  ci\nRUN npm test\n',
      'FROM alpine\nARG NPM_TOKENS\nRUN npm  ci \\\nRUN npm test\n',
      'FROM alpine\nARG NPM_TOKENS\nRUN npm  ci <<X\nRUN npm test\n',
      'ARG NPM_TOKENS\nRUN npm  ci <<X\nRUN npm test\nX\nENV TOKEN=$NPM_TOKENS\n',
      '# escape=`\nARG NPM_TOKENS\nRUN npm  ci <<X\nRUN npm test\nX\nENV TOKEN=$NPM_TOKENS\n',
      '',
    ]
    for (const text of versions) assertSame(draft, text)
  })

  it('moves an instruction that grows far beyond its place', () => {
    const draft = new Draft()
    for (const length of [0, 100, 200, 300, 3000, 10])
      assertSame(draft, `FROM alpine\nRUN echo ${'x'.repeat(length)}\nARG GITHUB_TOKEN\nRUN git clone x\n`)
  })

  it('tells edits in equal lines apart', () => {
    const draft = new Draft()
    for (const count of [3, 4, 2, 2, 5]) assertSame(draft, `FROM a\n${'ARG TOKEN\n'.repeat(count)}RUN curl $TOKEN`)
  })

  it('has the findings of any text after any edit', () => {
    const edit = fc.record({ at: fc.nat(), length: fc.nat({ max: 30 }), text: fc.constantFrom(...PIECES) })
    const texts = fc.oneof(dockerfileTexts(), leakingDockerfiles)
    fc.assert(
      fc.property(texts, fc.array(edit, { maxLength: 8 }), (first, edits) => {
        const draft = new Draft()
        let text = first
        assertSame(draft, text)
        for (const { at, length, text: piece } of edits) {
          const start = at % (text.length + 1)
          text = text.slice(0, start) + piece + text.slice(start + length)
          assertSame(draft, text)
        }
      }),
      runs,
    )
  })
})

const PIECES = [
  '',
  'x',
  '\n',
  ' \\\n',
  '<<EOF',
  'EOF\n',
  '# escape=`\n',
  '\r\n',
  '"',
  '\uD83D',
  '\nARG NPM_TOKEN\n',
  '\nFROM scratch\n',
  '# dockerfile-secrets-ignore-file secret-in-arg -- test\n',
  '\nENV A_TOKEN=$NPM_TOKEN\n',
  ' && curl -H "Authorization: $NPM_TOKEN" x',
  `\nCOPY .npmrc ${'long/'.repeat(80)}\n`,
]

function assertSame(draft: Draft, text: string): void {
  assert.deepEqual(draft.findings(text, {}), findProblems(text).map(toDiagnosis), text)
}

function toDiagnosis({ rule, severity, message, secret, exposures, span, related }: Diagnosis): Diagnosis {
  const plain = ({ start, end }: Diagnosis['span']) => ({ start, end })
  const steps = related.map(it => ({ message: it.message, span: plain(it.span) }))
  return { rule, severity, message, secret, exposures, span: plain(span), related: steps }
}
