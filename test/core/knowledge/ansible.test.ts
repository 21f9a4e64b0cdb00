import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import copiedCredentialFile from '../../../server/src/core/rules/copied-credential-file.ts'
import secretInArg from '../../../server/src/core/rules/secret-in-arg.ts'
import { expectFix } from '../../support/fixtures.ts'
import { copying, holds, readersOf, SECRET, storedBy } from '../../support/knowledge.ts'

describe('Ansible', () => {
  it('reads the token of a Galaxy server', () => {
    const install = 'ansible-galaxy collection install -r requirements.yml'
    for (const name of ['ANSIBLE_GALAXY_SERVER_HUB_TOKEN', 'ANSIBLE_GALAXY_SERVER_HUB_PASSWORD'])
      assert.deepEqual(readersOf(name, 'ansible-galaxy collection list', install), [install])
  })

  it('looks up any variable in a playbook', () =>
    assert.deepEqual(readersOf('DB_PASSWORD', 'ansible-galaxy init x', 'ansible-playbook site.yml'), [
      'ansible-playbook site.yml',
    ]))

  it('stores no token', () => assert.deepEqual(storedBy('ansible-galaxy collection install corp.x --token $TOKEN'), []))

  it('has files for tokens and passwords', () => {
    assert.equal(copying('galaxy_token', '/root/.ansible/'), 'error')
    assert.ok(holds('galaxy_token', `token: ${SECRET}\n`))
    assert.ok(!holds('galaxy_token', '\n'))
    for (const name of ['.vault_pass', 'vault-pass.txt', '.vault_password'])
      assert.equal(copying(name, '/ansible/'), 'error', name)
    assert.ok(holds('.vault_pass', `${SECRET}\n`))
    assert.ok(!holds('.vault_pass', '#!/bin/sh\npass show ansible\n'))
  })

  it('has settings, in which a token may be', () => {
    assert.equal(copying('ansible.cfg', '/etc/ansible/'), undefined)
    assert.equal(copying('ansible.cfg', '/etc/ansible/', `[galaxy_server.hub]\ntoken = ${SECRET}\n`), 'error')
    assert.ok(
      !holds('ansible.cfg', '[defaults]\nvault_password_file = .vault_pass\n[galaxy_server.hub]\nurl = https://h\n'),
    )
  })

  it('makes a secret of the argument that a password is written from', () =>
    expectFix(
      secretInArg,
      `
        FROM debian:12
        WORKDIR /ansible
        ARG OPENER
        RUN echo "$OPENER" > .vault_pass
        RUN ansible-playbook --vault-password-file .vault_pass site.yml
      `,
      `
        FROM debian:12
        WORKDIR /ansible
        RUN --mount=type=secret,id=opener,env=OPENER,required=true echo "$OPENER" > .vault_pass && ansible-playbook --vault-password-file .vault_pass site.yml && rm -f /ansible/.vault_pass
      `,
    ))

  for (const option of ['--vault-password-file ', '--vault-password-file='])
    it(`gets the password of a vault mounted: ${option}`, () =>
      expectFix(
        copiedCredentialFile,
        `
          FROM debian:12
          WORKDIR /ansible
          COPY site.yml .vault_pass ./
          RUN ansible-playbook ${option}.vault_pass site.yml && rm .vault_pass
        `,
        `
          FROM debian:12
          WORKDIR /ansible
          COPY site.yml ./
          RUN --mount=type=secret,id=vault_pass,target=/ansible/.vault_pass,required=true ansible-playbook ${option}.vault_pass site.yml
        `,
      ))
})
