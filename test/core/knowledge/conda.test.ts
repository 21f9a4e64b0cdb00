import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { copying, fixed, holds, refusal, SECRET, storedBy } from '../../support/knowledge.ts'

const CHANNEL = 'https://ci:$TOKEN@conda.corp.example/main'

describe('conda config', () => {
  const undone: Readonly<Record<string, string>> = {
    [`conda config --add channels ${CHANNEL}`]: `conda config --remove channels ${CHANNEL}`,
    [`conda config --append channels ${CHANNEL}`]: `conda config --remove channels ${CHANNEL}`,
    [`mamba config --prepend channels ${CHANNEL}`]: `mamba config --remove channels ${CHANNEL}`,
    [`conda config --system --add channels ${CHANNEL}`]: `conda config --system --remove channels ${CHANNEL}`,
    'conda config --set channel_alias https://conda.corp.example/t/$TOKEN': 'conda config --remove-key channel_alias',
  }
  for (const [command, last] of Object.entries(undone))
    it(`takes out what it has stored: ${command}`, () => {
      const path = command.includes('--system') ? '/opt/conda/.condarc' : '/root/.condarc'
      const install = `${command.split(' ')[0]} install -y x`
      assert.deepEqual(storedBy(command), [path])
      assert.deepEqual(fixed(`${command} && ${install}`).runs, [`${command} && ${install} && ${last}`])
    })

  it('stores nothing when it takes away, shows or sets something else', () =>
    assert.deepEqual(
      storedBy(
        `conda config --remove channels ${CHANNEL}`,
        'conda config --show',
        'conda config --set always_yes yes && conda install x',
      ),
      [],
    ))
})

describe('conda install', () => {
  for (const command of [
    `conda install -y -c ${CHANNEL} -c conda-forge a b c`,
    'conda create -n x -c conda-forge --channel https://conda.corp.example/t/$TOKEN/main a',
    'conda token set $TOKEN',
  ])
    it(`keeps a record that no fix takes away: ${command}`, () =>
      assert.match(refusal(command), /whose place is not known/))

  it('keeps nothing of what a channel does not name', () =>
    assert.deepEqual(storedBy('conda install -c conda-forge a && echo $TOKEN > /dev/null'), []))
})

describe('micromamba auth login', () => {
  const store = '/root/.mamba/auth/authentication.json'
  for (const command of [
    'micromamba auth login conda.corp.example --token $TOKEN',
    'micromamba auth login conda.corp.example -b $TOKEN',
    'micromamba auth login conda.corp.example -u ci -p $TOKEN',
    'echo $TOKEN | micromamba auth login conda.corp.example --bearer-stdin',
    'echo $TOKEN | micromamba auth login --password-stdin -u ci conda.corp.example',
  ])
    it(`stores it only as long as it is read: ${command}`, () => {
      assert.deepEqual(storedBy(command), [store])
      assert.deepEqual(fixed(`${command} && micromamba install x`).runs, [
        `${command} && micromamba install x && rm -f ${store}`,
      ])
    })

  it('is undone by a logout', () =>
    assert.deepEqual(
      storedBy('micromamba auth login h.example -t $TOKEN && micromamba install x && micromamba auth logout h.example'),
      [],
    ))
})

describe('.condarc', () => {
  it('is told by its text alone', () => {
    assert.equal(copying('.condarc', '/root/'), undefined)
    assert.equal(
      copying('.condarc', '/root/', `channels:\n  - https://ci:${SECRET}@conda.corp.example/main\n`),
      'error',
    )
    assert.equal(
      copying('condarc', '/opt/conda/.condarc', `channels:\n  - https://h.example/t/${SECRET}/main\n`),
      'error',
    )
  })

  it('is harmless with channels and references', () => {
    assert.ok(!holds('.condarc', 'channels:\n  - conda-forge\n  - https://conda.corp.example/main\n'))
    assert.ok(!holds('.condarc', 'channels:\n  - https://h.example/t/${CONDA_TOKEN}/main\n'))
    assert.ok(!holds('.condarc', `# - https://h.example/t/${SECRET}/main\n`))
  })
})

describe('authentication.json', () => {
  it('is told by the kinds of credentials that mamba knows', () => {
    assert.ok(holds('authentication.json', `{"h.example": {\n "type": "BearerToken",\n "token": "${SECRET}"\n}}`))
    assert.ok(!holds('authentication.json', '{"h.example": {"type": "BearerToken", "token": "<TOKEN>"}}'))
    assert.ok(!holds('authentication.json', `{"type": "oauth", "token": "${SECRET}"}`))
  })
})
