import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { protect, protectPaths } from '../../../server/src/core/ignore/protect.ts'

/** Looks like a credential to us, and to nobody else: put together at run time. */
const TOKEN = ['q7Rk2', 'vT9xw', 'Zb41m', 'Lc83'].join('')
const NETRC = `machine pypi.corp.example login ci password ${TOKEN}\n`
const NPMRC = `//npm.corp.example/:_authToken=${TOKEN}\n`

function edits(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(protect(new Map(Object.entries(files))).edits.map(it => [it.path, it.newText]))
}

function authFiles(files: Record<string, string>): readonly string[] {
  return protect(new Map(Object.entries(files))).authFiles.map(it => it.path)
}

describe('protecting auth files', () => {
  it('adds each to both ignore files, which may not exist', () => {
    assert.deepEqual(edits({ '.netrc': NETRC, '.npmrc': NPMRC }), {
      '.gitignore': '.netrc\n/.npmrc\n',
      '.dockerignore': '**/.netrc\n.npmrc\n',
    })
  })

  it('is silent when everything is ignored', () => {
    assert.deepEqual(edits({ '.netrc': NETRC, '.gitignore': '.netrc\n', '.dockerignore': '*\n!src\n' }), {})
  })

  it('tells which ignore files lack an entry', () => {
    const files = new Map([
      ['.netrc', NETRC],
      ['.gitignore', '.netrc\n'],
    ])
    const [authFile] = protect(files).authFiles
    assert.equal(authFile?.path, '.netrc')
    assert.deepEqual(authFile?.missingFrom, ['.dockerignore'])
    assert.ok(authFile?.holdsCredential)
  })

  it('leaves settings, references and templates alone', () => {
    assert.deepEqual(
      authFiles({
        '.npmrc': '//npm.corp.example/:_authToken=${NPM_TOKEN}\n',
        'web/.npmrc': 'registry=https://npm.corp.example/\n',
        'pip.conf': '[global]\ntimeout = 60\n',
        'config/auth.toml': '[session]\nlifetime = "1h"\n',
        'README.md': NETRC,
      }),
      [],
    )
  })

  it('takes an auth file before it is filled in', () => {
    const files = { 'auth.toml': '[http-basic.corp]\nusername = "<USER>"\npassword = "<PASSWORD>"\n', '.netrc': '' }
    assert.deepEqual(authFiles(files), ['auth.toml', '.netrc'])
    assert.ok(protect(new Map(Object.entries(files))).authFiles.every(it => !it.holdsCredential))
  })

  it('names the exact path where another file of that name may be needed', () => {
    const auth = `[http-basic.corp]\npassword = "${TOKEN}"\n`
    assert.equal(edits({ 'auth.toml': auth })['.dockerignore'], '**/auth.toml\n')
    assert.equal(edits({ 'auth.toml': auth, 'app/auth.toml': 'ttl = "1h"\n' })['.dockerignore'], 'auth.toml\n')
    assert.equal(edits({ 'web/.npmrc': NPMRC, '.npmrc': 'loglevel=warn\n' })['.dockerignore'], 'web/.npmrc\n')
  })

  it('changes the ignore file of each context and of each Dockerfile', () => {
    const files = {
      'api/.npmrc': NPMRC,
      'api/.dockerignore': 'dist\n',
      'web/.dockerignore': 'dist\n',
      'web.Dockerfile.dockerignore': '*.md',
    }
    assert.deepEqual(edits(files), {
      '.gitignore': '/api/.npmrc\n',
      'api/.dockerignore': 'dist\n.npmrc\n',
      'web.Dockerfile.dockerignore': '*.md\napi/.npmrc',
    })
  })

  it('corrects the .gitignore that brings the file back', () => {
    const files = {
      'api/.npmrc': NPMRC,
      '.gitignore': '.npmrc\n',
      'api/.gitignore': '!.npmrc\n',
      '.dockerignore': '**',
    }
    assert.deepEqual(edits(files), { 'api/.gitignore': '!.npmrc\n/.npmrc\n' })
  })

  it('changes nothing the second time', () => {
    const files = new Map([
      ['.netrc', NETRC],
      ['a/.npmrc', NPMRC],
      ['a/.gitignore', '!*'],
    ])
    const first = protect(files)
    const after = new Map([...files, ...first.edits.map((it): [string, string] => [it.path, it.newText])])
    assert.deepEqual(protect(after).edits, [])
    assert.deepEqual(
      protect(after).authFiles.map(it => it.missingFrom),
      [[], []],
    )
  })

  it('protects a file that is about to be made', () => {
    assert.deepEqual(protectPaths(new Map([['.gitignore', 'dist\n']]), ['auth.toml']), [
      { path: '.gitignore', newText: 'dist\nauth.toml\n' },
      { path: '.dockerignore', newText: '**/auth.toml\n' },
    ])
  })

  it('counts the directory of a Dockerfile as a build context', () =>
    assert.deepEqual(protectPaths(new Map([['api/Dockerfile', 'FROM scratch\n']]), ['api/auth.toml']), [
      { path: '.gitignore', newText: 'auth.toml\n' },
      { path: 'api/.dockerignore', newText: '**/auth.toml\n' },
    ]))
})
