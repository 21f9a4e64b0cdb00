import { isUtf8 } from 'node:buffer'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { describeSystemError, FileError } from './fileError.ts'

/** A text file as it is on disk. */
export interface TextFile {
  /** Without the byte order mark. */
  readonly text: string
  readonly byteOrderMark: boolean
}

export const BYTE_ORDER_MARK = '\uFEFF'

/** Far above any Dockerfile, and small enough to be read at once. */
const LIMIT = { bytes: 32 * 1024 * 1024, name: '32 MB' }

/** Reads a file that somebody asked for; throws a `FileError` with cause and next step. */
export function readText(path: string): TextFile {
  return decodeText(readBytes(path))
}

/** The text in UTF-8 bytes; throws a `FileError` for anything else. */
export function decodeText(bytes: Buffer): TextFile {
  if (LIMIT.bytes < bytes.length) throw tooLarge()
  if (!isUtf8(bytes)) throw new FileError(describeEncoding(bytes))
  const text = bytes.toString('utf8')
  const byteOrderMark = text.startsWith(BYTE_ORDER_MARK)
  return { text: byteOrderMark ? text.slice(1) : text, byteOrderMark }
}

function readBytes(path: string): Buffer {
  let file: number | undefined
  try {
    file = openSync(path, 'r')
    const stats = fstatSync(file)
    if (stats.isDirectory()) throw new FileError('This is a directory, not a file.')
    if (LIMIT.bytes < stats.size) throw tooLarge()
    return stats.isFile() ? readWhole(file, stats.size) : readStream(file)
  } catch (error) {
    throw error instanceof FileError ? error : new FileError(describeSystemError(error))
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** With one call most of the time: this is where checking many files spends its time. */
function readWhole(file: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size)
  let length = 0
  while (length < size) {
    const count = readSync(file, bytes, length, size - length, null)
    if (count === 0) break
    length += count
  }
  return bytes.subarray(0, length)
}

/** A pipe or a device, which need not end. */
function readStream(file: number): Buffer {
  const chunks: Buffer[] = []
  let length = 0
  for (;;) {
    const chunk = Buffer.alloc(64 * 1024)
    const count = readSync(file, chunk)
    if (count === 0) return Buffer.concat(chunks)
    length += count
    if (LIMIT.bytes < length) throw tooLarge()
    chunks.push(chunk.subarray(0, count))
  }
}

function tooLarge(): FileError {
  return new FileError(`The file is larger than ${LIMIT.name}. Is it a Dockerfile?`)
}

function describeEncoding(bytes: Buffer): string {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return 'The file is in UTF-16, which docker cannot read. Save it as UTF-8.'
  const at = firstInvalidByte(bytes)
  let line = 1
  for (const byte of bytes.subarray(0, at)) if (byte === 0x0a) line++
  return `The file is not valid UTF-8 (first on line ${line}). Save it as UTF-8.`
}

/** Where the longest valid beginning ends; found by halving. */
function firstInvalidByte(bytes: Buffer): number {
  let low = 0
  let high = bytes.length
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (isUtf8(bytes.subarray(0, characterStart(bytes, middle)))) low = middle
    else high = middle - 1
  }
  return low
}

/** The start of the character that `end` would cut in two. */
function characterStart(bytes: Buffer, end: number): number {
  let start = end
  while (0 < start && end - start < 4 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--
  return start
}
