import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import copiedCredentialFile from '../../../server/src/core/rules/copied-credential-file.ts'
import { expectFix } from '../../support/fixtures.ts'
import { copying, fixed, holds, readersOf, refusal, SECRET, storedBy } from '../../support/knowledge.ts'

const places: Readonly<Record<string, string>> = {
  'docker login -u ci -p $TOKEN registry.example': '/root/.docker/config.json',
  'docker login --username ci --password=$TOKEN': '/root/.docker/config.json',
  'echo $TOKEN | docker login -u ci --password-stdin registry.example': '/root/.docker/config.json',
  'nerdctl login -u ci -p $TOKEN registry.example': '/root/.docker/config.json',
  'crane auth login registry.example -u ci -p $TOKEN': '/root/.docker/config.json',
  'oras login registry.example -u ci -p $TOKEN': '/root/.docker/config.json',
  'podman login -u ci -p $TOKEN registry.example': '/run/containers/0/auth.json',
  'skopeo login registry.example -u ci -p "$TOKEN"': '/run/containers/0/auth.json',
  'echo "$TOKEN" | buildah login -u ci --password-stdin registry.example': '/run/containers/0/auth.json',
  'podman login --authfile /auth.json -u ci -p $TOKEN registry.example': '/auth.json',
}

describe('login to a registry', () => {
  for (const [command, path] of Object.entries(places))
    it(`stores in ${path}: ${command}`, () => assert.deepEqual(storedBy(command), [path]))

  const uses: Readonly<Record<string, string>> = {
    'docker login -u ci -p $TOKEN h.example && docker pull h.example/x': 'docker logout h.example',
    'docker login -u ci -p $TOKEN && docker pull ci/x': 'docker logout',
    'echo $TOKEN | skopeo login -u ci --password-stdin h.example && skopeo copy docker://h.example/x dir:x':
      'skopeo logout h.example',
    'crane auth login -u ci -p $TOKEN h.example && crane pull h.example/x x.tar': 'crane auth logout h.example',
    'oras login -u ci -p $TOKEN h.example && oras pull h.example/x': 'oras logout h.example',
  }
  for (const [command, logout] of Object.entries(uses))
    it(`ends with a logout: ${command}`, () => assert.deepEqual(fixed(command).runs, [`${command} && ${logout}`]))

  it('leaves nothing when the RUN logs out itself', () =>
    assert.deepEqual(storedBy('podman login -u ci -p $TOKEN h && podman pull h/x && podman logout h'), []))

  it('is repeated where it is used', () =>
    assert.deepEqual(fixed('skopeo login -u ci -p $TOKEN h.example', 'skopeo copy docker://h.example/x dir:x').runs, [
      'skopeo login -u ci -p $TOKEN h.example && skopeo copy docker://h.example/x dir:x && skopeo logout h.example',
    ]))

  it('is repeated with what is piped into it', () => {
    const login = 'echo $TOKEN | skopeo login -u ci --password-stdin h.example'
    assert.deepEqual(fixed(`mkdir x && ${login}`, 'skopeo copy docker://h.example/x dir:x').runs, [
      'mkdir x',
      `${login} && skopeo copy docker://h.example/x dir:x && skopeo logout h.example`,
    ])
  })

  it('does not log out twice, where that would fail', () => {
    const login = 'podman login -u ci -p $TOKEN h.example'
    assert.deepEqual(fixed(login, 'podman pull h.example/x && podman logout h.example').runs, [
      `${login} && podman pull h.example/x && podman logout h.example`,
    ])
    assert.deepEqual(
      fixed(`${login} && podman pull h.example/x`, 'podman logout h.example', 'podman logout o.example').runs,
      [`${login} && podman pull h.example/x && podman logout h.example`, 'podman logout o.example'],
    )
  })

  it('stays when no RUN uses it, as the container may', () =>
    assert.match(refusal('docker login -u ci -p $TOKEN h.example'), /which the running container may need/))

  it('is no other command with a password', () =>
    assert.deepEqual(storedBy('skopeo copy --src-creds ci:$TOKEN docker://h/x dir:x', 'docker run -e P=$TOKEN x'), []))
})

describe('the files of registries', () => {
  const auth = `{"auths":{"registry.example":{"auth":"${SECRET}"}}}`

  it('may hold credentials, at the place where the tools look', () => {
    assert.equal(copying('config.json', '/root/.docker/config.json'), 'warning')
    assert.equal(copying('.docker/config.json', '/root/.docker/'), 'warning')
    assert.equal(copying('auth.json', '/root/.config/containers/auth.json'), 'warning')
    assert.equal(copying('config.json', '/kaniko/.docker/config.json', auth), 'error')
    assert.equal(copying('config.json', '/app/config.json'), undefined)
    assert.equal(copying('.docker', '/app/.docker'), undefined)
  })

  it('are harmless when they name helpers', () => {
    assert.ok(holds('.docker/config.json', auth))
    assert.ok(holds('containers/auth.json', `{"auths":{"h":{"auth":"${SECRET}"}}}`))
    assert.ok(!holds('.docker/config.json', '{"auths":{"h":{}},"credsStore":"ecr-login","credHelpers":{"h":"gcr"}}'))
  })

  it('are mounted for what pulls', () =>
    expectFix(
      copiedCredentialFile,
      `
        FROM debian:12
        COPY config.json /root/.docker/config.json
        RUN crane pull registry.example/x x.tar
      `,
      `
        FROM debian:12
        RUN --mount=type=secret,id=docker_config_json,target=/root/.docker/config.json,required=true crane pull registry.example/x x.tar
      `,
    ))

  it('can be a variable', () =>
    assert.deepEqual(readersOf('DOCKER_AUTH_CONFIG', 'docker version', 'docker pull h/x'), ['docker pull h/x']))
})
