import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { copying, fixed, holds, readersOf, refusal, SECRET, storedBy } from '../../support/knowledge.ts'

describe('uv', () => {
  it('reads the variables of an index', () => {
    for (const name of ['UV_INDEX_CORP_PASSWORD', 'UV_EXTRA_INDEX_URL', 'UV_INDEX'])
      assert.deepEqual(
        readersOf(name, 'uv venv', 'uv python install 3.12', 'uv pip list', 'uv pip install x', 'uv sync --frozen'),
        ['uv pip install x', 'uv sync --frozen'],
      )
  })

  it('needs its token to publish', () => assert.deepEqual(readersOf('UV_PUBLISH_TOKEN', 'uv publish'), ['uv publish']))

  for (const option of ['--token $TOKEN', '-t $TOKEN', '--username ci --password $TOKEN'])
    it(`stores what it logs in with: ${option}`, () => {
      const login = `uv auth login pypi.corp.example ${option}`
      const store = '/root/.local/share/uv/credentials/credentials.toml'
      assert.deepEqual(storedBy(login), [store])
      assert.deepEqual(fixed(login, 'uv sync').runs, [`${login} && uv sync && rm -f ${store}`])
    })

  it('keeps a URL in the project when it is told to', () => {
    assert.match(refusal('uv add --raw git+https://$TOKEN@github.com/corp/x'), /pyproject.toml/)
    assert.deepEqual(
      storedBy('uv add x --index https://ci:$TOKEN@h.example', 'uv auth logout h.example', 'uv sync'),
      [],
    )
  })

  it('has a file of settings, which may hold a URL with a credential', () => {
    assert.equal(copying('uv.toml', './'), undefined)
    assert.equal(copying('uv.toml', './', `[[index]]\nurl = "https://ci:${SECRET}@h.example"\n`), 'error')
    assert.ok(!holds('uv.toml', '[[index]]\nname = "corp"\nurl = "https://h.example/simple"\n'))
  })
})
