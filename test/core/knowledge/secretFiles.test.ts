import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findProblems } from '../../../server/src/core/analyze.ts'
import { copying, SECRET } from '../../support/knowledge.ts'

describe('a file named for what it holds', () => {
  for (const name of [
    'root_pass',
    'password',
    'ipsec.secrets',
    'db-password.txt',
    'credentials.xml',
    'wp-secrets.php',
    'ansible.credentials.py',
    'secrets.js',
    'rsync.secrets',
  ])
    it(`is likely to hold a credential: ${name}`, () => assert.equal(copying(name, '/etc/x'), 'warning'))

  it('may be known by its place or its extension', () => {
    assert.equal(copying('app.keytab', '/etc/krb5.keytab'), 'error')
    assert.equal(copying('passwd', '/root/.vnc/passwd'), 'error')
    assert.equal(copying('adbkey', '/root/.android/adbkey'), 'warning')
    assert.equal(copying('insecure_shared_adbkey', '/root/.android/adbkey.pub'), undefined)
  })

  it('is judged by its text when that is known', () => {
    assert.equal(copying('root_pass', '/x', `${SECRET}\n`), 'error')
    assert.equal(copying('root_pass', '/x', 'changeme\n'), undefined)
    assert.equal(copying('app-secrets.yml', '/x', `db_password: ${SECRET}\n`), 'error')
    assert.equal(copying('app-secrets.yml', '/x', 'db_password: ${DB_PASSWORD}\n'), undefined)
  })

  it('is no directory or program with such a name', () => {
    assert.equal(copying('.', '/src/sealed-secrets'), undefined)
    assert.equal(copying('./', '.'), undefined)
    assert.equal(copying('app', '/opt/vault-token'), undefined)
    assert.equal(copying('target/app.jar', '/opt/credentials'), undefined)
    assert.equal(copying('vault-token', '/opt/vault-token'), 'warning')
    assert.equal(copying('production', '/opt/secrets.json'), 'warning')
    assert.equal(copying('production', '/root/.aws/credentials'), 'error')
  })

  it('may be written piece by piece, of which none is the whole secret', () => {
    assert.deepEqual(writtenTo('tomcat-users.xml', '<tomcat-users', 'version="1.0">', '</tomcat-users>'), [])
    assert.deepEqual(writtenTo('secret', 'production:', 'user=root', '#comment', '{}'), [])
    assert.deepEqual(writtenTo('secret', 'hunter2', 'aHVudGVyMg=='), ['hunter2', 'aHVudGVyMg=='])
    assert.deepEqual(writtenTo('tomcat-users.xml', '<user username="ci" password="hunter2"/>'), ['hunter2'])
  })

  for (const name of [
    'passwd',
    'etc_passwd',
    'set_root_password.sh',
    'update_ecr_secret',
    'docker-credential-ecr-login',
    'password-policy.conf',
    'ipsec.secrets.tmpl',
    'secret.tpl.json',
    '.secrets.baseline',
    'git-credential-env',
    'password.py',
    'get_secrets.py',
    'credentials.go',
    'token_counter.py',
    'tokens',
    'svnrepos_pass.so',
  ])
    it(`is none: ${name}`, () => assert.equal(copying(name, '/etc/x'), undefined))
})

/** The literal credentials among lines that a RUN appends to a file. */
function writtenTo(path: string, ...lines: readonly string[]): readonly string[] {
  const text = ['FROM debian:12', ...lines.map(it => `RUN echo '${it}' >> ${path}`), ''].join('\n')
  return findProblems(text).map(({ span }) => text.slice(span.start, span.end))
}
