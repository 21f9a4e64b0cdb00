import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { findProblems } from '../../server/src/core/analyze.ts'

const file = join(import.meta.dirname, '../../snippets/dockerfile.json')
const snippets: Record<string, { prefix: string; body: string }> = JSON.parse(readFileSync(file, 'utf8'))

describe('the snippets', () => {
  for (const [name, { body }] of Object.entries(snippets)) {
    it(`"${name}" is a RUN without a finding`, () => {
      const dockerfile = `FROM debian:12\n${expand(body)}\n`
      assert.match(dockerfile, /\nRUN --mount=type=(?:secret|ssh),/)
      assert.deepEqual(
        findProblems(dockerfile).map(it => it.message),
        [],
      )
    })
  }

  it('have prefixes that no instruction starts with', () => {
    for (const { prefix } of Object.values(snippets)) assert.match(prefix, /^mount-/)
  })
})

/** The text that is there when the user accepts every default. */
function expand(body: string): string {
  return body
    .replaceAll(/\$\{\d+\|([^,|}]*)[^}]*\}/g, '$1')
    .replaceAll(/\$\{\d+:([^}]*)\}/g, '$1')
    .replaceAll(/\$\d+/g, '')
}
