import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { copying, fixed, holds, refusal, SECRET, storedBy } from '../../support/knowledge.ts'

const CONFIG = '/root/.kube/config'

describe('kubectl config', () => {
  for (const command of [
    'kubectl config set-credentials ci --token=$TOKEN',
    'kubectl config set-credentials ci --username=ci --password "$TOKEN"',
    'oc login --token=$TOKEN --server=https://h.example',
    'oc login https://h.example -u ci -p $TOKEN',
    'mkdir -p ~/.kube && printf "users:\\n- user:\\n    token: %s\\n" $TOKEN > ~/.kube/config',
  ])
    it(`stores: ${command}`, () => assert.deepEqual(storedBy(command), [CONFIG]))

  it('takes the user out again', () =>
    assert.deepEqual(fixed('kubectl config set-credentials ci --token=$TOKEN && kubectl get pods').runs, [
      'kubectl config set-credentials ci --token=$TOKEN && kubectl get pods && kubectl config delete-user ci',
    ]))

  it('forgets a login without ending it for others', () =>
    assert.deepEqual(fixed('oc login --token=$TOKEN --server=https://h.example', 'oc apply -f x.yaml').runs, [
      `oc login --token=$TOKEN --server=https://h.example && oc apply -f x.yaml && rm -f ${CONFIG}`,
    ]))

  it('stays when no RUN uses it, as the container may', () =>
    assert.match(refusal('kubectl config set-credentials ci --token=$TOKEN'), /which the running container may need/))

  it('stores no credential with other settings', () =>
    assert.deepEqual(
      storedBy('kubectl config set-cluster c --server=$TOKEN', 'kubectl get pods --token=$TOKEN', 'kubectl version'),
      [],
    ))
})

describe('a kubeconfig', () => {
  it('may hold a credential, under many names', () => {
    for (const [name, path] of [
      ['config', '/root/.kube/config'],
      ['.kube/config', '/home/app/.kube/'],
      ['kubeconfig', '/app/'],
      ['kubeconfig.yaml', '/etc/'],
      ['.kube', '/root/.kube'],
    ] as const)
      assert.equal(copying(name, path), 'warning', name)
    assert.equal(copying('config', '/app/config'), undefined)
  })

  it('is harmless when it says where a credential comes from', () => {
    assert.ok(holds('kubeconfig', `users:\n- name: ci\n  user:\n    token: ${SECRET}\n`))
    assert.ok(holds('.kube/config', `users:\n- user: {client-key-data: ${SECRET}}\n`))
    assert.ok(!holds('kubeconfig', 'users:\n- user:\n    tokenFile: /run/token\n    client-key: /key.pem\n'))
    assert.ok(!holds('kubeconfig', 'users:\n- user:\n    exec:\n      command: aws\n      args: [eks, get-token]\n'))
  })
})
