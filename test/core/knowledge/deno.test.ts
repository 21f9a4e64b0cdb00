import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fixAll } from '../../../server/src/core/fixes/fixAll.ts'
import { readersOf } from '../../support/knowledge.ts'

describe('Deno', () => {
  for (const command of ['deno cache main.ts', 'deno install', 'deno compile -o app main.ts'])
    it(`reads the tokens of its hosts: ${command}`, () =>
      assert.deepEqual(readersOf('DENO_AUTH_TOKENS', 'deno fmt --check', command), [command]))

  it('reads the .npmrc of the project', () => {
    const { text } = fixAll('FROM denoland/deno:2\nWORKDIR /app\nCOPY .npmrc deno.json ./\nRUN deno install\n')
    assert.match(text, /^RUN --mount=type=secret,id=npmrc,target=\/app\/.npmrc,required=true deno install$/m)
  })
})
