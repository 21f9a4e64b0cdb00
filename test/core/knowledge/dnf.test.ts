import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { copying, fixed, holds, SECRET, storedBy } from '../../support/knowledge.ts'

const REPO = '/etc/yum.repos.d/corp.repo'

describe('repositories of dnf', () => {
  for (const command of [
    `printf "[corp]\\nbaseurl=https://ci:$TOKEN@h.example/\\n" > ${REPO}`,
    `echo "password=$TOKEN" >> ${REPO}`,
  ])
    it(`get a credential: ${command}`, () => assert.deepEqual(storedBy(command), [REPO]))

  for (const tool of ['dnf', 'yum', 'microdnf', 'zypper'])
    it(`are there while ${tool} uses them`, () => {
      const add = `printf "[corp]\\nbaseurl=https://ci:$TOKEN@h.example/\\n" > ${REPO}`
      assert.deepEqual(fixed(add, `${tool} install -y x`, `${tool} clean all`).runs, [
        `${add} && ${tool} install -y x && rm -f ${REPO}`,
        `${tool} clean all`,
      ])
    })

  it('are known by their directory, and told by their text', () => {
    assert.equal(copying('corp.repo', '/etc/yum.repos.d/'), undefined)
    assert.equal(copying('corp.repo', '/etc/yum.repos.d/', `[corp]\nusername=ci\npassword=${SECRET}\n`), 'error')
    assert.ok(holds('dnf.conf', `[main]\nproxy_password=${SECRET}\n`))
    assert.ok(
      !holds('/etc/yum.repos.d/x.repo', '[x]\nbaseurl=https://h.example/\nusername=$corp_user\npassword=$corp_pass\n'),
    )
    assert.ok(!holds('/etc/yum.repos.d/x.repo', '[x]\nsslclientkey=/etc/pki/client.key\ngpgcheck=1\n'))
  })

  it('have credentials in a directory of their own with zypper', () => {
    assert.equal(copying('SCCcredentials', '/etc/zypp/credentials.d/'), 'error')
    assert.ok(holds('/etc/zypp/credentials.d/corp', `username=ci\npassword=${SECRET}\n`))
    assert.ok(!holds('SCCcredentials', 'username=SCC_1\npassword=\n'))
  })
})
