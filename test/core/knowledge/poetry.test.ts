import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { copying, fixed, refusal, SECRET, storedBy, withToken } from '../../support/knowledge.ts'
import { fixAll } from '../../../server/src/core/fixes/fixAll.ts'

describe('poetry config', () => {
  const places: Readonly<Record<string, string>> = {
    'poetry config http-basic.corp ci $TOKEN': '/root/.config/pypoetry/auth.toml',
    'poetry config --local http-basic.corp ci $TOKEN': '/app/poetry.toml',
    'poetry config http-basic.corp ci $TOKEN --local': '/app/poetry.toml',
    'poetry config pypi-token.pypi $TOKEN': '/root/.config/pypoetry/auth.toml',
    'poetry config repositories.corp https://ci:$TOKEN@pypi.corp.example': '/root/.config/pypoetry/config.toml',
    'poetry config --local repositories.corp https://ci:$TOKEN@pypi.corp.example': '/app/poetry.toml',
  }
  for (const [command, path] of Object.entries(places))
    it(`stores in ${path}: ${command}`, () => assert.deepEqual(storedBy(command), [path]))

  for (const option of ['', '--local '])
    it(`becomes the variables that Poetry reads itself: ${option}http-basic`, () =>
      assert.deepEqual(fixed(`poetry config ${option}http-basic.corp-feed ci $TOKEN`, 'poetry install'), {
        runs: ['POETRY_HTTP_BASIC_CORP_FEED_USERNAME=ci poetry install'],
        mounted: ['POETRY_HTTP_BASIC_CORP_FEED_PASSWORD'],
      }))

  it('becomes the token for publishing', () =>
    assert.deepEqual(fixed('poetry config pypi-token.pypi "$TOKEN" && poetry publish'), {
      runs: ['poetry publish'],
      mounted: ['POETRY_PYPI_TOKEN_PYPI'],
    }))

  it('takes a URL out again, as the file holds other settings', () =>
    assert.deepEqual(
      fixed('poetry config repositories.corp https://ci:$TOKEN@h.example && poetry publish -r corp').runs,
      [
        'poetry config repositories.corp https://ci:$TOKEN@h.example && poetry publish -r corp && poetry config --unset repositories.corp',
      ],
    ))

  it('stores nothing when it shows, takes away or sets something else', () =>
    assert.deepEqual(
      storedBy(
        'poetry config --list && poetry install',
        'poetry config virtualenvs.create false',
        'poetry config --unset http-basic.corp',
      ),
      [],
    ))
})

describe('poetry source add', () => {
  it('leaves the URL in pyproject.toml and in the lock file', () =>
    assert.match(
      refusal(
        'poetry source add --priority explicit corp https://ci:$TOKEN@pypi.corp.example/simple && poetry install',
      ),
      /written to \/app\/pyproject.toml, from which/,
    ))
})

describe('poetry run', () => {
  it('runs the project, which may read any variable', () =>
    assert.match(
      fixAll(withToken('poetry run python manage.py collectstatic')).text,
      /^RUN --mount=type=secret,id=token,env=TOKEN,required=true poetry run python/m,
    ))
})

describe('auth.toml and poetry.toml', () => {
  it('are told by their name and text', () => {
    assert.equal(copying('auth.toml', '/root/.config/pypoetry/'), 'error')
    assert.equal(copying('poetry.toml', './'), 'warning')
    assert.equal(copying('poetry.toml', './', `[http-basic.corp]\npassword = "${SECRET}"\n`), 'error')
    assert.equal(copying('poetry.toml', './', '[virtualenvs]\nin-project = true\n'), undefined)
  })
})
