import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.mts'

let packed: string | undefined

/** Packs the extension as for the Marketplace, and returns the path of the file. */
export function packExtension(): string {
  return (packed ??= pack())
}

function pack(): string {
  const vsix = join(root, '.cache/dockerfile-secrets.vsix')
  mkdirSync(join(root, '.cache'), { recursive: true })
  const vsce = join(root, 'node_modules/@vscode/vsce/vsce')
  const stdio = ['ignore', 'ignore', 'inherit'] as const
  execFileSync(process.execPath, [vsce, 'package', '--no-dependencies', '--out', vsix], {
    cwd: root,
    stdio: [...stdio],
  })
  return vsix
}
