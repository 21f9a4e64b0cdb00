import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import * as fc from 'fast-check'
import { isIgnored, parseDockerignore } from '../../server/src/core/ignore/dockerignore.ts'
import { addIgnoreEntries } from '../../server/src/core/ignore/edits.ts'
import { runDocker } from '../support/dockerEngine.ts'

/** Every file of the context; some have names that mean something in a pattern. */
const PATHS =
  `.npmrc a/.npmrc a/b/.npmrc a/b/c/.npmrc .env .env.local x.key a/x.key a/b/x.key foo.npmrc foo b/foo a/b/foo
  README.md secrets/keep.pub secrets/id A ab bb aa/aa #hash !bang [b].txt b.txt ^b x-y é.txt 日本/a 1 d/1 2 $ a$b {a} a+b
  (a) | back\\slash * star*/a ? a] - ] [ , ~`
    .split(/\s+/)
    .concat('sp ace.key', ' lead', 'trail ', 'line\nbreak')

/** A build may have many named contexts, and each of them has its own .dockerignore: many files are tried in one build. */
const CONTEXTS_IN_A_BUILD = 25

const SEED = Number(process.env['SEED'] ?? 20_240_301)
const RUNS = Number(process.env['RUNS'] ?? 150)

let directory = ''
before(() => {
  directory = mkdtempSync(join(tmpdir(), 'dockerignore-'))
  for (const path of PATHS) {
    mkdirSync(dirname(join(directory, 'tree', path)), { recursive: true })
    writeFileSync(join(directory, 'tree', path), '')
  }
})
after(() => rmSync(directory, { recursive: true, force: true }))

describe('.dockerignore as BuildKit reads it', () => {
  it('agrees on the documented patterns', async () => {
    const single = `.npmrc /.npmrc ./.npmrc .npmrc/ \\.npmrc a/../.npmrc **/.npmrc **.npmrc */.npmrc */*/.npmrc
      a/**/.npmrc a a/ a/** a/* **/b *.key **/*.key .env* .env.* **/.env*/** * ** . / ! !/ [ a\\ .NPMRC {a,b}
      [ab].txt [^b].txt [!b].txt \\[b\\].txt \\#hash \\!bang [*] []] [^/]`
    const exceptions = [
      '*\n!README.md',
      '**\n!a/b/x.key',
      '*\n!a/b',
      '!secrets/keep.pub\nsecrets',
      'secrets\n!secrets/*',
    ]
    const lines = [
      '.npmrc # note',
      ' .npmrc\t',
      'x.key\r\nfoo\r\n',
      '\uFEFF.env',
      '# x',
      ' #hash',
      '"sp ace.key"',
      '',
      '\n\n',
    ]
    await assertAgreement([...single.split(/\s+/), ...exceptions, ...lines, 'sp ace.key'])
  })

  it('agrees on the odd ends of the regular expressions that BuildKit makes', async () => {
    const odd = `\\d [\\d] a\\b \\Q* \\Qa*\\Eb \\x41 [\\x41] \\pL [\\PN]* \\101 \\1 \\q \\é [a?] [*]* [[:alpha:]] [[:^alpha:]]
      [[:foo:]] [x-*] ^b *^b **/^b a** **a** *** a/**/**/x.key **/*/** !!bang /!bang [b [a-] [-a] [^]a] a/**b \\B* \\w\\W`
    const unescaped = `*.key|*.npmrc a|b* ^b|a* {a}* a{2}* a{1,2}* [a]{2}/* *{2} a{2,1}* a{0}b* a{,2}* ^{2}b* a{02}* a{2}{2}*
      x|{2}* \\pL{2} \\p{Lu}* \\p{Han}* \\P{Han}.txt \\p{^Lu} \\p{Nope}* \\x{61}* \\x{zz}* \\{a\\} a{1001}* [0-9]{1,}
      x*\\ x**\\ **\\ *\\ xy/**\\ |a**\\ x[a]\\ x*[ x*a[b .**[ .*\\ [.]*\\ [!-/]*\\ ?*\\ [^.]*\\ \\.*[a`
    await assertAgreement([
      ...odd.split(/\s+/),
      ...unescaped.split(/\s+/),
      '! .npmrc',
      '\uFEFF\uFEFF*.key',
      'x.key\u0085',
      '*\n!\\q',
      'x\n!\\q',
    ])
  })

  it(`agrees on generated files (SEED=${SEED} RUNS=${RUNS})`, async () => {
    await assertAgreement(fc.sample(ignoreFile, { seed: SEED, numRuns: RUNS }))
  })

  it('agrees that added entries keep every path out', async () => {
    const texts = [undefined, '', '*.md\n', '.npmrc\n!.npmrc\n', '!**', '# comment', 'a\r\n!a/x.key\r\n']
    await assertAgreement(texts.map(text => addIgnoreEntries(text, 'docker', PATHS)))
  })

  it('takes <Dockerfile>.dockerignore instead of .dockerignore, even when it is empty', async () => {
    const context = makeContext('main', '*\n')
    writeFileSync(join(context, 'Dockerfile'), 'FROM scratch\nCOPY . /\n')
    writeFileSync(join(context, 'api.Dockerfile'), 'FROM scratch\nCOPY . /\n')
    writeFileSync(join(context, 'api.Dockerfile.dockerignore'), '')
    const files = async (name: string) => {
      const out = join(directory, `out-${name}`)
      const args = ['--file', join(context, name), '--output', `type=local,dest=${out}`, context]
      const { code, stderr } = await runDocker(['buildx', 'build', ...args])
      assert.equal(code, 0, stderr)
      return filesIn(out)
    }
    assert.deepEqual(await files('Dockerfile'), [])
    assert.deepEqual(
      (await files('api.Dockerfile')).filter(it => PATHS.includes(it)),
      [...PATHS].sort(),
    )
  })
})

/** Compares our verdict about every path with what a real build copies. */
async function assertAgreement(texts: readonly string[]): Promise<void> {
  const accepted = texts.filter(it => parseDockerignore(it).problems.length === 0)
  for (let at = 0; at < accepted.length; at += CONTEXTS_IN_A_BUILD)
    await compareAccepted(accepted.slice(at, at + CONTEXTS_IN_A_BUILD))
  for (const text of texts.filter(it => 0 < parseDockerignore(it).problems.length).slice(0, 60))
    await compareRejected(text)
}

async function compareAccepted(texts: readonly string[]): Promise<void> {
  const { code, stderr, output } = await buildWith(texts)
  if (code !== 0 && 1 < texts.length) {
    // One of them fails the build: find it.
    for (const text of texts) await compareAccepted([text])
    return
  }
  assert.equal(code, 0, `.dockerignore with ${JSON.stringify(texts)} fails: ${stderr}`)
  for (const [index, text] of texts.entries()) {
    const copied = filesIn(join(output, String(index))).filter(it => it !== '.dockerignore')
    const expected = PATHS.filter(path => !isIgnored(text, path)).sort()
    assert.deepEqual(expected, copied, `.dockerignore with ${JSON.stringify(text)}`)
  }
}

/** A pattern that we call wrong fails the build, unless BuildKit never has to look at it. */
async function compareRejected(text: string): Promise<void> {
  const { code, stderr, output } = await buildWith([text])
  if (code !== 0) {
    assert.match(
      stderr,
      /syntax error in pattern|illegal exclusion pattern|non-printable|Canceled/,
      JSON.stringify(text),
    )
    return
  }
  const copied = filesIn(join(output, '0')).filter(it => it !== '.dockerignore')
  assert.ok(parseDockerignore(text).patterns.length > 0 || text.includes('!'), `${JSON.stringify(text)} was accepted`)
  assert.deepEqual(copied, PATHS.filter(path => !isIgnored(text, path)).sort(), JSON.stringify(text))
}

let builds = 0

async function buildWith(texts: readonly string[]): Promise<{ code: number; stderr: string; output: string }> {
  const number = builds++
  const output = join(directory, `out${number}`)
  const contexts = texts.map((text, index) => makeContext(`context${number}-${index}`, text))
  const dockerfile = [
    'FROM scratch',
    'WORKDIR /',
    ...texts.map((_, index) => `COPY --from=c${index} . /${index}/`),
  ].join('\n')
  const named = contexts.flatMap((path, index) => ['--build-context', `c${index}=${path}`])
  const args = ['buildx', 'build', ...named, '--output', `type=local,dest=${output}`, '-']
  const { code, stderr } = await runDocker(args, { input: dockerfile })
  for (const path of contexts) rmSync(path, { recursive: true })
  return { code, stderr, output }
}

function makeContext(name: string, ignore: string): string {
  const context = join(directory, name)
  cpSync(join(directory, 'tree'), context, { recursive: true })
  writeFileSync(join(context, '.dockerignore'), ignore)
  return context
}

/** Relative paths of all files, sorted. */
function filesIn(path: string): readonly string[] {
  try {
    const all = readdirSync(path, { recursive: true, encoding: 'utf8' })
    return all.filter(it => statSync(join(path, it)).isFile()).sort()
  } catch {
    return []
  }
}

/** Pieces that are likely to meet a path, and characters that mean something. */
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
    '..',
    '.',
    '-',
    ']',
    '[b]',
  ),
  fc.constantFrom('#', '!', '\\', '[', '[*]', '[]a]', '\\\\', '\\[', '日', '~', ',', '\t', '\u0001'),
)
const segment = fc.array(piece, { minLength: 1, maxLength: 3 }).map(it => it.join(''))
const path = fc.oneof(
  fc.constantFrom(...PATHS.filter(it => !it.includes('\n'))),
  fc.array(segment, { minLength: 1, maxLength: 4 }).map(it => it.join('/')),
)
const pattern = fc.tuple(fc.constantFrom('', '', '', '!', '!', '/', '! ', ' '), path).map(it => it.join(''))
const ignoreFile = fc
  .tuple(fc.array(pattern, { minLength: 1, maxLength: 5 }), fc.constantFrom('\n', '\n', '\r\n'))
  .map(([lines, end]) => lines.join(end))
