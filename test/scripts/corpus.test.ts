import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compare, fromSnapshot, toSnapshot, type Found } from '../../scripts/corpus/found.mts'
import { formatChanges } from '../../scripts/corpus/report.mts'
import { createFolder } from '../support/folder.ts'
import { runScript } from '../support/runScript.ts'

const LEAKING = 'FROM node:24\nENV API_TOKEN=s3cr3t-v4lue\nARG NPM_TOKEN\nRUN npm ci\n'

describe('npm run corpus', () => {
  it('counts what each rule finds, and says how fast', async () => {
    const { path } = createFolder({ Dockerfile: LEAKING, 'a/Dockerfile.x': LEAKING, 'a/notes.txt': LEAKING })
    const { code, stdout } = await runScript('corpus', [path])
    assert.equal(code, 0)
    assert.match(stdout, /^2 files with 0\.0 MB in \d+\.\d s: [\d,]+ files a second; at most \d+ ms, for /)
    assert.match(stdout, /^secret-in-arg +2 +0 +0 +2$/m)
    assert.match(stdout, /^secret-in-env +2 +0 +0 +0$/m)
    assert.match(stdout, /^secret-in-url +0 +0 +0 +0$/m)
  })

  it('compares with what it has saved, and shows no value of a secret', async () => {
    const folder = createFolder({ Dockerfile: LEAKING })
    const saved = folder.join('saved.jsonl')
    await runScript('corpus', [folder.path, '--save', saved])
    assert.doesNotMatch(folder.read('saved.jsonl'), /s3cr3t/)
    folder.write('Dockerfile', LEAKING.replace('ARG NPM_TOKEN', 'ENV DB_PASSWORD=s3cr3t-0ther'))
    const { stdout } = await runScript('corpus', [folder.path, '--against', saved])
    const changes = stdout.split('\n').filter(it => /^[+-] /.test(it))
    assert.deepEqual(changes, [
      '- Dockerfile:3\terror\tsecret-in-arg\tNPM_TOKEN\tfix: suggestion\tARG NPM_TOKEN',
      '+ Dockerfile:3\terror\tsecret-in-env\tDB_PASSWORD\tfix: none\tENV DB_PASSWORD=***',
    ])
    assert.match(stdout, /^1 added, 1 removed$/m)
  })

  it('compares with the rules of a commit', async () => {
    const { path } = createFolder({ Dockerfile: LEAKING })
    const { code, stdout } = await runScript('corpus', [path, '--against', 'HEAD'])
    assert.equal(code, 0)
    assert.match(stdout, /^HEAD: 1 files with /m)
    assert.match(stdout, /^\d+ added, \d+ removed$/m)
  })

  it('says what is wrong with a commit that does not exist, or a folder that is none', async () => {
    const { path } = createFolder({ Dockerfile: LEAKING })
    assert.notEqual((await runScript('corpus', [path, '--against', 'no-such-commit'])).code, 0)
    assert.match((await runScript('corpus', [`${path}/none`])).stderr, /There is no such file or directory/)
    assert.equal((await runScript('corpus', [])).code, 2)
  })
})

describe('the comparison of findings', () => {
  const found = (line: number, more: Partial<Found> = {}): Found => ({
    path: 'Dockerfile',
    line,
    rule: 'secret-in-arg',
    severity: 'error',
    secret: 'NPM_TOKEN',
    fix: 'suggestion',
    text: 'ARG NPM_TOKEN',
    ...more,
  })

  it('tells what was added and what was removed', () =>
    assert.deepEqual(compare([found(1), found(2)], [found(2), found(3)]), { added: [found(3)], removed: [found(1)] }))

  it('shows another severity, or another fix, as both', () => {
    for (const change of [{ severity: 'warning' }, { fix: 'none' }] as const) {
      const after = found(1, change)
      assert.deepEqual(compare([found(1)], [after]), { added: [after], removed: [found(1)] })
    }
  })

  it('does not look at the text, which may be masked in another way', () =>
    assert.deepEqual(compare([found(1)], [found(1, { text: '***' })]), { added: [], removed: [] }))

  it('counts equal findings', () =>
    assert.deepEqual(compare([found(1)], [found(1), found(1)]), { added: [found(1)], removed: [] }))

  it('reads what it has written', () => {
    const all = [found(1), found(2, { secret: undefined })]
    assert.deepEqual(compare(fromSnapshot(toSnapshot(all)), all), { added: [], removed: [] })
  })

  it('is printed by place, the old in front of the new', () => {
    const text = formatChanges(compare([found(9), found(2)], [found(2, { severity: 'info' }), found(1, { path: 'A' })]))
    const heads = text.split('\n').map(it => it.split('\t').slice(0, 2).join(' '))
    assert.deepEqual(heads, [
      '+ A:1 error',
      '- Dockerfile:2 error',
      '+ Dockerfile:2 info',
      '- Dockerfile:9 error',
      '2 added, 2 removed',
    ])
  })
})
