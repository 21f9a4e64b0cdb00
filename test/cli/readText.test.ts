import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readText } from '../../server/src/workspace/readText.ts'
import { createFolder } from '../support/folder.ts'

describe('Reading a text file', () => {
  it('takes the byte order mark away and remembers it', () => {
    const folder = createFolder({ a: '\uFEFFFROM scratch\r\n' })
    assert.deepEqual(readText(folder.join('a')), { text: 'FROM scratch\r\n', byteOrderMark: true })
  })

  it('names the line with the first byte that is not UTF-8', () => {
    const bytes = Buffer.concat([
      Buffer.from('FROM scratch\n# grün\n# caf'),
      Buffer.from([0xe9]),
      Buffer.from('\n'.repeat(9)),
    ])
    const folder = createFolder({ a: bytes })
    assert.throws(() => readText(folder.join('a')), /not valid UTF-8 \(first on line 3\)/)
  })

  it('finds a character that the end of the file cuts in two', () => {
    const folder = createFolder({ a: Buffer.from('x\n\n€').subarray(0, 5) })
    assert.throws(() => readText(folder.join('a')), /first on line 3/)
  })

  it('recognizes UTF-16', () => {
    const folder = createFolder({ a: Buffer.from('\uFEFFFROM scratch', 'utf16le') })
    assert.throws(() => readText(folder.join('a')), /UTF-16/)
  })

  it('does not read more than any Dockerfile needs', () => {
    const folder = createFolder({ a: Buffer.alloc(33 * 1024 * 1024, 0x20) })
    assert.throws(() => readText(folder.join('a')), /larger than 32 MB/)
    assert.throws(() => readText('/dev/zero'), /larger than 32 MB/)
  })

  it('says that a directory is one', () => {
    assert.throws(() => readText(createFolder().path), /This is a directory/)
  })
})
