import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readersOf } from '../../support/knowledge.ts'

describe('vcpkg', () => {
  it('reads where its caches are, with their tokens', () => {
    for (const name of ['VCPKG_BINARY_SOURCES', 'X_VCPKG_ASSET_SOURCES'])
      assert.deepEqual(readersOf(name, 'vcpkg list', 'vcpkg integrate install', './vcpkg install'), ['./vcpkg install'])
  })
})
