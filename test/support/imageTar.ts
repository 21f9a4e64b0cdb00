/** One member of a tar archive, with the offset of its content in the archive. */
export interface TarEntry {
  readonly path: string
  readonly type: 'file' | 'directory' | 'link' | 'other'
  /** Permission bits. */
  readonly mode: number
  readonly uid: number
  readonly content: Buffer
  /** Of the first header that describes this entry; from here to `end` all bytes belong to it. */
  readonly start: number
  readonly end: number
}

const BLOCK = 512

/** The members of a tar archive (ustar, GNU and pax), in order. Throws when the archive is cut off. */
export function* readTar(archive: Buffer): Generator<TarEntry> {
  let offset = 0
  let start = 0
  let longPath: string | undefined
  while (offset + BLOCK <= archive.length) {
    const header = archive.subarray(offset, offset + BLOCK)
    if (header.every(byte => byte === 0)) return
    const size = numberAt(header, 124, 12)
    const content = archive.subarray(offset + BLOCK, offset + BLOCK + size)
    if (content.length < size) throw new Error('The archive is cut off.')
    const flag = String.fromCharCode(header[156] ?? 0)
    offset += BLOCK + Math.ceil(size / BLOCK) * BLOCK
    if (flag === 'L') longPath = textAt(content, 0, content.length)
    else if (flag === 'x') longPath = paxPath(content) ?? longPath
    else if (flag !== 'K' && flag !== 'g') {
      const path = (longPath ?? ustarPath(header)).replace(/^\.?\//, '').replace(/\/$/, '')
      const [mode, uid] = [numberAt(header, 100, 8) & 0o7777, numberAt(header, 108, 8)]
      yield { path, type: entryType(flag), mode, uid, content, start, end: offset }
      longPath = undefined
      start = offset
    }
  }
}

export interface TarFile {
  readonly path: string
  readonly content: Buffer | string
}

/** A tar archive of regular files with fixed dates and owners, the same on every run. Paths have up to 99 bytes. */
export function writeTar(files: readonly TarFile[]): Buffer {
  const parts = files.flatMap(({ path, content }) => {
    const bytes = Buffer.from(content)
    const padding = Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)
    return [fileHeader(path, bytes.length), bytes, padding]
  })
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)])
}

function fileHeader(path: string, size: number): Buffer {
  if (99 < Buffer.byteLength(path)) throw new Error(`${path} is too long for a tar header.`)
  const header = Buffer.alloc(BLOCK)
  header.write(path, 0)
  header.write('0000644\0', 100)
  header.write('0000000\0', 108)
  header.write('0000000\0', 116)
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  header.write('00000000000\0', 136)
  header.write('        ', 148)
  header.write('0', 156)
  header.write('ustar\u000000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

function entryType(flag: string): TarEntry['type'] {
  if (flag === '0' || flag === '\0' || flag === '7') return 'file'
  if (flag === '5') return 'directory'
  return flag === '1' || flag === '2' ? 'link' : 'other'
}

/** Octal digits, or the big-endian number of GNU tar for large values. */
function numberAt(header: Buffer, start: number, length: number): number {
  if ((header[start] ?? 0) & 0x80) return header.readUIntBE(start + length - 6, 6)
  return Number.parseInt(textAt(header, start, length).trim() || '0', 8)
}

function ustarPath(header: Buffer): string {
  const prefix = textAt(header, 257, 5) === 'ustar' ? textAt(header, 345, 155) : ''
  const name = textAt(header, 0, 100)
  return prefix ? `${prefix}/${name}` : name
}

function textAt(bytes: Buffer, start: number, length: number): string {
  const field = bytes.subarray(start, start + length)
  const end = field.indexOf(0)
  return field.subarray(0, end < 0 ? field.length : end).toString()
}

/** Records of a pax header are "LENGTH KEY=VALUE\n". */
function paxPath(records: Buffer): string | undefined {
  let offset = 0
  while (offset < records.length) {
    const length = Number.parseInt(records.subarray(offset).toString('latin1', 0, 16), 10)
    if (!(0 < length)) return undefined
    const record = records.subarray(offset, offset + length - 1).toString()
    const [key, value] = [
      record.slice(record.indexOf(' ') + 1, record.indexOf('=')),
      record.slice(record.indexOf('=') + 1),
    ]
    if (key === 'path') return value
    offset += length
  }
  return undefined
}
