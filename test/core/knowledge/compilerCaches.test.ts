import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { holds, readersOf, SECRET, takesPassword } from '../../support/knowledge.ts'

describe('sccache and ccache', () => {
  it('read their variables wherever a compiler runs', () =>
    assert.deepEqual(
      readersOf('SCCACHE_REDIS_PASSWORD', 'apt-get update', 'sccache --start-server && make', 'make all'),
      ['sccache --start-server && make', 'make all'],
    ))

  it('have files with the address of the cache', () => {
    assert.ok(holds('.config/sccache/config', `[cache.redis]\nurl = "redis://ci:${SECRET}@cache.example"\n`))
    assert.ok(holds('.config/sccache/config', `[cache.webdav]\ntoken = "${SECRET}"\n`))
    assert.ok(!holds('.config/sccache/config', '[cache.disk]\ndir = "/cache"\n'))
    assert.ok(holds('ccache.conf', `remote_storage = http://cache.example|bearer-token=${SECRET}\n`))
    assert.ok(!holds('ccache.conf', 'max_size = 5G\nremote_storage = http://cache.example\n'))
  })
})

describe('Cypress', () => {
  it('gets the key of its dashboard as an option or a variable', () => {
    assert.ok(takesPassword('cypress run --record --key $VALUE'))
    assert.ok(takesPassword('npx cypress run --key=$VALUE'))
    assert.deepEqual(readersOf('CYPRESS_RECORD_KEY', 'npx cypress install', 'npx cypress run --record'), [
      'npx cypress run --record',
    ])
  })
})
