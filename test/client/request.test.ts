import assert from 'node:assert/strict'
import { join, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { toBuildRequest } from '../../client/src/build/request.ts'

const cwd = resolve('/srv/shop')
const wish = { target: undefined, tags: ['shop'], secrets: [], extra: [] }

describe('a build request', () => {
  it('has paths as docker sees them from the workspace folder', () => {
    const places = { cwd, dockerfile: join(cwd, 'api/Dockerfile'), context: join(cwd, 'api') }
    const request = toBuildRequest(places, { ...wish, secrets: [{ id: 'netrc', kind: 'file', path: '.netrc' }] })
    assert.equal(request.dockerfile, 'api/Dockerfile')
    assert.equal(request.context, 'api')
    assert.deepEqual(request.secrets, [{ id: 'netrc', kind: 'file', path: 'api/.netrc' }])
  })

  it('calls the workspace folder itself by a dot', () => {
    assert.equal(toBuildRequest({ cwd, dockerfile: join(cwd, 'Dockerfile'), context: cwd }, wish).context, '.')
  })

  it('keeps the whole path of what is outside of the workspace', () => {
    const places = { cwd, dockerfile: resolve('/srv/Dockerfile'), context: resolve('/srv') }
    const path = resolve('/home/me/.netrc')
    const request = toBuildRequest(places, { ...wish, secrets: [{ id: 'netrc', kind: 'file', path }] })
    assert.deepEqual(request.secrets, [{ id: 'netrc', kind: 'file', path }])
    assert.equal(request.context, resolve('/srv'))
  })

  it('takes a folder whose name starts with two dots for one inside', () => {
    assert.equal(
      toBuildRequest({ cwd, dockerfile: join(cwd, 'Dockerfile'), context: join(cwd, '..app') }, wish).context,
      '..app',
    )
  })
})
