import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { isIgnored, parseDockerignore } from '../../../server/src/core/ignore/dockerignore.ts'
import { addIgnoreEntries, type IgnoreKind } from '../../../server/src/core/ignore/edits.ts'
import { isIgnoredByGit } from '../../../server/src/core/ignore/gitignore.ts'

describe('adding entries to an ignore file', () => {
  it('starts a file', () => {
    assert.equal(addIgnoreEntries(undefined, 'docker', ['.npmrc', 'api/auth.toml']), '.npmrc\napi/auth.toml\n')
    assert.equal(addIgnoreEntries(undefined, 'git', ['.npmrc']), '/.npmrc\n')
  })

  it('ignores a name in every directory where that is asked for', () => {
    assert.equal(
      addIgnoreEntries('', 'docker', ['api/.netrc'], () => true),
      '**/.netrc\n',
    )
    assert.equal(
      addIgnoreEntries('', 'git', ['api/.netrc'], () => true),
      '.netrc\n',
    )
  })

  it('adds nothing for what is ignored already', () => {
    for (const text of ['**/.n*\n', '.npmrc\n', '*\n!src\n'])
      assert.equal(addIgnoreEntries(text, 'docker', ['.npmrc', '.npmrc']), text)
    assert.equal(addIgnoreEntries('.npmrc\n', 'git', ['a/.npmrc']), '.npmrc\n')
  })

  it('comes after an exception that would bring the file back', () => {
    assert.equal(addIgnoreEntries('*\n!.*\n# end\n', 'docker', ['.npmrc']), '*\n!.*\n# end\n.npmrc\n')
    assert.equal(addIgnoreEntries('.npmrc\n!.npmrc\n', 'git', ['.npmrc']), '.npmrc\n!.npmrc\n/.npmrc\n')
  })

  it('keeps comments, line ends and a missing line end', () => {
    assert.equal(addIgnoreEntries('# a\r\n\r\nb', 'docker', ['c', 'd']), '# a\r\n\r\nb\r\nc\r\nd')
    assert.equal(addIgnoreEntries('a\n\n', 'git', ['c']), 'a\n\n/c\n')
  })

  it('escapes what means something in a pattern', () => {
    assert.equal(addIgnoreEntries('', 'docker', ['#a', '!b', 'c*[d]', ' e']), '\\#a\n\\!b\nc\\*\\[d\\]\n[ ]e\n')
    assert.equal(addIgnoreEntries('', 'git', ['#a', 'c*[d]', 'e ']), '/#a\n/c\\*\\[d]\n/e\\ \n')
  })

  it('leaves out what lies outside', () => {
    assert.equal(addIgnoreEntries('a\n', 'docker', ['../.npmrc', '/root/.npmrc', '.', '']), 'a\n')
  })
})

describe('any text and paths', () => {
  const name = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
    fc.constantFrom(
      '.npmrc',
      '.netrc',
      'auth.toml',
      '#a',
      '!b',
      'a b',
      ' c',
      'd ',
      '[e]',
      'f*',
      'g\\',
      'h|i*',
      '{2}',
      '\uFEFFj',
    ),
  )
  const isName = (it: string) => it !== '.' && it !== '..' && !it.includes('/') && !it.includes('\0')
  const path = fc.array(name.filter(isName), { minLength: 1, maxLength: 3 }).map(it => it.join('/'))
  const line = fc.oneof(
    path,
    path.map(it => `!${it}`),
    path.map(it => `# ${it}`),
    fc.constantFrom('*', '**', '!*', '!**', ''),
  )
  const text = fc
    .tuple(fc.array(line), fc.constantFrom('\n', '\r\n'), fc.boolean())
    .map(([lines, end, last]) => lines.join(end) + (last ? end : ''))
  const kind = fc.constantFrom<IgnoreKind>('git', 'docker')
  const ignores = (ignore: string, which: IgnoreKind, it: string) =>
    which === 'git' ? isIgnoredByGit(ignore, it) : isIgnored(ignore, it)

  it('make an entry that really ignores each path', () =>
    fc.assert(
      fc.property(text, kind, fc.array(path), fc.boolean(), (before, which, paths, anywhere) => {
        const result = addIgnoreEntries(before, which, paths, () => anywhere)
        for (const it of paths) assert.ok(ignores(result, which, it), JSON.stringify([result, it]))
      }),
      { numRuns: 3000 },
    ))

  it('keep every line that was there, and change nothing the second time', () =>
    fc.assert(
      fc.property(text, kind, fc.array(path), (before, which, paths) => {
        const result = addIgnoreEntries(before, which, paths)
        assert.ok(result.startsWith(before))
        assert.equal(addIgnoreEntries(result, which, paths), result)
        if (before !== '') assert.equal(result.endsWith('\n'), before.endsWith('\n'))
      }),
      { numRuns: 3000 },
    ))

  it('make no entry that a build rejects', () =>
    fc.assert(
      fc.property(fc.array(path), paths => {
        assert.deepEqual(parseDockerignore(addIgnoreEntries('', 'docker', paths)).problems, [])
      }),
      { numRuns: 2000 },
    ))
})
