import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import rule from '../../../server/src/core/rules/copied-credential-file.ts'
import { expectFix } from '../../support/fixtures.ts'
import { copying, fixed, holds, readersOf, SECRET, storedBy } from '../../support/knowledge.ts'

describe('gem sources', () => {
  for (const option of ['--add', '-a'])
    it(`stores the URL, and takes it out again: ${option}`, () => {
      const command = `gem sources ${option} https://ci:$TOKEN@gems.corp.example/`
      assert.deepEqual(storedBy(command), ['/root/.gemrc'])
      assert.deepEqual(fixed(`${command} && gem install x`).runs, [
        `${command} && gem install x && gem sources --remove https://ci:$TOKEN@gems.corp.example/`,
      ])
    })

  it('stores nothing that is no credential', () =>
    assert.deepEqual(
      storedBy('gem sources --add https://gems.example/', 'gem sources --clear-all && gem install x'),
      [],
    ))
})

describe('RubyGems', () => {
  it('reads the key of a host where it pushes', () =>
    assert.deepEqual(readersOf('GEM_HOST_API_KEY', 'gem list', 'gem push x.gem'), ['gem push x.gem']))

  it('has files for credentials and for settings', () => {
    assert.equal(copying('credentials', '/root/.gem/credentials'), 'error')
    assert.equal(copying('.gemrc', '/root/'), undefined)
    assert.ok(holds('.gem/credentials', `---\n:rubygems_api_key: ${SECRET}\n`))
    assert.ok(holds('.gem/credentials', `:corp: Bearer ${SECRET}\n`))
    assert.ok(!holds('.gem/credentials', '---\n:rubygems_api_key: <KEY>\n'))
    assert.ok(holds('.gemrc', `:sources:\n- https://ci:${SECRET}@gems.example/\n`))
    assert.ok(!holds('.gemrc', 'gem: --no-document\n:sources:\n- https://rubygems.org/\n'))
  })

  it('accepts its file with no other mode than 0600', () =>
    expectFix(
      rule,
      `
      FROM ruby:3.3
      COPY .gem/credentials /root/.gem/credentials
      RUN chmod 0600 /root/.gem/credentials && gem push x.gem
    `,
      `
      FROM ruby:3.3
      RUN --mount=type=secret,id=gem_credentials,target=/root/.gem/credentials,mode=0600,required=true gem push x.gem
    `,
    ))
})
