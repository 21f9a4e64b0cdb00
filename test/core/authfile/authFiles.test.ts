import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parse, stringify } from '@iarna/toml'
import * as fc from 'fast-check'
import { authFilesFor } from '../../../server/src/core/authfile/authFiles.ts'
import { tomlStrings } from '../../../server/src/core/knowledge/formats/toml.ts'
import { credentialFileFor } from '../../../server/src/core/knowledge/index.ts'

/** Looks like a credential to us, and to nobody else: put together at run time. */
const TOKEN = ['q7Rk2', 'vT9xw', 'Zb41m', 'Lc83'].join('')

function authFiles(files: Record<string, string>) {
  return authFilesFor(new Map(Object.entries(files)))
}

function texts(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(authFiles(files).files.map(it => [it.path, it.text]))
}

describe('auth.toml for Poetry', () => {
  const pyproject = `
[tool.poetry]
name = "app"

[[tool.poetry.source]]
name = "corp"
url = "https://pypi.corp.example/simple/"
priority = "supplemental"

[[tool.poetry.source]]
name = "internal-2"
url = "https://ci@feeds.corp.example:8443/simple"

[[tool.poetry.source]]
name = "PyPI"
priority = "primary"

[[tool.poetry.source]]
name = "torch"
url = "https://download.pytorch.org/whl/cpu"
`

  it('has a place for the credentials of each private source', () => {
    assert.deepEqual(authFiles({ 'pyproject.toml': pyproject }), {
      files: [
        {
          path: 'auth.toml',
          label: 'Poetry auth.toml for corp, internal-2',
          text: `[http-basic.corp]
username = "<USER>"
password = "<PASSWORD>"

[http-basic.internal-2]
username = "<USER>"
password = "<PASSWORD>"
`,
          mode: '0600',
        },
      ],
      problems: [],
    })
  })

  it('stands next to its pyproject.toml', () => {
    assert.deepEqual(Object.keys(texts({ 'services/api/pyproject.toml': pyproject })), ['services/api/auth.toml'])
  })

  it('has the sources of a project with PEP 621 metadata, too', () => {
    const text =
      '[project]\nname = "app"\n[tool.poetry]\nsource = [{ name = "corp", url = "https://pypi.corp.example/" }]'
    assert.match(texts({ 'pyproject.toml': text })['auth.toml'] ?? '', /^\[http-basic\.corp\]/)
  })

  it('quotes a name where TOML needs it, and makes a table of each part between dots, as Poetry looks it up', () => {
    const named = (name: string) =>
      stringify({ tool: { poetry: { source: [{ name, url: 'https://pypi.corp.example/' }] } } })
    const header = (name: string) => texts({ 'pyproject.toml': named(name) })['auth.toml']?.split('\n')[0]
    assert.equal(header('corp feed'), '[http-basic."corp feed"]')
    assert.equal(header('a"b\\c'), '[http-basic."a\\"b\\\\c"]')
    assert.equal(header('corp.feed'), '[http-basic.corp.feed]')
    assert.equal(header('größe'), '[http-basic."größe"]')
  })

  it('is TOML with the right tables, whatever the sources are called', () =>
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 3 }), names => {
        const wanted = names.filter(it => it.trim() !== '' && !/^\.|\.$|\.\./.test(it))
        const source = wanted.map(name => ({ name, url: 'https://pypi.corp.example/' }))
        const text = texts({ 'pyproject.toml': stringify({ tool: { poetry: { source } } }) })['auth.toml'] ?? ''
        const filled = tomlStrings(text).filter(it => it.value === '<PASSWORD>')
        const passwords = new Set(filled.map(it => it.keys.join('\0')))
        for (const name of wanted)
          assert.ok(passwords.has(['http-basic', ...name.split('.'), 'password'].join('\0')), JSON.stringify(name))
        if (!wanted.some(it => it.split('.').some(part => part in {}))) assert.doesNotThrow(() => parse(text))
      }),
      { numRuns: 300 },
    ))

  it('is made for a project that would reach into what all objects inherit, without harm', () => {
    const { toString } = Object.prototype
    for (const key of ['toString', 'constructor', '"toStr\\u0069ng"', '"\\U00000074oString"', 'hasOwnProperty']) {
      const text = `[a.${key}]\ncall = "x"\nharm = "x"\n${pyproject}`
      assert.equal(authFiles({ 'pyproject.toml': text }).files[0]?.label, 'Poetry auth.toml for corp, internal-2', key)
      for (const it of [toString, Object, Object.prototype.hasOwnProperty])
        assert.ok(!Object.hasOwn(it, 'harm') && !Object.hasOwn(it, 'call'), key)
    }
  })

  it('is the same whichever reader is used', () =>
    fc.assert(
      fc.property(fc.array(fc.record({ name: fc.string(), url: fc.webUrl(), 'a b': fc.string() })), source => {
        const text = stringify({ tool: { poetry: { source, x: { y: [1, 'a'] } } } })
        const ours = `# constructor\n${text}`
        assert.deepEqual(authFiles({ 'pyproject.toml': ours }), authFiles({ 'pyproject.toml': text }), text)
      }),
      { numRuns: 300 },
    ))

  it('counts as a template, not as a credential', () => {
    const text = texts({ 'pyproject.toml': pyproject })['auth.toml'] ?? ''
    assert.equal(credentialFileFor('auth.toml')?.holdsCredential(text), false)
    assert.ok(credentialFileFor('auth.toml')?.holdsCredential(text.replace('<PASSWORD>', TOKEN)))
  })
})

describe('.netrc', () => {
  it('has the hosts of private indexes in requirements files', () => {
    const files = {
      'requirements.txt':
        '-i https://pypi.org/simple\n--extra-index-url=https://eu-python.pkg.corp.example:443/p/simple/\nflask\n',
      'requirements-dev.txt':
        '--index-url https://eu-python.pkg.corp.example/p/simple\n# --find-links https://no.example\n',
      'requirements.in':
        '--find-links https://${HOST}/wheels\n-f ./wheels\n--find-links https://wheels.corp.example/\n',
    }
    assert.deepEqual(texts(files), {
      '.netrc': `machine eu-python.pkg.corp.example
login <USER>
password <TOKEN>

machine wheels.corp.example
login <USER>
password <TOKEN>
`,
    })
  })

  it('has those of uv and pdm', () => {
    const uv = '[[tool.uv.index]]\nname = "corp"\nurl = "https://uv.corp.example/simple"\n'
    const pdm = '[[tool.pdm.source]]\nname = "corp"\nurl = "https://pdm.corp.example/simple"\n'
    assert.equal(
      authFiles({ 'pyproject.toml': uv + pdm }).files[0]?.label,
      '.netrc for uv.corp.example, pdm.corp.example',
    )
  })

  it('never repeats a credential that somebody left in a URL', () => {
    const { files } = authFiles({ 'requirements.txt': `--index-url https://ci:${TOKEN}@pypi.corp.example/simple` })
    assert.match(files[0]?.text ?? '', /machine pypi\.corp\.example\n/)
    assert.ok(!JSON.stringify(files).includes(TOKEN))
  })
})

describe('.npmrc', () => {
  const manifest = JSON.stringify({
    publishConfig: { '@corp:registry': 'https://u@npm.corp.example/npm/@corp', access: 'public' },
  })

  it('has the private registries of package.json', () => {
    assert.deepEqual(texts({ 'package.json': manifest }), {
      '.npmrc': '//npm.corp.example/npm/@corp/:_authToken=<TOKEN>\n',
    })
  })

  it('is not offered where there is one', () => {
    assert.deepEqual(texts({ 'package.json': manifest, '.npmrc': '' }), {})
  })
})

describe('when there is nothing to make', () => {
  it('says so for a folder without project files', () => {
    const { files, problems } = authFiles({ 'README.md': '' })
    assert.deepEqual(files, [])
    assert.deepEqual(problems, [
      'There is no pyproject.toml, requirements.txt or package.json here. Open the folder of a project that has one.',
    ])
  })

  it('says what to add when no private source is named', () => {
    const { problems } = authFiles({ 'pyproject.toml': '[tool.poetry]\nname = "app"\n' })
    assert.match(
      problems.join('\n'),
      /^No private package source is named in pyproject\.toml\. Add one, such as \[\[tool/,
    )
  })

  it('names file, line, cause and next step of a malformed pyproject.toml, without its text', () => {
    const { files, problems } = authFiles({ 'api/pyproject.toml': `[tool.poetry]\nname = "app"\nversion = ${TOKEN}\n` })
    assert.deepEqual(files, [])
    assert.match(problems.join('\n'), /^api\/pyproject\.toml, line 3: \S.*\. Correct the file, then try again\.$/)
    assert.ok(!problems.join('\n').includes(TOKEN))
  })

  it('asks for the name of a source that has none', () => {
    const { problems } = authFiles({ 'pyproject.toml': '[[tool.poetry.source]]\nurl = "https://pypi.corp.example/"\n' })
    assert.deepEqual(problems, ['pyproject.toml: A [[tool.poetry.source]] has no name. Give it one, then try again.'])
  })

  it('accepts every text', () => {
    const pieces = fc.constantFrom(
      '[[tool.poetry.source]]\n',
      'name',
      '=',
      '"',
      'url = "https://a.example"\n',
      '{',
      '[',
      '1',
      '-',
      ':',
      '\n',
      '__proto__',
      '.',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.array(pieces).map(it => it.join('')),
    )
    const path = fc.constantFrom('pyproject.toml', 'package.json', 'requirements.txt', 'a/pyproject.toml', '.npmrc', '')
    fc.assert(
      fc.property(fc.array(fc.tuple(path, text)), entries => {
        const { files, problems } = authFilesFor(new Map(entries))
        assert.ok(files.length + problems.length > 0)
      }),
      { numRuns: 1500 },
    )
  })

  it('takes time in proportion to a hostile file', () => {
    for (const unit of ['[', '[a', 'a.', '"""', '[[tool.poetry.source]]\n', '{a=', 'https://', '\\', 'a=1\n'])
      for (const path of ['pyproject.toml', 'requirements.txt', 'package.json']) {
        const start = performance.now()
        authFiles({ [path]: unit.repeat(200_000 / unit.length) })
        assert.ok(performance.now() - start < 5000, `${path}: ${unit}`)
      }
  })
})
