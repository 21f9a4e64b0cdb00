import assert from 'node:assert/strict'
import { readdirSync, symlinkSync } from 'node:fs'
import { describe, it } from 'node:test'
import { runCommand } from '../support/commandLine.ts'
import { createFolder } from '../support/folder.ts'

const NPMRC = '//npm.example/:_authToken=hunter2\n'

describe('protect', () => {
  it('adds what the ignore files lack', async () => {
    const folder = createFolder({
      '.npmrc': NPMRC,
      '.gitignore': 'node_modules/\n.npmrc\n',
      '.dockerignore': 'dist\r\n',
    })
    const { code, stdout, stderr } = await runCommand(['protect'], { cwd: folder.path })
    assert.deepEqual([code, stderr], [0, ''])
    assert.equal(stdout, '.npmrc: added to .dockerignore\nChanged 1 file.\n')
    assert.equal(folder.read('.gitignore'), 'node_modules/\n.npmrc\n')
    assert.equal(folder.read('.dockerignore'), 'dist\r\n.npmrc\r\n')
  })

  it('has nothing to do the second time', async () => {
    const { path } = createFolder({ '.npmrc': NPMRC })
    await runCommand(['protect'], { cwd: path })
    const { code, stdout } = await runCommand(['protect'], { cwd: path })
    assert.deepEqual([code, stdout], [0, '.npmrc: ignored already\nNothing to change.\n'])
  })

  it('says so when there is no auth file', async () => {
    const { path } = createFolder({ '.npmrc': 'save-exact=true\n' })
    const { code, stdout } = await runCommand(['protect'], { cwd: path })
    assert.deepEqual([code, stdout], [0, 'There is no auth file here.\n'])
  })

  it('writes nothing with --dry-run', async () => {
    const folder = createFolder({ '.npmrc': NPMRC })
    const { code, stdout } = await runCommand(['protect', '--dry-run'], { cwd: folder.path })
    assert.equal(code, 0)
    assert.equal(
      stdout,
      '.npmrc: missing in .gitignore and .dockerignore\nWould change 2 files. Nothing was written.\n',
    )
    assert.deepEqual(readdirSync(folder.path), ['.npmrc'])
  })

  it('has a documented form in JSON, with paths as seen from where it was started', async () => {
    const { path } = createFolder({ 'app/.npmrc': NPMRC, 'app/.gitignore': '.npmrc\n' })
    const { stdout } = await runCommand(['protect', 'app', '--format', 'json'], { cwd: path })
    assert.deepEqual(JSON.parse(stdout), {
      version: 1,
      found: [{ path: 'app/.npmrc', holdsCredential: true, missingFrom: ['app/.dockerignore'] }],
      files: [{ path: 'app/.dockerignore', changed: true }],
      errors: [],
    })
  })

  it('does not change a file outside through a link, and exits with 2', async () => {
    const outside = createFolder({ precious: 'mine\n' })
    const folder = createFolder({ '.npmrc': NPMRC })
    symlinkSync(outside.join('precious'), folder.join('.gitignore'))
    const { code, stdout, stderr } = await runCommand(['protect'], { cwd: folder.path })
    assert.equal(code, 2)
    assert.match(stderr, /^dockerfile-secrets: \.gitignore: Not changed: a link leads to /)
    assert.match(stdout, /^\.npmrc: added to \.dockerignore, but not to \.gitignore$/m)
    assert.equal(outside.read('precious'), 'mine\n')
  })

  it('exits with 2 when there is no such directory', async () => {
    const { path } = createFolder({ file: '' })
    const missing = await runCommand(['protect', 'nope'], { cwd: path })
    assert.deepEqual([missing.code, missing.stdout], [2, ''])
    assert.match(missing.stderr, /nope: There is no such file or directory/)
    assert.match((await runCommand(['protect', 'file'], { cwd: path })).stderr, /file: This is a file/)
  })
})
