import { createHash } from 'node:crypto'

import { writeZip } from './zip.ts'

export interface Wheel {
  /** `private_lib-1.0.0-py3-none-any.whl` */
  readonly fileName: string
  readonly content: Buffer
  readonly sha256: string
}

/** A wheel with one module that says `name` is there, made of nothing but its own few lines. */
export function makeWheel(name: string, version: string): Wheel {
  const module = name.replaceAll('-', '_')
  const info = `${module}-${version}.dist-info`
  const files: (readonly [string, string])[] = [
    [`${module}/__init__.py`, `__version__ = ${JSON.stringify(version)}\n`],
    [`${info}/METADATA`, `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`],
    [`${info}/WHEEL`, 'Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n'],
  ]
  const record = [...files.map(([path, text]) => recordLine(path, text)), `${info}/RECORD,,`]
  const content = writeZip([...files, [`${info}/RECORD`, `${record.join('\n')}\n`]])
  const sha256 = createHash('sha256').update(content).digest('hex')
  return { fileName: `${module}-${version}-py3-none-any.whl`, content, sha256 }
}

function recordLine(path: string, text: string): string {
  return `${path},sha256=${createHash('sha256').update(text).digest('base64url')},${Buffer.byteLength(text)}`
}
