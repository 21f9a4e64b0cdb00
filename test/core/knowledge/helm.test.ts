import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { copying, fixed, holds, SECRET, storedBy } from '../../support/knowledge.ts'

const REPOSITORIES = '/root/.config/helm/repositories.yaml'
const REGISTRIES = '/root/.config/helm/registry/config.json'

const places: Readonly<Record<string, string>> = {
  'helm repo add corp https://h.example --username ci --password $TOKEN': REPOSITORIES,
  'helm repo add --username=ci --password=$TOKEN corp https://h.example': REPOSITORIES,
  'echo $TOKEN | helm repo add corp https://h.example --username ci --password-stdin': REPOSITORIES,
  'helm repo add corp https://ci:$TOKEN@h.example': REPOSITORIES,
  'helm registry login h.example -u ci -p $TOKEN': REGISTRIES,
  'echo $TOKEN | helm registry login h.example --username ci --password-stdin': REGISTRIES,
}

describe('Helm', () => {
  for (const [command, path] of Object.entries(places)) {
    it(`stores in ${path}: ${command}`, () => assert.deepEqual(storedBy(command), [path]))

    it(`takes it out again: ${command}`, () => {
      const undo = path === REPOSITORIES ? 'helm repo remove corp' : 'helm registry logout h.example'
      assert.deepEqual(fixed(`${command} && helm dependency build chart`).runs, [
        `${command} && helm dependency build chart && ${undo}`,
      ])
    })
  }

  it('logs in where it pulls', () => {
    const [add = ''] = Object.keys(places)
    assert.deepEqual(fixed(add, 'helm version', 'helm pull corp/x').runs, [
      'helm version',
      `${add} && helm pull corp/x && helm repo remove corp`,
    ])
  })

  it('leaves nothing when the RUN takes it out itself', () => {
    const [add = ''] = Object.keys(places)
    assert.deepEqual(storedBy(`${add} && helm pull corp/x && helm repo remove corp`), [])
  })

  it('stores nothing of other commands', () =>
    assert.deepEqual(
      storedBy(
        'helm repo add corp https://h.example',
        'helm pull x --username ci --password $TOKEN',
        'helm plugin install https://h.example/x',
      ),
      [],
    ))

  it('has files for both', () => {
    assert.equal(copying('repositories.yaml', '/root/.config/helm/repositories.yaml'), 'warning')
    assert.equal(copying('repositories.yaml', '/app/'), undefined)
    assert.ok(holds('helm/repositories.yaml', `repositories:\n- name: x\n  username: ci\n  password: ${SECRET}\n`))
    assert.ok(!holds('helm/repositories.yaml', 'repositories:\n- name: x\n  username: ""\n  password: ""\n'))
    assert.ok(holds('helm/registry/config.json', `{"auths":{"h.example":{"auth":"${SECRET}"}}}`))
    assert.ok(!holds('helm/registry/config.json', '{"auths":{},"credsStore":"pass"}'))
  })
})
