import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { dockerignorePath, isInContext } from '../../../server/src/core/ignore/contextIgnore.ts'
import { isIgnored, parseDockerignore } from '../../../server/src/core/ignore/dockerignore.ts'

const PATHS = ['.npmrc', 'a/.npmrc', 'a/b/.npmrc', '.env', '.env.local', 'x.key', 'a/x.key', 'README.md']

/** Which of PATHS a text ignores. test/buildkit/dockerignore.test.ts compares the same with the real BuildKit. */
function ignored(text: string): readonly string[] {
  return PATHS.filter(it => isIgnored(text, it))
}

describe('.dockerignore', () => {
  it('matches from the root of the context, unlike .gitignore', () => {
    for (const text of ['.npmrc', '/.npmrc', './.npmrc', '.npmrc/', '\\.npmrc', 'a/../.npmrc', ' .npmrc\t'])
      assert.deepEqual(ignored(text), ['.npmrc'], text)
  })

  it('matches any depth with two stars, one directory with one', () => {
    assert.deepEqual(ignored('**/.npmrc'), ['.npmrc', 'a/.npmrc', 'a/b/.npmrc'])
    assert.deepEqual(ignored('*/.npmrc'), ['a/.npmrc'])
    assert.deepEqual(ignored('a/**/.npmrc'), ['a/.npmrc', 'a/b/.npmrc'])
    assert.deepEqual(ignored('*.key'), ['x.key'])
    assert.deepEqual(ignored('.env*'), ['.env', '.env.local'])
  })

  it('takes directories with all that is in them', () => {
    for (const text of ['a', 'a/', 'a/**', 'a/*'])
      assert.deepEqual(ignored(text), ['a/.npmrc', 'a/b/.npmrc', 'a/x.key'], text)
  })

  it('lets the last match win, also inside an ignored directory', () => {
    assert.deepEqual(ignored('*\n!README.md\n!a/b'), ['.npmrc', 'a/.npmrc', '.env', '.env.local', 'x.key', 'a/x.key'])
    assert.deepEqual(ignored('!.npmrc\n.npmrc'), ['.npmrc'])
  })

  it('knows comments at the beginning of a line only', () => {
    assert.deepEqual(ignored('# .npmrc'), [])
    assert.deepEqual(ignored('.npmrc # why'), [])
    assert.ok(isIgnored(' #hash', '#hash'))
  })

  it('has the classes of Go and no braces', () => {
    assert.ok(isIgnored('[ab].txt', 'a.txt'))
    assert.ok(!isIgnored('[^b].txt', 'b.txt'))
    assert.ok(isIgnored('[!b].txt', 'b.txt'))
    assert.ok(!isIgnored('{a,b}', 'a'))
  })

  it('falls into alternatives where BuildKit forgets to escape a bar next to a wildcard', () => {
    assert.ok(isIgnored('x|*.key', 'deep/down/y.key'))
    assert.ok(!isIgnored('x|y.key', 'y.key'))
  })

  it('gives every pattern its place in the text', () => {
    const text = '\uFEFF# c\r\n  **/.npmrc \r\n\r\n!a'
    const found = parseDockerignore(text).patterns.map(it => [text.slice(it.start, it.end), it.text, it.negated])
    assert.deepEqual(found, [
      ['**/.npmrc', '**/.npmrc', false],
      ['!a', 'a', true],
    ])
  })

  it('says which lines make the build fail, and ignores nothing because of them', () => {
    for (const text of ['[', '!', '!/', 'a\\', '[z-a]*', 'a\\q', 'a\u0001b', 'x'.repeat(70_000)]) {
      assert.equal(parseDockerignore(`ok\n${text}`).problems.length, 1, text.slice(0, 9))
      assert.ok(!isIgnored(text, '.npmrc'))
    }
    assert.deepEqual(parseDockerignore('a\n*.b\n!c\n[a-c]\n').problems, [])
  })

  it('accepts every text and every path', () => {
    const pieces = fc.constantFrom(
      '[',
      ']',
      '\\',
      '*',
      '!',
      '/',
      '{2}',
      '|',
      '^',
      '\n',
      'a',
      '\\Q',
      '\\p{',
      '[:',
      ':]',
      '-',
    )
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map(it => it.join('')),
    )
    fc.assert(
      fc.property(anyText, anyText, (text, path) => {
        const { patterns, problems } = parseDockerignore(text)
        for (const { start, end } of [...patterns, ...problems.map(it => it.span)])
          assert.ok(0 <= start && start <= end && end <= text.length)
        assert.equal(typeof isIgnored(text, path), 'boolean')
      }),
      { numRuns: 2000 },
    )
  })

  it('takes time in proportion to a hostile pattern and path', () => {
    const path = 'a'.repeat(4000)
    for (const unit of ['*a', '**/a', '[a]', 'a*|', '[[:', '\\pL*', '?', '[a]{1,1000}'])
      for (const end of ['b', '']) {
        const text = unit.repeat(1000) + end
        const start = performance.now()
        isIgnored(text, path)
        assert.ok(performance.now() - start < 5000, unit)
      }
  })
})

describe('the ignore file that counts', () => {
  const files = new Map([
    ['.dockerignore', '.npmrc'],
    ['docker/api.Dockerfile.dockerignore', ''],
  ])

  it('is the one of the Dockerfile, even when it is empty', () => {
    const context = { files, dockerfilePath: 'docker/api.Dockerfile' }
    assert.equal(dockerignorePath(context), 'docker/api.Dockerfile.dockerignore')
    assert.ok(isInContext(context, '.npmrc'))
  })

  it('else is the one of the context', () => {
    const context = { files, dockerfilePath: 'docker/web.Dockerfile' }
    assert.equal(dockerignorePath(context), '.dockerignore')
    assert.ok(!isInContext(context, '.npmrc'))
    assert.ok(isInContext({ ...context, files: new Map() }, '.npmrc'))
  })
})
