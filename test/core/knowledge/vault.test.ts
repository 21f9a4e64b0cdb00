import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { copying, fixed, holds, readersOf, SECRET, storedBy } from '../../support/knowledge.ts'

const FILE = '/root/.vault-token'

describe('vault login', () => {
  for (const command of [
    'vault login $TOKEN',
    'vault login -no-print "$TOKEN"',
    'echo $TOKEN | vault login -',
    'vault login -method=userpass username=ci password=$TOKEN',
    'vault login -method=github token=$TOKEN',
  ])
    it(`stores a token: ${command}`, () => assert.deepEqual(storedBy(command), [FILE]))

  it('is a variable for those that use it', () =>
    assert.deepEqual(fixed('vault login $TOKEN', 'vault kv get -field=x secret/y').runs, [
      'vault kv get -field=x secret/y',
    ]))

  it('hands the variable over by its name', () =>
    assert.deepEqual(fixed('vault login $TOKEN', 'vault read secret/y').mounted, ['VAULT_TOKEN']))

  it('forgets what another method has stored', () =>
    assert.deepEqual(fixed('vault login -method=github token=$TOKEN && vault read secret/y').runs, [
      `vault login -method=github token=$TOKEN && vault read secret/y && rm -f ${FILE}`,
    ]))

  it('stores nothing when it only exchanges a credential', () =>
    assert.deepEqual(storedBy('vault write auth/approle/login role_id=ci secret_id=$TOKEN', 'vault version'), []))
})

describe('Vault', () => {
  it('reads its variable', () =>
    assert.deepEqual(readersOf('VAULT_TOKEN', 'vault version', 'vault kv get x'), ['vault kv get x']))

  it('has a file that is one token', () => {
    assert.equal(copying('.vault-token', '/root/'), 'error')
    assert.ok(holds('.vault-token', SECRET))
    assert.ok(!holds('.vault-token', '<VAULT_TOKEN>\n'))
  })
})
