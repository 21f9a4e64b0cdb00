import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import rule from '../../../server/src/core/rules/copied-credential-file.ts'
import { expectFix } from '../../support/fixtures.ts'
import { copying, fixed, holds, readersOf, SECRET, storedBy } from '../../support/knowledge.ts'

const STORE = '/root/.cargo/credentials.toml'

describe('cargo login', () => {
  for (const command of [
    'cargo login --registry corp $TOKEN',
    'cargo login $TOKEN --registry=corp',
    'cargo login "$TOKEN"',
    'echo $TOKEN | cargo login --registry corp',
  ])
    it(`stores the token: ${command}`, () => assert.deepEqual(storedBy(command), [STORE]))

  it('becomes the variable of the registry', () => {
    assert.deepEqual(fixed('cargo login --registry my-corp $TOKEN', 'cargo build --release'), {
      runs: ['cargo build --release'],
      mounted: ['CARGO_REGISTRIES_MY_CORP_TOKEN'],
    })
    assert.deepEqual(fixed('cargo login --registry corp "Bearer $TOKEN" && cargo build'), {
      runs: ['CARGO_REGISTRIES_CORP_TOKEN="Bearer $TOKEN" cargo build'],
      mounted: ['TOKEN'],
    })
    assert.deepEqual(fixed('cargo login $TOKEN && cargo publish').mounted, ['CARGO_REGISTRY_TOKEN'])
  })

  it('is stored only for as long as it is read when it comes through a pipe', () =>
    assert.deepEqual(fixed('echo $TOKEN | cargo login && cargo publish').runs, [
      `echo $TOKEN | cargo login && cargo publish && rm -f ${STORE}`,
    ]))

  it('stores nothing without a token, and nothing that a logout takes away', () =>
    assert.deepEqual(storedBy('cargo login --help', 'cargo login $TOKEN && cargo publish && cargo logout'), []))
})

describe('Cargo', () => {
  it('reads the variables of registries', () =>
    assert.deepEqual(
      readersOf('CARGO_REGISTRIES_CORP_TOKEN', 'cargo new x', 'cargo +nightly build', 'cargo fmt', 'cargo install x'),
      ['cargo +nightly build', 'cargo install x'],
    ))

  it('has its files where CARGO_HOME says, as in its official image', () =>
    expectFix(
      rule,
      `
      FROM rust:1.80
      COPY credentials.toml /usr/local/cargo/credentials.toml
      COPY . .
      RUN cargo build --release && rm $CARGO_HOME/credentials.toml
    `,
      `
      FROM rust:1.80
      COPY . .
      RUN --mount=type=secret,id=credentials_toml,target=/usr/local/cargo/credentials.toml,required=true cargo build --release
    `,
    ))

  it('has files that are told by place and text', () => {
    assert.equal(copying('credentials.toml', '/home/ci/.cargo/credentials.toml'), 'error')
    assert.equal(copying('credentials', '/root/.cargo/credentials'), 'error')
    // Streamlit has one with the same name.
    assert.equal(copying('credentials.toml', '/root/.streamlit/credentials.toml'), undefined)
    assert.equal(copying('.cargo/config.toml', '.cargo/config.toml'), undefined)
    assert.ok(holds('.cargo/config.toml', `[registries.corp]\nindex = "sparse+https://h"\ntoken = "${SECRET}"\n`))
    assert.ok(holds('.cargo/config.toml', `[registries]\ncorp = { index = "https://ci:${SECRET}@h.example/git" }\n`))
    assert.ok(!holds('.cargo/config.toml', '[build]\ntarget = "x"\n[registries.corp]\nindex = "sparse+https://h"\n'))
    assert.ok(!holds('.cargo/credentials.toml', '[registry]\ntoken = "<TOKEN>"\n'))
  })
})
