import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, lstatSync, readdirSync, statSync, symlinkSync } from 'node:fs'
import { describe, it } from 'node:test'
import { runCommand } from '../support/commandLine.ts'
import { createFolder } from '../support/folder.ts'

const LEAKING = 'FROM node:24\nARG NPM_TOKEN\nRUN npm ci\n'
const FIXED = 'FROM node:24\nRUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci\n'
const CLEAN = 'FROM node:24\nRUN npm ci\n'
/** The token is needed when the container runs. */
const REFUSED = 'FROM node:24\nENV API_TOKEN=hunter2\n'
/** Its fix keeps the file out of the build context, too: `COPY . .` would still bring it into the image. */
const COPYING = 'FROM node:24\nCOPY .npmrc package.json ./\nCOPY . .\nRUN npm ci\n'
const NPMRC = '//npm.example/:_authToken=hunter2\n'

describe('fix', () => {
  it('writes the file and says what the build needs now', async () => {
    const folder = createFolder({ Dockerfile: LEAKING })
    const { code, stdout, stderr } = await runCommand(['fix', 'Dockerfile'], { cwd: folder.path })
    assert.deepEqual([code, stderr], [0, ''])
    assert.equal(folder.read('Dockerfile'), FIXED)
    assert.equal(
      stdout,
      'Dockerfile: fixed secret-in-arg\n' +
        'Dockerfile: docker build now needs --secret id=npm_token,env=NPM_TOKEN\n' +
        'Changed 1 file.\n',
    )
  })

  it('changes nothing the second time', async () => {
    const folder = createFolder({ Dockerfile: LEAKING })
    await runCommand(['fix'], { cwd: folder.path })
    const { mtimeMs } = statSync(folder.join('Dockerfile'))
    const { code, stdout } = await runCommand(['fix'], { cwd: folder.path })
    assert.deepEqual([code, stdout], [0, 'Nothing to change in 1 file.\n'])
    assert.equal(statSync(folder.join('Dockerfile')).mtimeMs, mtimeMs)
  })

  it('exits with 1 and gives the reason when something has no automatic fix', async () => {
    const folder = createFolder({ Dockerfile: REFUSED })
    const { code, stdout } = await runCommand(['fix'], { cwd: folder.path })
    assert.equal(code, 1)
    assert.match(stdout, /^Dockerfile: not fixed: secret-in-env \(API_TOKEN\): \S/m)
    assert.equal(folder.read('Dockerfile'), REFUSED)
  })

  it('keeps line ends, the byte order mark, the mode and links', async () => {
    const folder = createFolder({ 'images/node': `\uFEFF${LEAKING.replaceAll('\n', '\r\n')}` })
    chmodSync(folder.join('images/node'), 0o664)
    symlinkSync('images/node', folder.join('Dockerfile'))
    assert.equal((await runCommand(['fix', 'Dockerfile'], { cwd: folder.path })).code, 0)
    assert.equal(folder.read('images/node'), `\uFEFF${FIXED.replaceAll('\n', '\r\n')}`)
    assert.equal(statSync(folder.join('images/node')).mode & 0o777, 0o664)
    assert.ok(lstatSync(folder.join('Dockerfile')).isSymbolicLink())
    assert.deepEqual(readdirSync(folder.path), ['Dockerfile', 'images'])
  })

  it('changes ignore files along with the Dockerfile, each once', async () => {
    const folder = createFolder({
      Dockerfile: COPYING,
      'Dockerfile.dev': COPYING,
      '.npmrc': NPMRC,
      '.dockerignore': 'node_modules',
    })
    const { code, stdout } = await runCommand(['fix', '--format', 'json'], { cwd: folder.path })
    assert.equal(code, 0)
    assert.deepEqual(
      filesIn(stdout).map(it => [it.path, it.changed, it.applied]),
      [
        ['Dockerfile', true, ['copied-credential-file']],
        ['Dockerfile.dev', true, ['copied-credential-file']],
        ['.dockerignore', true, []],
      ],
    )
    assert.equal(folder.read('.dockerignore'), 'node_modules\n.npmrc')
  })

  it('shows ignore files as seen from where it was started', async () => {
    const folder = createFolder({ 'app/docker/Dockerfile': COPYING, 'app/.npmrc': NPMRC, 'app/package.json': '{}' })
    const { stdout } = await runCommand(['fix', 'Dockerfile', '--dry-run', '--format', 'json'], {
      cwd: folder.join('app/docker'),
    })
    assert.deepEqual(
      filesIn(stdout).map(it => it.path),
      ['Dockerfile', '../.dockerignore'],
    )
  })

  it('fixes only the rules that were asked for', async () => {
    const folder = createFolder({ Dockerfile: `${COPYING}ARG NPM_TOKEN\nRUN npm publish\n`, '.npmrc': NPMRC })
    const applied = async (...args: string[]) => {
      const { stdout } = await runCommand(['fix', '--dry-run', '--format', 'json', ...args], { cwd: folder.path })
      return filesIn(stdout)[0]?.applied
    }
    assert.deepEqual(await applied('--rule', 'secret-in-arg'), ['secret-in-arg'])
    const both = await applied('--rule', 'secret-in-arg', '--rule', 'copied-credential-file')
    assert.deepEqual(both, ['copied-credential-file', 'secret-in-arg'])
  })

  it('leaves the build command alone with --safe-only', async () => {
    const folder = createFolder({ Dockerfile: LEAKING })
    await runCommand(['fix', '--safe-only'], { cwd: folder.path })
    assert.equal(folder.read('Dockerfile'), LEAKING)
  })

  it('reads standard input and prints the new text', async () => {
    assert.equal((await runCommand(['fix', '-'], { input: LEAKING })).stdout, FIXED)
  })
})

describe('fix writes nothing', () => {
  it('with --dry-run, and tells what it would do', async () => {
    const folder = createFolder({ Dockerfile: COPYING, '.npmrc': NPMRC })
    const { code, stdout } = await runCommand(['fix', '--dry-run'], { cwd: folder.path })
    assert.equal(code, 0)
    assert.match(stdout, /^Dockerfile: would fix copied-credential-file$/m)
    assert.match(stdout, /^\.dockerignore: would change$/m)
    assert.match(stdout, /Nothing was written\.\n$/)
    assert.deepEqual(readdirSync(folder.path).sort(), ['.npmrc', 'Dockerfile'])
    assert.equal(folder.read('Dockerfile'), COPYING)
  })

  it('with --diff, and prints what git applies', async () => {
    const folder = createFolder({ Dockerfile: COPYING, '.npmrc': NPMRC, '.dockerignore': 'node_modules' })
    const { code, stdout } = await runCommand(['fix', '--diff'], { cwd: folder.path })
    assert.equal(code, 0)
    assert.equal(folder.read('Dockerfile'), COPYING)
    execFileSync('git', ['init', '-q'], { cwd: folder.path })
    execFileSync('git', ['apply', '-'], { cwd: folder.path, input: stdout })
    const other = createFolder({ Dockerfile: COPYING, '.npmrc': NPMRC, '.dockerignore': 'node_modules' })
    await runCommand(['fix'], { cwd: other.path })
    for (const name of ['Dockerfile', '.dockerignore']) assert.equal(folder.read(name), other.read(name), name)
  })

  it('with --stdout, and prints the new text and nothing else', async () => {
    const folder = createFolder({ Dockerfile: COPYING, '.npmrc': NPMRC })
    const { code, stdout, stderr } = await runCommand(['fix', '--stdout', 'Dockerfile'], { cwd: folder.path })
    assert.equal(code, 0)
    assert.match(
      stdout,
      /^FROM node:24\nCOPY package.json \.\/\nCOPY \. \.\nRUN --mount=type=secret,id=npmrc,target=\S+ npm ci\n$/,
    )
    assert.match(stderr, /^\.dockerignore: would change, too\./m)
    assert.deepEqual(readdirSync(folder.path).sort(), ['.npmrc', 'Dockerfile'])
  })

  it('with --stdout for a clean file, which it prints as it is', async () => {
    const { path } = createFolder({ Dockerfile: `\uFEFF${CLEAN.replaceAll('\n', '\r\n')}` })
    assert.deepEqual(await runCommand(['fix', '--stdout', 'Dockerfile'], { cwd: path }), {
      code: 0,
      stdout: `\uFEFF${CLEAN.replaceAll('\n', '\r\n')}`,
      stderr: '',
    })
  })
})

describe('fix --format json', () => {
  it('has the documented form', async () => {
    const { path } = createFolder({ Dockerfile: `${LEAKING}ENV API_TOKEN=hunter2\n` })
    const { code, stdout } = await runCommand(['fix', 'Dockerfile', '--format', 'json'], { cwd: path })
    assert.equal(code, 1)
    const [file] = filesIn(stdout)
    const reason = file?.refused[0]?.reason
    assert.ok(typeof reason === 'string' && reason.endsWith('.'))
    assert.deepEqual(JSON.parse(stdout), {
      version: 1,
      files: [
        {
          path: 'Dockerfile',
          changed: true,
          applied: ['secret-in-arg'],
          refused: [{ rule: 'secret-in-env', secret: 'API_TOKEN', reason }],
          secrets: [{ id: 'npm_token', from: { kind: 'arg', name: 'NPM_TOKEN' } }],
        },
      ],
      errors: [],
    })
  })
})

describe('fix refuses what makes no sense, with 2', () => {
  const cases: Readonly<Record<string, readonly [readonly string[], RegExp]>> = {
    'an unknown rule': [['--rule', 'nope'], /no rule "nope"/],
    '--diff with --stdout': [['--diff', '--stdout'], /cannot be used with/],
    '--diff with JSON': [['--diff', '--format', 'json'], /use --dry-run --format json/],
    '--stdout for several files': [['--stdout', 'a', 'b'], /--stdout prints one file/],
    'standard input along with files': [['-', 'a'], /Standard input \("-"\) is fixed alone/],
    'a file that does not exist': [['nope'], /nope: There is no such file/],
  }
  for (const [name, [args, message]] of Object.entries(cases))
    it(name, async () => {
      const { path } = createFolder({ a: LEAKING, b: LEAKING })
      const { code, stdout, stderr } = await runCommand(['fix', ...args], { cwd: path })
      assert.equal(code, 2)
      assert.match(stderr, message)
      assert.ok(!stdout.includes('FROM'))
    })
})

describe('fix never touches', () => {
  it('what a link in the searched folder leads to outside of it', async () => {
    const outside = createFolder({ 'image.txt': LEAKING })
    const folder = createFolder({ 'api/Dockerfile': LEAKING })
    symlinkSync(outside.join('image.txt'), folder.join('Dockerfile'))
    const { code, stderr } = await runCommand(['fix', '.'], { cwd: folder.path })
    assert.equal(code, 2)
    assert.match(stderr, /^dockerfile-secrets: Dockerfile: Not changed: a link leads to .*, outside of /m)
    assert.equal(outside.read('image.txt'), LEAKING)
    assert.equal(folder.read('api/Dockerfile'), FIXED)
  })

  it('an ignore file that is a link out of the project, and then leaves the Dockerfile alone, too', async () => {
    const outside = createFolder({ precious: 'mine\n' })
    const folder = createFolder({ Dockerfile: COPYING, '.npmrc': NPMRC })
    symlinkSync(outside.join('precious'), folder.join('.dockerignore'))
    const { code, stderr } = await runCommand(['fix'], { cwd: folder.path })
    assert.equal(code, 2)
    assert.match(stderr, /a link leads to /)
    assert.equal(outside.read('precious'), 'mine\n')
    assert.equal(folder.read('Dockerfile'), COPYING)
  })

  it('an ignore file that it cannot read', async () => {
    const bytes = Buffer.from([0x61, 0xff, 0x0a])
    const folder = createFolder({ Dockerfile: COPYING, '.npmrc': NPMRC, '.dockerignore': bytes })
    const { code, stderr } = await runCommand(['fix'], { cwd: folder.path })
    assert.equal(code, 2)
    assert.match(stderr, /\.dockerignore would have to change, too, but is no small UTF-8 text file/)
    assert.equal(folder.read('.dockerignore'), bytes.toString())
    assert.equal(folder.read('Dockerfile'), COPYING)
  })
})

interface JsonFile {
  readonly path: string
  readonly changed: boolean
  readonly applied: readonly string[]
  readonly refused: readonly { readonly reason: unknown }[]
}

function filesIn(stdout: string): readonly JsonFile[] {
  const result: { readonly files: readonly JsonFile[] } = JSON.parse(stdout)
  return result.files
}
