import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import rule from '../../../server/src/core/rules/copied-credential-file.ts'
import { expectFix } from '../../support/fixtures.ts'
import { copying, fixed, holds, readersOf, SECRET, storedBy } from '../../support/knowledge.ts'

const STORE = '/root/.hex/hex.config'

describe('mix hex', () => {
  for (const command of [
    'mix hex.organization auth corp --key $TOKEN',
    'mix hex.repo add corp https://hex.corp.example --auth-key $TOKEN',
    'mix hex.repo add corp https://hex.corp.example --fetch-public-key SHA256:abc --auth-key=$TOKEN',
    'mix hex.repo set corp --auth-key $TOKEN',
    'mix hex.config api_key $TOKEN',
  ])
    it(`stores the key only for as long as it is read: ${command}`, () => {
      assert.deepEqual(storedBy(command), [STORE])
      assert.deepEqual(fixed(command, 'mix deps.get', 'mix compile'), {
        runs: [`${command} && mix deps.get && rm -f ${STORE}`, 'mix compile'],
        mounted: ['TOKEN', ''],
      })
    })

  it('stores nothing else, and nothing that it takes away', () =>
    assert.deepEqual(
      storedBy(
        'mix local.hex --force',
        'mix hex.config http_proxy http://proxy.example',
        `mix hex.organization auth corp --key $TOKEN && mix deps.get && mix hex.organization deauth corp`,
      ),
      [],
    ))

  it('reads its variables where it gets packages', () =>
    assert.deepEqual(readersOf('HEX_API_KEY', 'mix local.hex --force', 'mix deps.get --only prod', 'mix hex.publish'), [
      'mix deps.get --only prod',
      'mix hex.publish',
    ]))
})

describe('hex.config', () => {
  it('exists for keys', () => {
    assert.equal(copying('hex.config', '/root/.hex/'), 'error')
    assert.ok(holds('hex.config', `{'$repos', #{<<"hexpm:corp">> => #{auth_key => <<"${SECRET}">>}}}.\n`))
    assert.ok(holds('hex.config', `{api_key,<<"${SECRET}">>}.\n`))
    assert.ok(!holds('hex.config', `{'$repos',#{<<"corp">> => #{url => <<"https://h.example/${SECRET}">>}}}.\n`))
  })

  it('is mounted where packages are fetched', () =>
    expectFix(
      rule,
      `
      FROM elixir:1.17 AS build
      ENV HEX_HOME=/hex
      COPY hex.config /hex/hex.config
      RUN mix local.hex --force && mix deps.get
      COPY . .
      RUN mix release
    `,
      `
      FROM elixir:1.17 AS build
      ENV HEX_HOME=/hex
      RUN --mount=type=secret,id=hex_config,target=/hex/hex.config,required=true mix local.hex --force && mix deps.get
      COPY . .
      RUN mix release
    `,
    ))
})
