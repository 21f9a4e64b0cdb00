import assert from 'node:assert/strict'
import { chmodSync, lstatSync, readdirSync, statSync, symlinkSync } from 'node:fs'
import { describe, it } from 'node:test'
import { replaceFile } from '../../server/src/workspace/replaceFile.ts'
import { createFolder } from '../support/folder.ts'

describe('Replacing a file', () => {
  it('keeps the mode', () => {
    const folder = createFolder({ a: 'old' })
    chmodSync(folder.join('a'), 0o640)
    replaceFile(folder.join('a'), 'old', 'new')
    assert.equal(folder.read('a'), 'new')
    assert.equal(statSync(folder.join('a')).mode & 0o7777, 0o640)
  })

  it('changes the target of a link, not the link', () => {
    const folder = createFolder({ 'real/a': 'old' })
    symlinkSync('real/a', folder.join('link'))
    replaceFile(folder.join('link'), 'old', 'new')
    assert.equal(folder.read('real/a'), 'new')
    assert.ok(lstatSync(folder.join('link')).isSymbolicLink())
  })

  it('creates a file that was not there', () => {
    const folder = createFolder()
    replaceFile(folder.join('a'), undefined, 'new')
    assert.equal(folder.read('a'), 'new')
  })

  it('does not overwrite what somebody else wrote in the meantime', () => {
    const folder = createFolder({ a: 'theirs' })
    assert.throws(() => replaceFile(folder.join('a'), 'old', 'new'), /somebody else has changed the file/)
    assert.throws(() => replaceFile(folder.join('a'), undefined, 'new'), /somebody else has changed the file/)
    assert.throws(() => replaceFile(folder.join('gone'), 'old', 'new'), /no such file/i)
    assert.equal(folder.read('a'), 'theirs')
  })

  it('leaves nothing behind when it fails', () => {
    const folder = createFolder({ 'a/file': '' })
    assert.throws(() => replaceFile(folder.join('a'), 'old', 'new'), /This is a directory/)
    assert.deepEqual(readdirSync(folder.path), ['a'])
  })
})
