import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { findProblems } from '../server/src/core/analyze.ts'
import { defaultSettings } from '../server/src/core/context.ts'
import { parse } from '../server/src/core/dockerfile/index.ts'
import { fixAll } from '../server/src/core/fixes/fixAll.ts'
import type { Rule } from '../server/src/core/rule.ts'
import { dedent, rulePage } from '../server/src/core/rulePage.ts'
import { rules } from '../server/src/core/rules/index.ts'

const root = resolve(import.meta.dirname, '..')

describe('every rule', () => {
  for (const rule of rules) {
    const { id, docs } = rule
    it(`${id}: reports the bad example, with the rules that it names alone`, () =>
      assert.deepEqual([...reported(docs.bad)].sort(), [id, ...(docs.together ?? [])].sort()))

    it(`${id}: has a good example that no rule reports`, () => assert.deepEqual([...reported(docs.good)], []))

    it(`${id}: has examples that BuildKit reads`, () => {
      for (const example of [docs.bad, docs.good]) assert.deepEqual(parse(dedent(example)).problems, [])
    })

    it(`${id}: repairs its bad example, or says why it can't`, () => {
      for (const { rule: found, fix, refusal } of findProblems(dedent(docs.bad)))
        if (found === id && !hasNoRemedy(rule)) assert.ok((fix === undefined) !== (refusal === undefined))
      const { text } = fixAll(dedent(docs.bad), { rules: [id] })
      const left = findProblems(text).filter(it => it.rule === id && it.fix)
      assert.deepEqual(left, [])
    })

    it(`${id}: never reports more than its severity`, () => {
      const worse = { error: [], warning: ['error'], info: ['error', 'warning'] }[rule.severity]
      const found = findProblems(dedent(docs.bad)).filter(it => it.rule === id)
      assert.deepEqual(
        found.filter(it => worse.some(severity => severity === it.severity)),
        [],
      )
    })

    it(`${id}: has its page, as the rule says it`, () => assert.equal(read(`docs/rules/${id}.md`), rulePage(rule)))

    it(`${id}: can be switched off by a setting, and by a comment with a reason`, () => {
      const settings = { ...defaultSettings, rules: { [id]: 'off' as const } }
      assert.ok(!findProblems(dedent(docs.bad), { settings }).some(it => it.rule === id))
      // A comment in front of the parser directives would end them.
      const lines = dedent(docs.bad).split('\n')
      const at = lines.findIndex(it => it.startsWith('FROM '))
      const ignored = lines.toSpliced(at, 0, `# dockerfile-secrets-ignore-file ${id} -- an example`).join('\n')
      assert.ok(!findProblems(ignored).some(it => it.rule === id))
    })

    it(`${id}: is in the schema of the setting`, () => assert.ok(settingOf(id), 'run npm run gen'))
  }
})

function reported(example: string): ReadonlySet<string> {
  return new Set(findProblems(dedent(example)).map(it => it.rule))
}

/** Rules about mounts that nobody else but the author can repair. */
function hasNoRemedy({ id }: Rule): boolean {
  return id === 'unused-secret-mount' || id === 'invalid-secret-mount'
}

interface Section {
  readonly properties: Readonly<Record<string, { readonly properties?: Readonly<Record<string, unknown>> }>>
}

function settingOf(id: string): unknown {
  const manifest: { contributes: { configuration: Section | Section[] } } = JSON.parse(read('package.json'))
  const sections = [manifest.contributes.configuration].flat()
  return sections.map(it => it.properties['dockerfileSecrets.rules']?.properties?.[id]).find(it => it !== undefined)
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}
