import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { copying, fixed, holds, readersOf, SECRET, storedBy } from '../../support/knowledge.ts'

describe('pdm config', () => {
  it('is a variable for the source named pypi', () =>
    assert.deepEqual(fixed('pdm config pypi.password $TOKEN', 'pdm install'), {
      runs: ['pdm install'],
      mounted: ['PDM_PYPI_PASSWORD'],
    }))

  const places: Readonly<Record<string, string>> = {
    'pdm config pypi.password $TOKEN': '/root/.config/pdm/config.toml',
    'pdm config pypi.corp.password $TOKEN': '/root/.config/pdm/config.toml',
    'pdm config --local repository.corp.password $TOKEN': '/app/pdm.toml',
    'pdm config -l pypi.password $TOKEN': '/app/pdm.toml',
  }
  for (const [command, path] of Object.entries(places))
    it(`stores in ${path}: ${command}`, () => assert.deepEqual(storedBy(command), [path]))

  it('takes out what it has stored for other sources', () => {
    assert.deepEqual(fixed('pdm config pypi.corp.password "$TOKEN"', 'pdm install').runs, [
      'pdm config pypi.corp.password "$TOKEN" && pdm install && pdm config -d pypi.corp.password',
    ])
    assert.deepEqual(fixed('pdm config --local repository.corp.password $TOKEN && pdm publish -r corp').runs, [
      'pdm config --local repository.corp.password $TOKEN && pdm publish -r corp && pdm config --local -d repository.corp.password',
    ])
  })

  it('stores nothing when it shows, deletes or sets something else', () =>
    assert.deepEqual(
      storedBy(
        'pdm config pypi.password',
        'pdm config -d pypi.password',
        'pdm config python.use_venv false',
        'pdm install',
      ),
      [],
    ))
})

describe('pdm', () => {
  it('reads its variables', () =>
    assert.deepEqual(readersOf('PDM_PYPI_PASSWORD', 'pdm use 3.12', 'pdm sync --prod'), ['pdm sync --prod']))

  it('has a file of settings, under two names', () => {
    const text = `[pypi.corp]\nusername = "ci"\npassword = "${SECRET}"\n`
    assert.equal(copying('pdm.toml', './'), undefined)
    assert.equal(copying('pdm.toml', './', text), 'error')
    assert.equal(copying('pdm/config.toml', '/root/.config/pdm/', text), 'error')
    assert.ok(
      !holds('pdm.toml', '[pypi]\nurl = "https://h.example"\npassword = "<PASSWORD>"\n[python]\nuse_venv = true\n'),
    )
  })
})
