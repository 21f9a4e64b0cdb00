import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { copying, fixed, holds, readersOf, refusal, SECRET, storedBy } from '../../support/knowledge.ts'

const STORE = [
  '/root/.azure/service_principal_entries.json',
  '/root/.azure/msal_token_cache.json',
  '/root/.azure/accessTokens.json',
]

describe('az login', () => {
  for (const command of [
    'az login --service-principal -u app -p $TOKEN --tenant t',
    'az login --service-principal --username=app --password="$TOKEN" --tenant=t --output none',
  ])
    it(`stores: ${command}`, () => assert.deepEqual(storedBy(command), [STORE[0]]))

  it('forgets what it has stored after use', () =>
    assert.deepEqual(
      fixed('az login --service-principal -u app -p $TOKEN -t t && az storage blob download -n x').runs,
      [
        `az login --service-principal -u app -p $TOKEN -t t && az storage blob download -n x && rm -f ${STORE.join(' ')}`,
      ],
    ))

  it('is repeated where it is used', () =>
    assert.deepEqual(fixed('az login --service-principal -u app -p $TOKEN -t t', 'az acr list').runs, [
      `az login --service-principal -u app -p $TOKEN -t t && az acr list && rm -f ${STORE.join(' ')}`,
    ]))

  for (const logout of ['az logout', 'az account clear'])
    it(`leaves nothing with a logout: ${logout}`, () =>
      assert.deepEqual(storedBy(`az login --service-principal -u app -p $TOKEN -t t && az acr list && ${logout}`), []))

  it('stays when no RUN uses it, as the container may', () =>
    assert.match(refusal('az login --service-principal -u app -p $TOKEN -t t'), /which the running container may need/))

  it('stores nothing of other commands', () =>
    assert.deepEqual(
      storedBy(
        'az storage blob upload --account-key $TOKEN -n x',
        'az config set core.output=json',
        'az login --identity',
      ),
      [],
    ))
})

describe('Azure', () => {
  it('reads its variables', () => {
    const commands = ['az extension add -n x', 'az aks install-cli', 'az storage blob list -c c']
    assert.deepEqual(readersOf('AZURE_STORAGE_KEY', ...commands), [commands[2]])
    assert.deepEqual(readersOf('AZCOPY_SPA_CLIENT_SECRET', 'azcopy copy a b'), ['azcopy copy a b'])
    assert.deepEqual(
      readersOf('AZURE_CLIENT_SECRET', 'pip install azure-identity', 'python fetch.py').at(-1),
      'python fetch.py',
    )
  })

  it('has files with secrets and tokens', () => {
    assert.equal(copying('service_principal_entries.json', '/root/.azure/'), 'error')
    assert.equal(copying('.azure', '/root/.azure'), 'warning')
    assert.ok(holds('service_principal_entries.json', `[{"client_id":"a","client_secret":"${SECRET}"}]`))
    assert.ok(holds('accessTokens.json', `[{"accessToken":"${SECRET}"}]`))
    assert.ok(!holds('msal_token_cache.json', '{"AppMetadata":{"client_id":"a"}}'))
  })
})
