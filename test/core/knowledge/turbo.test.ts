import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readersOf } from '../../support/knowledge.ts'

describe('Turborepo', () => {
  for (const command of [
    'turbo run build',
    'npx turbo@2 build',
    'bunx turbo build',
    'pnpm exec turbo build',
    'yarn turbo run build',
    'pnpm turbo build',
  ])
    it(`reads its variables, and nothing else does: ${command}`, () => {
      for (const name of ['TURBO_TOKEN', 'TURBO_REMOTE_CACHE_SIGNATURE_KEY'])
        assert.deepEqual(readersOf(name, 'npm ci', command), [command])
    })

  it('may be started by a script of the project', () =>
    assert.deepEqual(readersOf('TURBO_TOKEN', 'npm run build'), ['npm run build']))

  it('is started by a package manager that reads a .npmrc, with all that it refers to', () =>
    assert.deepEqual(readersOf('NPM_TOKEN', 'yarn install', 'npx turbo build'), ['yarn install', 'npx turbo build']))
})
