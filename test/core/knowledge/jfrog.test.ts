import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { copying, fixed, holds, SECRET, storedBy } from '../../support/knowledge.ts'

const FILE = '/root/.jfrog/jfrog-cli.conf.v6'

describe('jf config', () => {
  for (const command of [
    'jf config add corp --url=https://h.example --access-token=$TOKEN --interactive=false',
    'jf c add corp --artifactory-url https://h.example --user ci --password $TOKEN',
    'jfrog config add corp --apikey "$TOKEN"',
    'echo $TOKEN | jf config add corp --url=https://h.example --access-token-stdin',
  ])
    it(`stores: ${command}`, () => assert.deepEqual(storedBy(command), [FILE]))

  it('takes the server out again after use', () => {
    const add = 'jf c add corp --url=https://h.example --access-token=$TOKEN --interactive=false'
    assert.deepEqual(fixed(add, 'jf rt dl repo/x').runs, [`${add} && jf rt dl repo/x && jf c remove corp --quiet`])
    assert.deepEqual(storedBy(`${add} && jf rt dl repo/x && jf config rm corp --quiet`), [])
  })

  it('stores nothing of other commands', () =>
    assert.deepEqual(
      storedBy('jf rt dl repo/x --url=https://h.example --access-token=$TOKEN', 'jf config show', 'jf config use corp'),
      [],
    ))

  it('has a file for credentials, named by its version', () => {
    assert.equal(copying('jfrog-cli.conf.v6', '/root/.jfrog/'), 'error')
    assert.ok(holds('jfrog-cli.conf', `{"servers":[{"url":"https://h","accessToken":"${SECRET}"}],"version":"6"}`))
    assert.ok(!holds('jfrog-cli.conf.v5', '{"servers":[{"url":"https://h","user":"ci"}],"version":"5"}'))
  })
})
