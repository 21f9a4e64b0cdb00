import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isTrap, mergeLabels, readLabels, sha256Of, writeLabels, type Label } from '../../scripts/quality/labels.mts'
import { formatFigures, formatMismatches } from '../../scripts/quality/report.mts'
import { score } from '../../scripts/quality/score.mts'
import { findProblems } from '../../server/src/core/analyze.ts'
import { createFolder } from '../support/folder.ts'
import { runScript } from '../support/runScript.ts'

const LEAKING = 'FROM node:24\nARG NPM_TOKEN\nENV NPM_TOKEN=$NPM_TOKEN\nRUN npm ci\n'
const CLEAN = 'FROM node:24\nARG TOKENIZER=fast\nRUN npm ci\n'

describe('the score of a file', () => {
  it('counts a sure leak as found when a finding is on its line or names it', () => {
    assert.deepEqual(summary(LEAKING, [leak(2, 'a build argument'), leak(9, 'npm_token')]), { sure: 2, missed: [] })
    assert.deepEqual(summary(LEAKING, [leak(4, 'something else')]), { sure: 1, missed: ['something else'] })
  })

  it('counts a step of the flow as found', () => {
    const text = 'FROM node:24\nARG KEY\nRUN curl -H "Authorization: Bearer $KEY" https://api.example\n'
    const related = findProblems(text).flatMap(it => it.related)
    assert.notEqual(related.length, 0)
    assert.deepEqual(summary(text, [leak(3, 'a header')]), { sure: 1, missed: [] })
  })

  it('expects nobody to find what is not sure, and takes a finding about it for right', () => {
    const { sure, right, wrong, ordinary } = scoreOf(LEAKING, [leak(2, 'NPM_TOKEN', false)])
    assert.deepEqual([sure.length, right.length, wrong.length, ordinary], [0, 2, 0, false])
  })

  it('takes a finding that no label speaks of for wrong', () => {
    const { wrong, ordinary } = scoreOf(LEAKING, [])
    assert.deepEqual(
      wrong.map(it => [it.rule, it.line]),
      [
        ['secret-in-arg', 2],
        ['secret-in-env', 3],
      ],
    )
    assert.equal(ordinary, true)
  })

  it('knows which hard names set off a false alarm', () => {
    const { traps, sprung, ordinary } = scoreOf(LEAKING, [trap(2, 'NPM_TOKEN'), trap(4, 'npm')])
    assert.deepEqual([traps.length, sprung.map(it => it.name), ordinary], [2, ['NPM_TOKEN'], true])
  })

  it('counts what is no leak apart', () => {
    const text = 'FROM node:24\nRUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci\n'
    const { apart, wrong } = scoreOf(text, [])
    assert.deepEqual([apart.map(it => it.rule), wrong], [['optional-secret-mount'], []])
  })

  it('counts the log apart only where a leak is printed', () => {
    const text = 'FROM node:24\nARG NPM_TOKEN\nRUN echo $NPM_TOKEN\n'
    const isLog = (it: { rule: string }) => it.rule === 'secret-in-build-log'
    assert.ok(scoreOf(text, [leak(2, 'NPM_TOKEN')]).apart.some(isLog))
    assert.ok(scoreOf(text, []).wrong.some(isLog))
  })
})

describe('the figures', () => {
  const files = [
    { path: 'a/Dockerfile', score: scoreOf(LEAKING, [leak(2, 'NPM_TOKEN'), leak(4, 'a file')]) },
    { path: 'b/Dockerfile', score: scoreOf(CLEAN, [trap(2, 'TOKENIZER')]) },
    { path: 'c/Dockerfile', score: scoreOf(LEAKING, []) },
  ]

  it('say how much is found and how much of it is right', () => {
    const text = formatFigures(files, 4)
    assert.match(text, /^4 labelled files, of which 1 are not in the folder\.$/m)
    assert.match(text, /^\| leaks found \| 1 \| 2 \| 50\.0 % \| ≥ 97 % \|$/m)
    assert.match(text, /^\| findings right \| 2 \| 4 \| 50\.0 % \| ≥ 98 % \|$/m)
    assert.match(text, /^\| false alarms on ordinary files \| 1 \| 2 \| 50\.0 % \| ≤ 1 % \|$/m)
    assert.match(text, /^\| false alarms on hard names \| 0 \| 1 \| 0\.0 % \| ≤ 1 % \|$/m)
    assert.match(text, /^\| `secret-in-env` \| 1 \| 2 \| 50\.0 % \|$/m)
  })

  it('come with a list of what to look at', () =>
    assert.equal(
      formatMismatches(files),
      [
        'miss\ta/Dockerfile:4\targ\ta file',
        'alarm, ordinary file\tc/Dockerfile:2\tsecret-in-arg\tNPM_TOKEN',
        'alarm, ordinary file\tc/Dockerfile:3\tsecret-in-env\tNPM_TOKEN',
        '',
      ].join('\n'),
    ))
})

describe('labels', () => {
  it('are one file to a line, found by its hash', () => {
    const files = [{ sha256: sha256Of(Buffer.from(LEAKING)), labels: [leak(2, 'NPM_TOKEN'), trap(4, 'npm')] }]
    assert.deepEqual(readLabels(writeLabels(files)), files)
  })

  it('replace earlier ones of the same file', () => {
    const [old, young, other] = [
      { sha256: 'b', labels: [] },
      { sha256: 'b', labels: [trap(1, 'A')] },
      { sha256: 'a', labels: [] },
    ]
    assert.deepEqual(mergeLabels([old], [young, other]), [other, young])
  })

  it('are refused where they make no sense', () => {
    for (const line of ['{ "labels": [] }', '{ "sha256": "a", "labels": [{ "line": 1 }] }', '{ "sha256": "a" }'])
      assert.throws(() => readLabels(line), line)
  })
})

describe('npm run quality', () => {
  it('takes labels by path, keeps them by hash, and finds the files again', async () => {
    const folder = createFolder({ 'a/Dockerfile': LEAKING, 'b/Dockerfile': LEAKING, 'c/Dockerfile': CLEAN })
    const given = [
      { file: folder.join('a/Dockerfile'), labels: [leak(2, 'NPM_TOKEN'), leak(3, 'NPM_TOKEN')] },
      { file: folder.join('c/Dockerfile'), labels: [trap(2, 'TOKENIZER')] },
    ]
    folder.write('given.jsonl', given.map(it => JSON.stringify(it)).join('\n'))
    const labels = folder.join('labels.jsonl')
    await runScript('quality', [folder.path, '--labels', labels, '--import', folder.join('given.jsonl')])
    assert.doesNotMatch(folder.read('labels.jsonl'), /Dockerfile/)

    const mismatches = folder.join('mismatches.txt')
    const { code, stdout } = await runScript('quality', [folder.path, '--labels', labels, '--mismatches', mismatches])
    assert.equal(code, 0)
    // The copy in b counts once.
    assert.match(stdout, /^2 labelled files\.$/m)
    assert.match(stdout, /^\| leaks found \| 2 \| 2 \| 100\.0 % \| ≥ 97 % \|$/m)
    assert.equal(folder.read('mismatches.txt'), '')
  })
})

function leak(line: number, name: string, sure = true) {
  return { line, name, kind: 'arg', sure }
}

function trap(line: number, name: string) {
  return { line, name, trap: true as const }
}

function scoreOf(text: string, labels: readonly Label[]) {
  return score(text, labels, findProblems(text))
}

function summary(text: string, labels: readonly Label[]) {
  assert.ok(!labels.some(isTrap))
  const { sure, missed } = scoreOf(text, labels)
  return { sure: sure.length, missed: missed.map(it => it.name) }
}
