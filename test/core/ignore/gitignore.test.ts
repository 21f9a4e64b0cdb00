import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import * as fc from 'fast-check'
import { addIgnoreEntries } from '../../../server/src/core/ignore/edits.ts'
import { gitVerdict, isIgnoredByGit, parseGitignores } from '../../../server/src/core/ignore/gitignore.ts'

describe('.gitignore', () => {
  it('matches a name without a slash in every directory, one with a slash from its own directory', () => {
    assert.ok(isIgnoredByGit('.npmrc', 'services/api/.npmrc'))
    assert.ok(isIgnoredByGit('/.npmrc', '.npmrc'))
    assert.ok(!isIgnoredByGit('/.npmrc', 'services/.npmrc'))
    assert.ok(isIgnoredByGit('services/*/.npmrc', 'services/api/.npmrc'))
  })

  it('lets the last match win, but never re-includes what is in an ignored directory', () => {
    assert.ok(!isIgnoredByGit('.env*\n!.env.example', '.env.example'))
    assert.ok(isIgnoredByGit('!.env.example\n.env*', '.env.example'))
    assert.ok(isIgnoredByGit('secrets/\n!secrets/public.pem', 'secrets/public.pem'))
    assert.ok(!isIgnoredByGit('secrets/*\n!secrets/public.pem', 'secrets/public.pem'))
  })

  it('reads comments, escapes and line ends', () => {
    assert.ok(!isIgnoredByGit('# .npmrc', '.npmrc'))
    assert.ok(isIgnoredByGit('\\#a\r\n', '#a'))
    assert.ok(isIgnoredByGit('name\\ \n', 'name '))
    assert.ok(isIgnoredByGit('name   \n', 'name'))
    assert.ok(isIgnoredByGit('\uFEFF.npmrc', '.npmrc'))
  })

  it('asks the deepest file first, and says which one decided', () => {
    const files = parseGitignores(
      new Map([
        ['.gitignore', '.npmrc\nbuild/\n'],
        ['api/.gitignore', '!.npmrc\n'],
        ['build/.gitignore', '!*\n'],
      ]),
    )
    assert.deepEqual(gitVerdict(files, 'web/.npmrc'), { ignored: true, decidedIn: '' })
    assert.deepEqual(gitVerdict(files, 'api/.npmrc'), { ignored: false, decidedIn: 'api/' })
    assert.deepEqual(gitVerdict(files, 'build/.npmrc'), { ignored: true, decidedIn: '' })
    assert.deepEqual(gitVerdict(files, 'README.md'), { ignored: false, decidedIn: undefined })
  })
})

const PATHS =
  `.npmrc a/.npmrc a/b/.npmrc a/b/c/.npmrc .env .env.local x.key a/x.key a/b/x.key foo.npmrc foo b/foo a/b/foo
  README.md secrets/id A ab bb aa/aa #hash !bang [b].txt b.txt ^b x-y é.txt 日本/a 1 d/1 $ a$b {a} a+b (a) back\\slash *
  star*/a ? a] - ] [ , ~ foobar/foo fooa/b/bar`
    .split(/\s+/)
    .concat('sp ace.key', ' lead', 'trail ', 'line\nbreak', 'tab\t')

describe('.gitignore as git reads it', () => {
  let repository = ''
  before(() => {
    repository = mkdtempSync(join(tmpdir(), 'gitignore-'))
    git(['init', '--quiet'])
    for (const path of PATHS) {
      mkdirSync(dirname(join(repository, path)), { recursive: true })
      writeFileSync(join(repository, path), '')
    }
  })
  after(() => rmSync(repository, { recursive: true, force: true }))

  it('agrees on files in several directories', () => {
    const property = fc.property(fc.tuple(ignoreFile, ignoreFile, ignoreFile), ([root, a, b]) => {
      const files = new Map([
        ['.gitignore', root],
        ['a/.gitignore', a],
        ['a/b/.gitignore', b],
      ])
      assertAgreement(files)
    })
    fc.assert(property, { numRuns: 150 })
  })

  it('agrees on single files', () => {
    const property = fc.property(ignoreFile, text => assertAgreement(new Map([['.gitignore', text]])))
    fc.assert(property, { numRuns: 250 })
  })

  it('agrees that added entries keep every path out', () => {
    for (const text of [undefined, '', '!*\n', '.npmrc\r\n!.npmrc', '# comment', 'a/\n!a/x.key\n']) {
      const files = new Map([['.gitignore', addIgnoreEntries(text, 'git', PATHS)]])
      assertAgreement(files)
      assert.deepEqual(ignoredByRealGit(files), [...PATHS].sort())
    }
  })

  function assertAgreement(files: ReadonlyMap<string, string>): void {
    const ignores = parseGitignores(files)
    const ours = PATHS.filter(path => gitVerdict(ignores, path).ignored).sort()
    assert.deepEqual(ours, ignoredByRealGit(files), JSON.stringify([...files]))
  }

  function ignoredByRealGit(files: ReadonlyMap<string, string>): readonly string[] {
    for (const path of ['.gitignore', 'a/.gitignore', 'a/b/.gitignore'])
      writeFileSync(join(repository, path), files.get(path) ?? '')
    const input = PATHS.map(it => `${it}\0`).join('')
    return git(['check-ignore', '--no-index', '--stdin', '-z'], input).split('\0').slice(0, -1).sort()
  }

  function git(args: readonly string[], input = ''): string {
    const env = { ...process.env, HOME: repository, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' }
    try {
      return execFileSync('git', args, { cwd: repository, input, env, encoding: 'utf8', stdio: 'pipe' })
    } catch (error) {
      // Nothing is ignored.
      if (error instanceof Error && 'status' in error && error.status === 1) return ''
      throw error
    }
  }
})

const piece = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    'x.key',
    '.npmrc',
    'foo',
    '.env',
    'secrets',
    '*',
    '**',
    '*',
    '**',
    '?',
    '.*',
    '*.key',
    'é',
    ' ',
  ),
  fc.constantFrom(
    '[ab]',
    '[^a]',
    '[!a]',
    '[a-c]',
    '\\*',
    '\\a',
    '\\.',
    '^',
    '$',
    '+',
    '{',
    '|',
    '(',
    '.',
    '-',
    ']',
    '[b]',
  ),
  fc.constantFrom(
    '#',
    '!',
    '\\',
    '[',
    '[*]',
    '[]a]',
    '\\\\',
    '\\[',
    '日',
    '~',
    ',',
    '\t',
    '[[:alpha:]]',
    '[[:x:]]',
    '[a-]',
  ),
  fc.constantFrom('[\\a-c]', '[!-~]', '[[:]', '\r', '***'),
)
const segment = fc.array(piece, { minLength: 1, maxLength: 3 }).map(it => it.join(''))
const pattern = fc
  .tuple(
    fc.constantFrom('', '', '', '!', '!', '/', ' '),
    fc.oneof(
      fc.constantFrom(...PATHS.filter(it => !it.includes('\n'))),
      fc.array(segment, { minLength: 1, maxLength: 4 }).map(it => it.join('/')),
    ),
    fc.constantFrom('', '', '/', ' ', '/**'),
  )
  .map(it => it.join(''))
const ignoreFile = fc
  .tuple(fc.array(pattern, { minLength: 0, maxLength: 5 }), fc.constantFrom('\n', '\n', '\r\n'))
  .map(([lines, end]) => lines.join(end))
