import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { rules } from '../server/src/core/rules/index.ts'

const root = resolve(import.meta.dirname, '..')
const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter(it => it !== '' && existsSync(join(root, it)))

describe('every rule', () => {
  for (const { id } of rules) {
    it(`${id} has its file, its test and its page`, () => {
      const files = [`server/src/core/rules/${id}.ts`, `test/rules/${id}.test.ts`, `docs/rules/${id}.md`]
      assert.deepEqual(
        files.filter(it => !existsSync(join(root, it))),
        [],
      )
    })
  }

  it('stands once in the list, which is sorted', () => {
    const ids = rules.map(it => it.id)
    assert.deepEqual(ids, [...new Set(ids)].sort())
  })
})

describe('sources', () => {
  it('of the core import nothing of Node, of an editor or of an adapter', () => {
    const core = join(root, 'server/src/core')
    const outside = importsOf(under('server/src/core/')).filter(({ file, module }) =>
      module.startsWith('.')
        ? relative(core, resolve(root, dirname(file), module)).startsWith('..')
        : /^(?:node:|vscode)/.test(module),
    )
    assert.deepEqual(outside, [])
  })

  it('stay below 300 lines', () => {
    const sources = [...under('server/src/'), ...under('client/src/')]
    assert.deepEqual(
      sources.filter(it => read(it).split('\n').length > 300),
      [],
    )
  })

  it('need no package at run time: the bundles contain them', () => {
    for (const path of ['package.json', 'server/package.json', 'client/package.json'])
      assert.equal('dependencies' in readJson(path), false, path)
  })
})

describe('the repository', () => {
  // Shapes of real tokens. Tests assemble theirs when they run, so that no scanner takes them for real ones.
  const tokens: Readonly<Record<string, RegExp>> = {
    npm: /\bnpm_[A-Za-z0-9]{36}\b/,
    GitHub: /\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_[A-Za-z0-9_]{60}/,
    GitLab: /\bgl(?:pat|dt|rt|cbt)-[A-Za-z0-9_-]{20}\b/,
    PyPI: /\bpypi-AgE[A-Za-z0-9_-]{50}/,
    AWS: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
    Google: /\bAIza[A-Za-z0-9_-]{35}\b/,
    Slack: /\bxox[abprs]-[A-Za-z0-9-]{20}/,
    'private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{40}/,
  }

  it('holds nothing that looks like a real credential', () => {
    const texts = tracked.filter(it => !/\.(?:png|ico|gif)$/.test(it))
    const found = texts.flatMap(path => {
      const text = read(path)
      return Object.keys(tokens)
        .filter(kind => tokens[kind]?.test(text))
        .map(kind => `${path}: ${kind}`)
    })
    assert.deepEqual(found, [])
  })

  it('has a lock file that works with every registry', () => {
    assert.doesNotMatch(read('package-lock.json'), /"resolved": "\w+:/)
  })

  it('has a lock file with the optional packages of every platform, some of which npm loses at times', () => {
    const lock: { packages: Record<string, { optionalDependencies?: object }> } = JSON.parse(read('package-lock.json'))
    const present = Object.keys(lock.packages)
    const wanted = Object.values(lock.packages).flatMap(it => Object.keys(it.optionalDependencies ?? {}))
    assert.deepEqual(
      wanted.filter(name => !present.some(it => it.endsWith(`node_modules/${name}`))),
      [],
    )
  })

  it('links from its Markdown files to files that exist', () => {
    const links = tracked
      .filter(it => it.endsWith('.md'))
      .flatMap(file =>
        Array.from(read(file).matchAll(/\]\(([^)#:]+)[^):]*\)/g), it => join(dirname(file), it[1] ?? '')),
      )
    assert.deepEqual(
      links.filter(it => !existsSync(join(root, it))),
      [],
    )
  })

  it('has one version', () => {
    const manifests = ['package.json', 'server/package.json', 'client/package.json', 'test/package.json']
    const versions = manifests.map(it => readJson(it)['version'])
    assert.equal(new Set(versions).size, 1, versions.join(', '))
  })
})

function under(folder: string): string[] {
  return tracked.filter(it => it.startsWith(folder) && it.endsWith('.ts'))
}

function importsOf(files: readonly string[]): { file: string; module: string }[] {
  return files.flatMap(file =>
    Array.from(read(file).matchAll(/\b(?:from|import) ?\(?'([^'\n]+)'/g), it => ({ file, module: it[1] ?? '' })),
  )
}

function readJson(path: string): Record<string, unknown> {
  return JSON.parse(read(path))
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}
