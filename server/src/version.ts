import { readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'

/** Of the package that the running program belongs to: every program lies one folder below the manifest. */
export function readVersion(): string {
  try {
    const program = realpathSync(process.argv[1] ?? '')
    const manifest: unknown = JSON.parse(readFileSync(join(program, '../../package.json'), 'utf8'))
    return typeof manifest === 'object' && manifest && 'version' in manifest ? String(manifest.version) : ''
  } catch {
    // Started in an unusual way; nothing depends on it.
    return ''
  }
}
