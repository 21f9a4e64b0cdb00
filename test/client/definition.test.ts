import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fromDefinition, toDefinition } from '../../client/src/build/definition.ts'
import type { BuildRequest } from '../../server/src/core/plan/model.ts'

describe('a build in tasks.json', () => {
  it('says the same as the build it was made from', () => {
    const request: BuildRequest = {
      dockerfile: 'api/Dockerfile',
      context: 'api',
      target: 'app',
      tags: ['shop:dev'],
      secrets: [
        { id: 'npm_token', kind: 'env', name: 'NPM_TOKEN' },
        { id: 'netrc', kind: 'file', path: 'api/.netrc' },
      ],
      extra: ['--no-cache'],
    }
    assert.deepEqual(fromDefinition(JSON.parse(JSON.stringify(toDefinition(request)))), request)
  })

  it('needs nothing but a Dockerfile', () => {
    assert.deepEqual(fromDefinition({ type: 'dockerfile-secrets', dockerfile: 'Dockerfile' }), {
      dockerfile: 'Dockerfile',
      context: '.',
      target: undefined,
      tags: [],
      secrets: [],
      extra: [],
    })
  })

  it('may hold anything, of which only what is right counts', () => {
    const type = 'dockerfile-secrets'
    assert.equal(fromDefinition({ type }), undefined)
    assert.equal(fromDefinition({ type, dockerfile: 1 }), undefined)
    const secrets = [null, 'x', {}, { id: 'a' }, { id: 'b', env: 2 }, { id: 'c', env: 'C' }]
    const build = fromDefinition({ type, dockerfile: 'Dockerfile', tags: 'x', secrets, args: [1, '--pull'] })
    assert.deepEqual(build?.secrets, [{ id: 'c', kind: 'env', name: 'C' }])
    assert.deepEqual(build?.tags, [])
    assert.deepEqual(build?.extra, ['--pull'])
  })
})
