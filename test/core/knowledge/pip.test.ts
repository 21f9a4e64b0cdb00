import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { copying, fixed, refusal, SECRET, storedBy } from '../../support/knowledge.ts'

const URL = 'https://ci:$TOKEN@pypi.corp.example/simple'

describe('pip config', () => {
  const places: Readonly<Record<string, string>> = {
    [`pip config set global.index-url ${URL}`]: '/root/.config/pip/pip.conf',
    [`pip config --user set global.index-url ${URL}`]: '/root/.config/pip/pip.conf',
    [`pip config --global set global.index-url ${URL}`]: '/etc/pip.conf',
    [`pip config set --global install.extra-index-url ${URL}`]: '/etc/pip.conf',
    [`pip config --site set global.proxy ${URL}`]: '/usr/local/pip.conf',
    [`python3 -m pip config set download.find_links ${URL}`]: '/root/.config/pip/pip.conf',
    [`pip3 config set wheel.index-url ${URL}`]: '/root/.config/pip/pip.conf',
  }
  for (const [command, path] of Object.entries(places))
    it(`stores in ${path}: ${command}`, () => assert.deepEqual(storedBy(command), [path]))

  const variables: Readonly<Record<string, string>> = {
    'global.index-url': 'PIP_INDEX_URL',
    'global.extra-index-url': 'PIP_EXTRA_INDEX_URL',
    'global.extra_index_url': 'PIP_EXTRA_INDEX_URL',
    'install.find-links': 'PIP_FIND_LINKS',
    'global.proxy': 'PIP_PROXY',
  }
  for (const [key, variable] of Object.entries(variables))
    it(`is ${variable} for the commands that read ${key}`, () =>
      assert.deepEqual(fixed(`pip config set ${key} ${URL}`, 'pip install -r requirements.txt'), {
        runs: [`${variable}=${URL} pip install -r requirements.txt`],
        mounted: ['TOKEN'],
      }))

  it('leaves nothing that the same RUN takes away', () => {
    const command = `pip config --global set global.index-url ${URL} && pip install x && pip config --global unset global.index-url`
    assert.deepEqual(storedBy(command), [])
    assert.deepEqual(fixed(command), { runs: [command], mounted: ['TOKEN'] })
  })

  it('is taken away together with a later RUN that unsets it', () =>
    assert.deepEqual(
      fixed(`pip config set global.index-url ${URL}`, 'pip install x', 'pip config unset global.index-url').runs,
      [`PIP_INDEX_URL=${URL} pip install x`],
    ))

  it('stores nothing when it reads, takes away, or sets what is no credential', () =>
    assert.deepEqual(
      storedBy(
        'pip config get global.index-url; pip install --index-url $TOKEN x',
        'pip config unset global.index-url; pip install x',
        'pip config set global.timeout 60 && PIP_INDEX_URL=$TOKEN pip install x',
      ),
      [],
    ))
})

describe('pip install --editable', () => {
  it('keeps the URL in the clone', () =>
    assert.match(
      refusal('pip install -e git+https://$TOKEN@github.com/corp/x.git#egg=x y'),
      /is written to a file whose place is not known/,
    ))

  it('keeps nothing of a directory, nor does a plain install', () =>
    assert.deepEqual(storedBy('pip install -e .', 'pip install git+https://$TOKEN@github.com/corp/x.git'), []))
})

describe('what starts pip', () => {
  for (const command of [
    'pipenv install --system',
    'pip-sync',
    'pip-compile',
    'pipx install corp-tool',
    'poetry run pip install x',
  ])
    it(`reads what is stored: ${command}`, () =>
      assert.deepEqual(fixed(`pip config set global.index-url ${URL}`, command).runs, [
        `PIP_INDEX_URL=${URL} ${command}`,
      ]))

  it('is told from commands that read no credential', () =>
    assert.deepEqual(
      fixed(`pip config set global.index-url ${URL}`, 'pip freeze', 'pip install x', 'pipenv graph').mounted,
      ['', 'TOKEN', ''],
    ))
})

describe('pip.conf', () => {
  it('is likely to hold a credential, wherever it goes', () => {
    assert.equal(copying('pip.conf', '/etc/pip.conf'), 'warning')
    assert.equal(copying('conf/pip.conf', '/root/.config/pip/'), 'warning')
  })

  it('is judged by its text when that is there', () => {
    assert.equal(
      copying('pip.conf', '/etc/', `[global]\nindex-url = https://ci:${SECRET}@pypi.corp.example\n`),
      'error',
    )
    assert.equal(copying('pip.conf', '/etc/', '[global]\nindex-url = https://pypi.corp.example\n'), undefined)
  })
})
