import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, it } from 'node:test'

const root = resolve(import.meta.dirname, '..')
const manifest = readFileSync(join(root, 'package.json'), 'utf8')
const names: Record<string, string> = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8'))

interface Command {
  readonly command: string
  readonly title: string
  readonly category: string
}

describe('the manifest', () => {
  const { contributes }: { contributes: { commands: Command[]; menus: Record<string, { command?: string }[]> } } =
    JSON.parse(manifest)

  it('takes the title and category of every command from package.nls.json', () => {
    for (const { command, title, category } of contributes.commands) {
      assert.match(title, /^%.+%$/, command)
      assert.match(category, /^%.+%$/, command)
    }
  })

  it('uses exactly the texts of package.nls.json', () => {
    const used = Array.from(manifest.matchAll(/"%([^%"]+)%"/g), it => it[1] ?? '')
    assert.deepEqual([...new Set(used)].sort(), Object.keys(names).sort())
  })

  it('has only menu entries whose command exists', () => {
    const commands = new Set(contributes.commands.map(it => it.command))
    const entries = Object.values(contributes.menus).flat()
    assert.deepEqual(
      entries.filter(it => it.command !== undefined && !commands.has(it.command)),
      [],
    )
  })

  it('names files that exist', () => {
    const files = Array.from(manifest.matchAll(/"\.\/([^"*]+\.\w+)"/g), it => it[1] ?? '')
    assert.deepEqual(
      files.filter(it => !existsSync(join(root, it))),
      [],
    )
  })
})

describe('the packages', () => {
  it('of VS Code holds the bundles and what the manifest names, and nothing else', () => {
    const vsce = join(root, 'node_modules/@vscode/vsce/vsce')
    const files = run(process.execPath, vsce, 'ls', '--no-dependencies')
      .split('\n')
      .filter(it => it !== '')
    const expected =
      /^(?:package(?:\.nls(?:\.[\w-]+)?)?\.json|README\.md|CHANGELOG\.md|LICENSE(?:\.txt)?|dist\/(?:client|languageClient|server)\.js|dist\/third-party-licenses\.txt|server\/schema\.json|images\/.+\.png|(?:l10n|snippets|syntaxes)\/.+\.json)$/
    assert.deepEqual(
      files.filter(it => !expected.test(it)),
      [],
    )
    for (const file of [
      'dist/client.js',
      'dist/languageClient.js',
      'dist/server.js',
      'server/schema.json',
      'README.md',
    ])
      assert.ok(files.includes(file), file)
  })

  it('of npm holds the commands with their bundles', () => {
    const [{ files }]: [{ files: { path: string }[] }] = JSON.parse(
      run('npm', 'pack', '--dry-run', '--json', '--ignore-scripts', '--workspace', 'dockerfile-secrets'),
    )
    const expected = [
      'bin/dockerfile-secrets.cjs',
      'bin/load.cjs',
      'dist/cli.cjs',
      'dist/server.cjs',
      'schema.json',
      'LICENSE',
    ]
    const paths = files.map(it => it.path)
    assert.deepEqual(
      expected.filter(it => !paths.includes(it)),
      [],
    )
    assert.deepEqual(
      paths.filter(it => it.endsWith('.map')),
      [],
    )
  })
})

/** A constant command; npm is a script on Windows, which only a shell starts. */
function run(command: string, ...args: readonly string[]): string {
  return execFileSync(command, [...args], {
    cwd: root,
    encoding: 'utf8',
    shell: command === 'npm',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}
