import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { LEVELS, MOUNT_STYLES, parseConfig, toConfig, withConfig } from '../../../server/src/core/config/config.ts'
import { parseJsonc } from '../../../server/src/core/config/jsonc.ts'
import { defaultSettings } from '../../../server/src/core/context.ts'
import { rules } from '../../../server/src/core/rules/index.ts'
import { judgeName } from '../../../server/src/core/secrets/names.ts'

const root = join(import.meta.dirname, '../../..')

describe('a configuration file', () => {
  it('says what it says, with comments and commas as in tsconfig.json', () => {
    const text = `{
      // The demo server wants none.
      "$schema": "./node_modules/dockerfile-secrets/schema.json",
      "rules": { "secret-in-arg": "warning", "optional-secret-mount": "off", },
      "secretNames": ["CORP_LOGIN"], /* ours */
      "publicNames": ["DEMO_*",],
      "mountStyle": "file",
      "ignore": ["test/fixtures/"]
    }`
    assert.deepEqual(parseConfig(text), {
      config: {
        rules: { 'secret-in-arg': 'warning', 'optional-secret-mount': 'off' },
        secretNames: ['CORP_LOGIN'],
        publicNames: ['DEMO_*'],
        mountStyle: 'file',
        ignore: ['test/fixtures/'],
      },
      problems: [],
    })
  })

  it('may be empty', () => {
    assert.deepEqual(parseConfig('{}').problems, [])
    assert.deepEqual(withConfig(defaultSettings, parseConfig('{}').config), defaultSettings)
  })

  const mistakes: readonly (readonly [name: string, text: string, problem: string])[] = [
    ['has no text', '', 'Line 1: here a value is expected. Until the JSON is right, the defaults apply.'],
    [
      'is cut off',
      '{\n  "rules": {\n',
      'Line 3: here a name in double quotes, or } is expected. Until the JSON is right, the defaults apply.',
    ],
    ['is a list', '[]', 'It must be an object, such as { "rules": {} }.'],
    [
      'has an unknown key',
      '{ "rule": {} }',
      'There is no key "rule". Use rules, secretNames, publicNames, mountStyle, ignore.',
    ],
    [
      'has an unknown rule',
      '{ "rules": { "secret-in-args": "off" } }',
      'There is no rule "secret-in-args". "dockerfile-secrets rules" lists them.',
    ],
    [
      'has an unknown level',
      '{ "rules": { "secret-in-arg": "loud" } }',
      'rules.secret-in-arg must be "error", "warning", "info" or "off".',
    ],
    ['has rules in a list', '{ "rules": [] }', 'rules must be an object, such as { "secret-in-arg": "warning" }.'],
    ['has a name alone', '{ "secretNames": "X" }', 'secretNames must be a list of texts: ["…"].'],
    ['has a number for a name', '{ "publicNames": [1] }', 'publicNames must be a list of texts: ["…"].'],
    ['has an unknown style', '{ "mountStyle": "files" }', 'mountStyle must be "auto", "env" or "file".'],
  ]
  for (const [name, text, problem] of mistakes)
    it(`is told what is wrong when it ${name}`, () => assert.deepEqual(parseConfig(text).problems, [problem]))

  it('counts where it is right, though something else in it is wrong', () => {
    const { config, problems } = parseConfig('{ "mountStyle": 1, "publicNames": ["A", 2], "rules": { "x": "off" } }')
    assert.equal(problems.length, 3)
    assert.deepEqual(withConfig(defaultSettings, config), { ...defaultSettings, publicNames: ['A'] })
  })

  it('cannot reach what all objects share', () => {
    const { config } = parseConfig('{ "rules": { "__proto__": { "secret-in-arg": "off" } }, "__proto__": {} }')
    assert.deepEqual(Object.keys(config.rules ?? {}), [])
    assert.equal(Object.hasOwn(Object.prototype, 'secret-in-arg'), false)
  })
})

describe('JSON with comments', () => {
  it('has the value of the plain JSON', () => {
    const value = { a: [1, -2.5e3, true, false, null, 'x // no comment', '\u00e9"\\'], 'b c': { d: [] }, e: {} }
    const lines = JSON.stringify(value, undefined, 1).replaceAll(/$/gm, ' // a comment')
    assert.deepEqual(parseJsonc(`\uFEFF/* first */${lines}`), { value })
  })

  const wrong: readonly (readonly [text: string, line: number, expected: string])[] = [
    ['{ "a": 1 "b": 2 }', 1, 'a comma or the closing bracket'],
    ['{\n"a" 1 }', 2, 'a colon'],
    ['{ a: 1 }', 1, 'a name in double quotes, or }'],
    ["{\n\n'a': 1 }", 3, 'a name in double quotes, or }'],
    ['{ , }', 1, 'a name in double quotes, or }'],
    ['[1,,2]', 1, 'a value or ]'],
    ['[1}', 1, 'a comma or the closing bracket'],
    ['{ "a": "no end\n }', 1, 'a value'],
    ['{ "a": 01 }', 1, 'a value'],
    ['{ "a": / }', 1, 'a value'],
    ['{} {}', 1, 'the end of the file'],
    ['}', 1, 'a value'],
    ['["a\u0001"]', 1, 'a value or ]'],
  ]
  for (const [text, line, expected] of wrong)
    it(`is told apart from ${JSON.stringify(text)}`, () => assert.deepEqual(parseJsonc(text), { line, expected }))

  it('may be nested deeply, and is read in linear time', () => {
    assert.ok('value' in parseJsonc('['.repeat(100_000) + ']'.repeat(100_000)))
    for (const text of ['['.repeat(1e6), '"\\'.repeat(1e6), '/*'.repeat(1e6), '//'.repeat(1e6), ' '.repeat(1e6)])
      assert.ok('expected' in parseJsonc(text))
  })
})

describe('a configuration file over the settings of an editor', () => {
  const over = (settings: object, config: object) =>
    withConfig(withConfig(defaultSettings, toConfig(settings).config), toConfig(config).config)

  it('overrules them rule by rule', () =>
    assert.deepEqual(
      over(
        { rules: { 'secret-in-arg': 'off', 'secret-in-env': 'info' } },
        { rules: { 'secret-in-arg': 'error', 'secret-in-url': 'off' } },
      ).rules,
      { 'secret-in-arg': 'error', 'secret-in-env': 'info', 'secret-in-url': 'off' },
    ))

  it('overrules the style of mounts', () => {
    assert.equal(over({ mountStyle: 'env' }, { mountStyle: 'file' }).mountStyle, 'file')
    assert.equal(over({ mountStyle: 'env' }, {}).mountStyle, 'env')
  })

  it('adds to the lists of names', () => {
    const lists = over({ secretNames: ['A'], publicNames: ['B'] }, { secretNames: ['C'], publicNames: ['D'] })
    assert.deepEqual(
      [lists.secretNames, lists.publicNames],
      [
        ['C', 'A'],
        ['D', 'B'],
      ],
    )
  })

  it('has the last word about a name in both lists', () => {
    const kind = (settings: object, config: object) => judgeName('CORP_LOGIN', over(settings, config)).kind
    assert.equal(kind({ publicNames: ['corp_login'] }, { secretNames: ['CORP_*'] }), 'secret')
    assert.equal(kind({ secretNames: ['CORP_LOGIN'] }, { publicNames: ['CORP_LOGIN'] }), 'public')
  })
})

describe('the schema of the configuration file', () => {
  const schema: { properties: Record<string, { enum?: string[]; properties?: Record<string, { enum: string[] }> }> } =
    JSON.parse(readFileSync(join(root, 'server/schema.json'), 'utf8'))

  it('has the keys that are read', () => {
    const valid: Readonly<Record<string, unknown>> = { rules: {}, mountStyle: 'auto', $schema: '' }
    const written = Object.fromEntries(Object.keys(schema.properties).map(it => [it, valid[it] ?? []]))
    const { config, problems } = toConfig(written)
    assert.deepEqual(problems, [])
    assert.deepEqual(
      Object.keys(config).sort(),
      Object.keys(written)
        .filter(it => it !== '$schema')
        .sort(),
    )
  })

  it('has every rule with its levels, and the styles of mounts', () => {
    const known = schema.properties['rules']?.properties ?? {}
    assert.deepEqual(
      Object.entries(known).map(([id, it]) => [id, ...it.enum]),
      rules.map(it => [it.id, ...LEVELS]),
    )
    assert.deepEqual(schema.properties['mountStyle']?.enum, [...MOUNT_STYLES])
  })
})

describe('the documentation', () => {
  it('shows configuration files that are right', () => {
    const texts = ['docs/configuration.md', 'README.md'].map(it => readFileSync(join(root, it), 'utf8'))
    const blocks = texts.flatMap(it => Array.from(it.matchAll(/```jsonc\n([^`]*)```/g), match => match[1] ?? ''))
    assert.ok(0 < blocks.length)
    for (const block of blocks) assert.deepEqual(parseConfig(block).problems, [], block)
  })
})
