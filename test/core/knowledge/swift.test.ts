import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fixed, readersOf, storedBy } from '../../support/knowledge.ts'

describe('swift package-registry login', () => {
  for (const option of ['--token $TOKEN', '--username ci --password $TOKEN'])
    it(`stores in .netrc only for as long as it is read: ${option}`, () => {
      const login = `swift package-registry login https://swift.corp.example ${option} --no-confirm`
      assert.deepEqual(storedBy(login), ['/root/.netrc'])
      assert.deepEqual(fixed(`${login} && swift build`).runs, [`${login} && swift build && rm -f /root/.netrc`])
    })

  it('stores nothing when it only sets a registry', () =>
    assert.deepEqual(storedBy('swift package-registry set https://swift.corp.example', 'swift build'), []))
})

describe('Swift and CocoaPods', () => {
  it('read their variables', () => {
    assert.deepEqual(readersOf('SWIFTPM_REGISTRY_TOKEN', 'swift --version', 'swift build -c release'), [
      'swift build -c release',
    ])
    assert.deepEqual(readersOf('COCOAPODS_TRUNK_TOKEN', 'pod --version', 'pod trunk push'), ['pod trunk push'])
  })
})
