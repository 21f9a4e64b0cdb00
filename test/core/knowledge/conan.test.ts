import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { copying, fixed, holds, readersOf, SECRET, storedBy } from '../../support/knowledge.ts'

describe('conan', () => {
  const stores: Readonly<Record<string, string>> = {
    'conan remote login corp ci -p $TOKEN': '/root/.conan2/.conan.db',
    'conan remote login --password=$TOKEN corp ci': '/root/.conan2/.conan.db',
    'conan user -p $TOKEN -r corp ci': '/root/.conan/.conan.db',
  }
  for (const [command, store] of Object.entries(stores))
    it(`stores a token only for as long as it is read: ${command}`, () => {
      assert.deepEqual(storedBy(command), [store])
      assert.deepEqual(fixed(command, 'conan install . --build=missing').runs, [
        `${command} && conan install . --build=missing && rm -f ${store}`,
      ])
    })

  it('stores nothing without a password', () =>
    assert.deepEqual(storedBy('conan user', 'conan remote add corp https://h.example', 'conan install .'), []))

  it('reads its variables where it asks a remote', () => {
    for (const name of ['CONAN_PASSWORD', 'CONAN_PASSWORD_CORP'])
      assert.deepEqual(readersOf(name, 'conan profile detect', 'conan install .'), ['conan install .'])
  })

  it('has files for credentials', () => {
    assert.equal(copying('credentials.json', '/root/.conan2/credentials.json'), 'error')
    assert.ok(holds('.conan2/credentials.json', `{"credentials":[{"remote":"a","user":"ci","password":"${SECRET}"}]}`))
    assert.ok(!holds('.conan2/credentials.json', '{"credentials":[{"remote":"a","password":"{{ os.getenv(1) }}"}]}'))
  })
})
