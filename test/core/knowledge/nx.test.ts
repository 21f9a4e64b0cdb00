import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readersOf } from '../../support/knowledge.ts'

describe('Nx', () => {
  for (const command of ['nx build web', 'npx nx run-many -t build', 'yarn nx build web', 'npx nx-cloud start-ci-run'])
    it(`reads its variables, and nothing else does: ${command}`, () => {
      for (const name of [
        'NX_CLOUD_ACCESS_TOKEN',
        'NX_CLOUD_ENCRYPTION_KEY',
        'NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN',
      ])
        assert.deepEqual(readersOf(name, 'npm ci', command), [command])
    })
})
