import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { createStyle } from '../../server/src/cli/format/style.ts'
import { unifiedDiff, type ChangedFile } from '../../server/src/cli/format/unifiedDiff.ts'
import { createFolder } from '../support/folder.ts'

describe('A unified diff', () => {
  it('shows a change between three lines of context', () => {
    const before = 'a\nb\nc\nd\nold\ne\nf\ng\nh\n'
    assert.equal(
      diff({ path: 'Dockerfile', before, after: before.replace('old', 'new') }),
      `--- a/Dockerfile
+++ b/Dockerfile
@@ -2,7 +2,7 @@
 b
 c
 d
-old
+new
 e
 f
 g
`,
    )
  })

  it('shows a new file', () => {
    assert.equal(
      diff({ path: '.dockerignore', before: undefined, after: '.npmrc\n' }),
      '--- /dev/null\n+++ b/.dockerignore\n@@ -0,0 +1 @@\n+.npmrc\n',
    )
  })

  it('is empty when nothing changed', () => assert.equal(diff({ path: 'a', before: 'x', after: 'x' }), ''))

  it('tells when the last line has no end', () => {
    assert.equal(
      diff({ path: 'a', before: 'x\ny', after: 'x\nz' }),
      '--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n x\n-y\n\\ No newline at end of file\n+z\n\\ No newline at end of file\n',
    )
  })

  it('keeps a moved block small', () => {
    const block = (name: string) => Array.from({ length: 30 }, (_, line) => `${name}${line}\n`).join('')
    const patch = diff({ path: 'a', before: block('a') + 'x\n' + block('b'), after: block('a') + block('b') + 'x\n' })
    assert.equal(patch.split('\n').filter(it => /^[-+]x/.test(it)).length, 2)
    assert.equal(patch.split('\n').length, 16)
  })

  it('takes 100,000 lines in its stride', () => {
    const lines = Array.from({ length: 100_000 }, (_, line) => `RUN step ${line % 7000}\n`)
    const before = lines.join('')
    const after = lines.map((it, index) => (index % 5 === 0 ? `${it.trimEnd()} # ${index}\n` : it)).join('')
    const start = performance.now()
    assert.ok(diff({ path: 'a', before, after }).length > 1_000_000)
    assert.ok(performance.now() - start < 5000)
  })

  it('is what git applies, for any two texts', () => {
    const folder = createFolder()
    execFileSync('git', ['init', '-q'], { cwd: folder.path })
    fc.assert(
      fc.property(anyLines(), anyLines(), (before, after) => {
        // git takes an empty file for a file that is to be deleted or created.
        fc.pre(before !== '' && after !== '' && before !== after)
        folder.write('a b/Dockerfile', before)
        const patch = diff({ path: 'a b/Dockerfile', before, after })
        execFileSync('git', ['apply', '--unidiff-zero', '--whitespace=nowarn', '-'], { cwd: folder.path, input: patch })
        assert.equal(folder.read('a b/Dockerfile'), after)
      }),
      { numRuns: 60 },
    )
  })
})

function diff(file: ChangedFile): string {
  return unifiedDiff(file, createStyle(false), it => it)
}

function anyLines() {
  return fc
    .array(fc.constantFrom('a', 'b', 'c', 'RUN x \\', ' y\r', '', '+', '-'), { maxLength: 40 })
    .chain(array => fc.boolean().map(end => array.join('\n') + (end ? '\n' : '')))
}
