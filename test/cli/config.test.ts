import assert from 'node:assert/strict'
import { mkdirSync, symlinkSync } from 'node:fs'
import { describe, it } from 'node:test'
import { runCommand } from '../support/commandLine.ts'
import { createFolder } from '../support/folder.ts'

const CONFIG = '.dockerfile-secrets.json'
const LEAKING = 'FROM node:24\nARG NPM_TOKEN\nRUN npm ci\n'
const OFF = '{ "rules": { "secret-in-arg": "off" } }'
const WARNING = '{ "rules": { "secret-in-arg": "warning" } }'
const BROKEN = '{ "rules": '
const BROKEN_MESSAGE = 'Line 1: here a value is expected. Until the JSON is right, the defaults apply.'

describe('a configuration file', () => {
  it('counts for the Dockerfiles below it', async () => {
    const { path } = createFolder({ [CONFIG]: OFF, Dockerfile: LEAKING, 'deep/er/Dockerfile': LEAKING })
    assert.deepEqual(await found(path, '.'), [])
    assert.deepEqual(await found(path, 'deep/er'), [])
  })

  it('counts wherever the command is started', async () => {
    const folder = createFolder({ [CONFIG]: OFF, 'app/Dockerfile': LEAKING })
    assert.deepEqual(await found(folder.join('app'), '.'), [])
    const elsewhere = createFolder()
    assert.deepEqual(await found(elsewhere.path, folder.join('app')), [])
  })

  it('counts alone when it is the nearest', async () => {
    const { path } = createFolder({ [CONFIG]: OFF, [`app/${CONFIG}`]: WARNING, 'app/Dockerfile': LEAKING })
    assert.deepEqual(await found(path, '.'), ['app/Dockerfile warning'])
  })

  it('does not count below the top of another repository', async () => {
    const folder = createFolder({ [CONFIG]: OFF, 'other/app/Dockerfile': LEAKING, 'mine/app/Dockerfile': LEAKING })
    mkdirSync(folder.join('other/.git'))
    assert.deepEqual(await found(folder.path, '.'), ['other/app/Dockerfile error'])
  })

  it('counts for standard input as for a file there, and in the current directory without a name', async () => {
    const { path } = createFolder({ [CONFIG]: OFF, [`app/${CONFIG}`]: WARNING })
    const check = async (...args: string[]) =>
      (await runCommand(['check', '-', ...args], { cwd: path, input: LEAKING })).stdout
    assert.match(await check(), /^No leaking secret/)
    assert.match(await check('--stdin-filename', 'app/Dockerfile'), /warning: /)
    const { stdout } = await runCommand(['fix', '-'], { cwd: path, input: LEAKING })
    assert.equal(stdout, LEAKING)
  })

  it('is not read with --no-workspace', async () => {
    const { path } = createFolder({ [CONFIG]: BROKEN, Dockerfile: LEAKING })
    const { code, stderr } = await runCommand(['check', '--no-workspace'], { cwd: path })
    assert.deepEqual([code, stderr], [1, ''])
  })

  it('names secrets, and names that are none', async () => {
    const { path } = createFolder({
      [CONFIG]: '{ "secretNames": ["LICENCE"], "publicNames": ["npm_*"] }',
      Dockerfile: 'FROM node:24\nARG NPM_TOKEN\nARG LICENCE\nRUN npm ci && activate $LICENCE\n',
    })
    const { stdout } = await runCommand(['check'], { cwd: path })
    assert.match(stdout, /ARG LICENCE/)
    assert.doesNotMatch(stdout, /NPM_TOKEN/)
  })

  it('tells fix which rules and names count, and how to mount', async () => {
    const folder = createFolder({
      [CONFIG]: '{ "mountStyle": "file", "publicNames": ["PIP_TOKEN"] }',
      Dockerfile: 'FROM node:24\nARG NPM_TOKEN\nARG PIP_TOKEN\nRUN npm ci\n',
    })
    await runCommand(['fix'], { cwd: folder.path })
    const fixed = folder.read('Dockerfile')
    assert.match(fixed, /ARG PIP_TOKEN/)
    assert.match(fixed, /cat \/run\/secrets\/npm_token/)
  })

  it('counts for every file when many are checked', async () => {
    const names = Array.from({ length: 1200 }, (_, index) => `p${index}/Dockerfile`)
    const files = Object.fromEntries(names.map(it => [it, LEAKING]))
    const { path } = createFolder({ [CONFIG]: '{ "rules": { "secret-in-arg": "off", "nope": "off" } }', ...files })
    const { code, stdout, stderr } = await runCommand(['check'], { cwd: path })
    assert.equal(stdout, 'No leaking secret in 1200 files.\n')
    assert.equal(
      stderr,
      `dockerfile-secrets: ${CONFIG}: There is no rule "nope". "dockerfile-secrets rules" lists them.\n`,
    )
    assert.equal(code, 2)
  })
})

describe('a configuration file with a mistake', () => {
  it('is an error with file, cause and next step, and the defaults apply', async () => {
    const { path } = createFolder({ [CONFIG]: BROKEN, 'app/Dockerfile': LEAKING })
    const { code, stdout, stderr } = await runCommand(['check'], { cwd: path })
    assert.equal(code, 2)
    assert.equal(stderr, `dockerfile-secrets: ${CONFIG}: ${BROKEN_MESSAGE}\n`)
    assert.match(stdout, /^app\/Dockerfile:2:5: error/)
  })

  it('is among the errors in JSON', async () => {
    const { path } = createFolder({ [CONFIG]: BROKEN, 'a/Dockerfile': LEAKING, 'b/Dockerfile': LEAKING })
    for (const command of ['check', 'fix']) {
      const { stdout } = await runCommand([command, '--format', 'json'], { cwd: path })
      const { errors, files }: { errors: unknown; files: unknown[] } = JSON.parse(stdout)
      assert.deepEqual(errors, [{ path: CONFIG, message: BROKEN_MESSAGE }], command)
      assert.equal(files.length, 2)
    }
  })

  it('keeps nobody from fixing', async () => {
    const folder = createFolder({ [CONFIG]: BROKEN, Dockerfile: LEAKING })
    const { code } = await runCommand(['fix'], { cwd: folder.path })
    assert.equal(code, 2)
    assert.match(folder.read('Dockerfile'), /--mount=type=secret/)
  })

  it('may be a directory, a large file or no text at all', async () => {
    const large = createFolder({ [CONFIG]: `{}${' '.repeat(2 ** 16)}`, Dockerfile: LEAKING })
    const binary = createFolder({ [CONFIG]: Buffer.from([0xff, 0xfe, 0x00]), Dockerfile: LEAKING })
    const directory = createFolder({ [`${CONFIG}/file`]: '', Dockerfile: LEAKING })
    for (const { path } of [large, binary, directory]) {
      const { code, stdout, stderr } = await runCommand(['check'], { cwd: path })
      assert.equal(code, 2)
      assert.match(
        stderr,
        /^dockerfile-secrets: \.dockerfile-secrets\.json: It cannot be read, so the defaults apply\./,
      )
      assert.match(stdout, /error: /)
    }
  })

  it('shows nothing of what it holds', async () => {
    const folder = createFolder({ elsewhere: 'hunter2 hunter3', Dockerfile: LEAKING })
    symlinkSync('elsewhere', folder.join(CONFIG))
    const { stdout, stderr } = await runCommand(['check'], { cwd: folder.path })
    assert.doesNotMatch(stdout + stderr, /hunter/)
  })
})

describe('files that the configuration ignores', () => {
  const files = {
    [CONFIG]: '{ "ignore": ["vendor/", "*.test.Dockerfile", "!vendor"] }',
    Dockerfile: LEAKING,
    'vendor/lib/Dockerfile': LEAKING,
    'app/bad.test.Dockerfile': LEAKING,
  }

  it('are left out, by the rules of .gitignore', async () => {
    const { path } = createFolder({ ...files, [CONFIG]: '{ "ignore": ["vendor/", "*.test.Dockerfile"] }' })
    assert.deepEqual(await found(path, '.'), ['Dockerfile error'])
    const negated = createFolder(files)
    assert.deepEqual(await found(negated.path, '.'), ['Dockerfile error', 'vendor/lib/Dockerfile error'])
  })

  it('are left out when they are named, too, with a word about it', async () => {
    const { path } = createFolder(files)
    const { code, stdout, stderr } = await runCommand(['check', 'app/bad.test.Dockerfile'], { cwd: path })
    assert.deepEqual(
      [code, stdout, stderr],
      [0, '', `dockerfile-secrets: app/bad.test.Dockerfile is ignored by ${CONFIG}.\n`],
    )
  })

  it('stay as they are', async () => {
    const folder = createFolder(files)
    await runCommand(['fix'], { cwd: folder.path })
    assert.equal(folder.read('app/bad.test.Dockerfile'), LEAKING)
    const { stdout } = await runCommand(['fix', '--stdout', 'app/bad.test.Dockerfile'], { cwd: folder.path })
    assert.equal(stdout, LEAKING)
  })
})

async function found(cwd: string, path: string): Promise<readonly string[]> {
  const { stdout } = await runCommand(['check', path, '--format', 'json'], { cwd })
  const { files }: { files: { path: string; findings: { severity: string }[] }[] } = JSON.parse(stdout)
  return files.flatMap(file => file.findings.map(it => `${file.path} ${it.severity}`))
}
