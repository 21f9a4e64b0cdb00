import assert from 'node:assert/strict'
import { chmodSync } from 'node:fs'
import { describe, it } from 'node:test'
import { runCommand, type RunOptions } from '../support/commandLine.ts'
import { createFolder } from '../support/folder.ts'

const CLEAN = 'FROM node:24\nRUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci\n'
const LEAKING = 'FROM node:24\nARG NPM_TOKEN\nRUN npm ci\n'
/** Nothing worse than information. */
const OPTIONAL = 'FROM node:24\nRUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci\n'

describe('check', () => {
  it('prints a finding as a compiler does, and exits with 1', async () => {
    const { path } = createFolder({ Dockerfile: LEAKING })
    const { code, stdout, stderr } = await runCommand(['check', 'Dockerfile'], { cwd: path })
    assert.equal(code, 1)
    assert.equal(stderr, '')
    const lines = stdout.split('\n')
    assert.match(lines[0] ?? '', /^Dockerfile:2:5: error: Build argument NPM_TOKEN .* \[secret-in-arg\]$/)
    assert.deepEqual(lines.slice(1, 3), ['2 | ARG NPM_TOKEN', '  |     ^^^^^^^^^'])
    assert.match(stdout, /^ {2}= readable in: history/m)
    assert.match(stdout, /^ {2}= fix: Move NPM_TOKEN to a secret mount \(changes the build command\)$/m)
    assert.match(stdout, /^1 error\. "dockerfile-secrets fix" solves 1 of them\.$/m)
  })

  it('exits with 0 when nothing leaks', async () => {
    const { path } = createFolder({ Dockerfile: CLEAN })
    assert.deepEqual(await runCommand(['check'], { cwd: path }), {
      code: 0,
      stdout: 'No leaking secret in 1 file.\n',
      stderr: '',
    })
  })

  it('says why there is no automatic fix', async () => {
    const { path } = createFolder({ Dockerfile: 'FROM node:24\nENV API_TOKEN=hunter2\n' })
    const { stdout } = await runCommand(['check'], { cwd: path })
    assert.match(stdout, /^ {2}= no automatic fix: \S/m)
  })

  it('leaves out what is less severe than wanted, in every format and in the exit code', async () => {
    const { path } = createFolder({ Dockerfile: OPTIONAL })
    const usual = await runCommand(['check'], { cwd: path })
    assert.equal(usual.code, 0)
    assert.match(
      usual.stdout,
      /^No leaking secret in 1 file\. 1 finding below the wanted severity; see --min-severity\.$/m,
    )
    assert.deepEqual(rulesIn(await runCommand(['check', '--format', 'json'], { cwd: path })), [])

    const all = await runCommand(['check', '--min-severity', 'info'], { cwd: path })
    assert.equal(all.code, 1)
    assert.match(all.stdout, /info: .* \[optional-secret-mount\]/)
    const json = await runCommand(['check', '--min-severity', 'info', '--format', 'json'], { cwd: path })
    assert.deepEqual(rulesIn(json), ['optional-secret-mount'])
    const errors = await runCommand(['check', '--min-severity', 'error'], { cwd: path })
    assert.equal(errors.code, 0)
  })

  it('checks many files of many folders with several threads, in order', async () => {
    const names = Array.from({ length: 1200 }, (_, index) => `p${String(index).padStart(4, '0')}/Dockerfile`)
    const folder = createFolder(Object.fromEntries(names.map((it, index) => [it, index % 3 === 0 ? LEAKING : CLEAN])))
    const { code, stdout, stderr } = await runCommand(['check', '--format', 'json'], { cwd: folder.path })
    const { files } = readJson(stdout)
    assert.deepEqual([code, stderr], [1, ''])
    assert.deepEqual(
      files.map(it => it.path),
      names,
    )
    assert.ok(files.every((it, index) => (it.findings.length === 1) === (index % 3 === 0)))
  })
})

describe('check --format json', () => {
  it('has the documented form', async () => {
    const { path } = createFolder({ Dockerfile: LEAKING })
    const { code, stdout } = await runCommand(['check', 'Dockerfile', '--format', 'json'], { cwd: path })
    assert.equal(code, 1)
    const result: unknown = JSON.parse(stdout)
    const findings = findingsIn(stdout)
    assert.deepEqual(result, { version: 1, files: [{ path: 'Dockerfile', findings }], errors: [] })
    const [finding] = findings
    assert.deepEqual(Object.keys(finding ?? {}), [
      'rule',
      'severity',
      'message',
      'secret',
      'range',
      'exposures',
      'related',
      'fix',
      'refusal',
    ])
    assert.equal(finding?.secret, 'NPM_TOKEN')
    assert.deepEqual(finding?.range, { start: { line: 1, character: 4 }, end: { line: 1, character: 13 } })
    assert.deepEqual(finding?.fix, { title: 'Move NPM_TOKEN to a secret mount', safety: 'suggestion' })
    assert.equal(finding?.refusal, null)
  })

  it('counts characters as editors do, behind a byte order mark, after carriage returns and wide characters', async () => {
    const { path } = createFolder({ Dockerfile: `\uFEFFFROM node:24\r\nENV A=😀 \\\r\n  API_TOKEN=hunter2\r\n` })
    const [finding] = findingsIn((await runCommand(['check', '--format', 'json'], { cwd: path })).stdout)
    assert.deepEqual(finding?.range.start, { line: 2, character: 2 })
  })

  it('lists files without findings, and is not coloured', async () => {
    const { path } = createFolder({ Dockerfile: CLEAN })
    const { stdout } = await runCommand(['check', '--format', 'json'], { cwd: path, env: { FORCE_COLOR: '1' } })
    assert.deepEqual(JSON.parse(stdout), { version: 1, files: [{ path: 'Dockerfile', findings: [] }], errors: [] })
  })
})

describe('check -', () => {
  it('reads standard input', async () => {
    const { code, stdout } = await runCommand(['check', '-'], { input: LEAKING })
    assert.equal(code, 1)
    assert.match(stdout, /^<stdin>:2:5: error/)
  })

  it('reads the neighbors of the file that the input belongs to', async () => {
    const text = 'FROM node:24\nCOPY .npmrc ./\nRUN npm ci\n'
    const folder = createFolder({ '.npmrc': '//npm.example/:_authToken=hunter2\n' })
    const check = async (...args: string[]) =>
      rulesIn(await runCommand(['check', '-', '--format', 'json', ...args], { cwd: folder.path, input: text }))
    assert.deepEqual(await check('--stdin-filename', 'Dockerfile'), ['copied-credential-file'])
    folder.write('.npmrc', 'save-exact=true\n')
    assert.deepEqual(await check('--stdin-filename', 'Dockerfile'), [])
  })

  it('shows the name that it was given', async () => {
    const { stdout } = await runCommand(['check', '-', '--stdin-filename', 'api/Dockerfile'], { input: LEAKING })
    assert.match(stdout, /^api\/Dockerfile:2:5: /)
  })

  it('wants the "-" along with --stdin-filename', async () => {
    const { code, stderr } = await runCommand(['check', '--stdin-filename', 'Dockerfile'])
    assert.equal(code, 2)
    assert.match(stderr, /add the path "-"/)
  })
})

describe('check --no-workspace', () => {
  it('reads nothing beside the Dockerfile', async () => {
    const { path } = createFolder({
      Dockerfile: 'FROM node:24\nCOPY .npmrc ./\nRUN npm ci\n',
      '.npmrc': 'save-exact=true\n',
    })
    const run = async (...args: string[]) =>
      rulesIn(await runCommand(['check', '--format', 'json', ...args], { cwd: path }))
    assert.deepEqual(await run(), [])
    assert.deepEqual(await run('--no-workspace'), ['copied-credential-file'])
  })
})

describe('check goes on when a file cannot be read, tells which and why, and exits with 2', () => {
  const check = (args: readonly string[], options: RunOptions) => runCommand(['check', ...args], options)

  it('for a path that does not exist', async () => {
    const { path } = createFolder({ Dockerfile: LEAKING })
    const { code, stdout, stderr } = await check(['nope/Dockerfile', 'Dockerfile'], { cwd: path })
    assert.equal(code, 2)
    assert.equal(stderr, 'dockerfile-secrets: nope/Dockerfile: There is no such file or directory. Check the path.\n')
    assert.match(stdout, /^Dockerfile:2:5: error/)
  })

  it('for a folder without Dockerfiles', async () => {
    const { path } = createFolder({ 'docs/README.md': '' })
    const { code, stdout, stderr } = await check(['docs'], { cwd: path })
    assert.equal(code, 2)
    assert.equal(stdout, '')
    assert.match(
      stderr,
      /^dockerfile-secrets: docs: There is no Dockerfile in this directory\. .* must be given itself\.$/m,
    )
  })

  it('for a file that is not UTF-8', async () => {
    const { path } = createFolder({ Dockerfile: Buffer.from([0x46, 0xe9, 0x0a]), 'b.Dockerfile': CLEAN })
    const { code, stdout, stderr } = await check(['--format', 'json'], { cwd: path })
    assert.equal(code, 2)
    assert.match(
      stderr,
      /^dockerfile-secrets: Dockerfile: The file is not valid UTF-8 \(first on line 1\)\. Save it as UTF-8\.$/m,
    )
    const { files, errors } = readJson(stdout)
    assert.deepEqual(
      [...files, ...errors].map(it => it.path),
      ['b.Dockerfile', 'Dockerfile'],
    )
  })

  it('for a file without permission', { skip: process.getuid?.() === 0 && 'root may read everything' }, async () => {
    const folder = createFolder({ Dockerfile: CLEAN })
    chmodSync(folder.join('Dockerfile'), 0)
    const { code, stderr } = await check([], { cwd: folder.path })
    assert.equal(code, 2)
    assert.match(stderr, /Permission is denied/)
  })
})

describe('check colours', () => {
  const run = (env: NodeJS.ProcessEnv) => runCommand(['check', '-'], { input: LEAKING, env })
  const escape = '\x1b['

  it('nothing when nobody looks at a terminal', async () => assert.ok(!(await run({})).stdout.includes(escape)))
  it('when it is told to', async () => assert.ok((await run({ FORCE_COLOR: '1' })).stdout.includes(escape)))
  it('nothing when NO_COLOR is set', async () =>
    assert.ok(!(await run({ NO_COLOR: '1', FORCE_COLOR: '1' })).stdout.includes(escape)))
})

describe('check never shows a value', () => {
  const password = ['Corr', 'ect-Horse-9'].join('')
  const texts: Readonly<Record<string, string>> = {
    ENV: `ENV DB_PASSWORD=${password}`,
    'quoted ENV': `ENV A=1 DB_PASSWORD="${password}" B=2`,
    'ENV with a blank': `ENV DB_PASSWORD ${password}`,
    'default of an ARG': `ARG NPM_TOKEN=${password}\nRUN npm ci`,
    URL: `ARG PIP_INDEX_URL=https://ci:${password}@pypi.example/simple\nRUN pip install x`,
    'variable with an inconspicuous name': `ENV FOO=${password}\nRUN curl -H "Authorization: Bearer $FOO" https://x.example`,
    'poetry config': `RUN poetry config http-basic.corp ci ${password}`,
    'npm config': `RUN npm config set //npm.example/:_authToken=${password}`,
    netrc: `RUN echo "machine x.example login ci password ${password}" > ~/.netrc`,
    'here-document': `RUN cat > ~/.netrc <<EOF\nmachine x.example login ci password ${password}\nEOF`,
  }
  for (const [name, text] of Object.entries(texts))
    it(`of: ${name}`, async () => {
      const { path } = createFolder({ Dockerfile: `FROM python:3.12\n${text}\n` })
      for (const command of [
        ['check', '--min-severity', 'info'],
        ['check', '--format', 'json'],
        ['fix', '--diff'],
        ['fix', '--dry-run'],
        ['fix', '--dry-run', '--format', 'json'],
        ['plan'],
      ]) {
        const { stdout, stderr } = await runCommand(command, { cwd: path })
        assert.ok(!(stdout + stderr).includes(password), `${command.join(' ')} printed it:\n${stdout}${stderr}`)
      }
    })
})

interface JsonResult {
  readonly files: readonly { readonly path: string; readonly findings: readonly JsonFinding[] }[]
  readonly errors: readonly { readonly path: string; readonly message: string }[]
}

interface JsonFinding {
  readonly rule: string
  readonly secret: string | null
  readonly range: { readonly start: object; readonly end: object }
  readonly fix: object | null
  readonly refusal: string | null
}

function readJson(stdout: string): JsonResult {
  const result: JsonResult = JSON.parse(stdout)
  return result
}

function rulesIn({ stdout }: { stdout: string }): readonly string[] {
  return findingsIn(stdout).map(it => it.rule)
}

function findingsIn(stdout: string): readonly JsonFinding[] {
  return readJson(stdout).files.flatMap(it => it.findings)
}
