import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { rulePage } from '../../server/src/core/rulePage.ts'
import { rules } from '../../server/src/core/rules/index.ts'
import { COMMAND, runCommand } from '../support/commandLine.ts'
import { createFolder } from '../support/folder.ts'

describe('The command line', () => {
  it('prints help and exits with 0 when it is asked for help', async () => {
    const { code, stdout, stderr } = await runCommand(['--help'])
    assert.deepEqual([code, stderr], [0, ''])
    for (const command of ['check', 'fix', 'plan', 'protect', 'build', 'explain', 'rules', 'lsp'])
      assert.match(stdout, new RegExp(`^ {2}${command}\\b`, 'm'))
  })

  it('prints help about every command', async () => {
    for (const command of ['check', 'fix', 'plan', 'protect', 'build', 'explain', 'rules', 'lsp']) {
      const { code, stdout } = await runCommand(['help', command])
      assert.equal(code, 0)
      assert.match(stdout, new RegExp(`^Usage: dockerfile-secrets ${command}`))
    }
  })

  it('prints its version', async () => {
    const manifest: { readonly version: string } = JSON.parse(
      readFileSync(new URL('../../server/package.json', import.meta.url), 'utf8'),
    )
    assert.equal((await runCommand(['--version'])).stdout, `${manifest.version}\n`)
  })

  const wrong: Readonly<Record<string, readonly [readonly string[], RegExp]>> = {
    'no command': [[], /^Usage: dockerfile-secrets/],
    'an unknown command': [['chek'], /unknown command 'chek'\n\(Did you mean check\?\)/],
    'an unknown option': [['check', '--nope'], /unknown option '--nope'/],
    'an unknown format': [['check', '--format', 'xml'], /argument 'xml' is invalid\. Allowed choices are text, json\./],
    'an unknown severity': [['check', '--min-severity', 'bad'], /Allowed choices are info, warning, error\./],
    'a rule that does not exist': [['explain', 'nope'], /no rule "nope"\. The rules are .*secret-in-arg/],
    'a server without a way to speak': [['lsp'], /required option '--stdio' not specified/],
  }
  for (const [name, [args, message]] of Object.entries(wrong))
    it(`exits with 2 for ${name}`, async () => {
      const { code, stdout, stderr } = await runCommand(args)
      assert.deepEqual([code, stdout], [2, ''])
      assert.match(stderr, message)
    })

  it('takes a file whose name begins with a dash', async () => {
    const { path } = createFolder({ '-x': 'FROM node:24\nARG NPM_TOKEN\nRUN npm ci\n' })
    const { code, stdout } = await runCommand(['check', '--', '-x'], { cwd: path })
    assert.equal(code, 1)
    assert.match(stdout, /^-x:2:5: error/)
  })

  it('ends quietly when nobody reads on', async () => {
    const { path } = createFolder({
      Dockerfile: 'FROM node:24\n' + 'ENV A_TOKEN=x\nARG NPM_TOKEN\nRUN npm ci\n'.repeat(500),
    })
    const child = spawn(process.execPath, [COMMAND, 'check'], { cwd: path })
    let stderr = ''
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()))
    child.stdout.once('data', () => child.stdout.destroy())
    const [code]: unknown[] = await once(child, 'close')
    assert.deepEqual([code, stderr], [1, ''])
  })
})

describe('rules', () => {
  it('lists all of them', async () => {
    const { code, stdout } = await runCommand(['rules'])
    assert.equal(code, 0)
    for (const { id, severity, title } of rules) assert.match(stdout, new RegExp(`^${id} +${severity} +${title}$`, 'm'))
  })

  it('lists all of them as JSON', async () => {
    const result: { version: number; rules: { id: string; severity: string; title: string; fix: string }[] } =
      JSON.parse((await runCommand(['rules', '--format', 'json'])).stdout)
    assert.equal(result.version, 1)
    assert.deepEqual(
      result.rules.map(({ id, severity, title }) => ({ id, severity, title })),
      rules.map(({ id, severity, title }) => ({ id, severity, title })),
    )
    assert.ok(result.rules.every(it => ['safe', 'suggestion', 'none'].includes(it.fix)))
  })
})

describe('explain', () => {
  for (const rule of rules)
    it(`prints the page of ${rule.id}`, async () => {
      assert.deepEqual(await runCommand(['explain', rule.id]), { code: 0, stdout: rulePage(rule), stderr: '' })
    })
})
