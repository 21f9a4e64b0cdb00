import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import rule from '../../../server/src/core/rules/copied-credential-file.ts'
import { expectFix } from '../../support/fixtures.ts'
import { copying, fixed, holds, readersOf, refusal, SECRET, storedBy } from '../../support/knowledge.ts'

describe('bundle config', () => {
  const places: Readonly<Record<string, string>> = {
    'bundle config set --global gems.corp.example $TOKEN': '/root/.bundle/config',
    'bundle config --global gems.corp.example ci:$TOKEN': '/root/.bundle/config',
    'bundle config --local github.com x-access-token:$TOKEN': '/app/.bundle/config',
    'bundle config https://rubygems.pkg.github.com/corp ci:$TOKEN': '/app/.bundle/config',
    'bundle config set mirror.https://rubygems.org https://ci:$TOKEN@gems.example': '/app/.bundle/config',
  }
  for (const [command, path] of Object.entries(places))
    it(`stores in ${path}: ${command}`, () => assert.deepEqual(storedBy(command), [path]))

  const variables: Readonly<Record<string, string>> = {
    'gems.my-corp.example': 'BUNDLE_GEMS__MY___CORP__EXAMPLE',
    'https://gems.corp.example/': 'BUNDLE_GEMS__CORP__EXAMPLE',
    'https://rubygems.pkg.github.com/corp': 'BUNDLE_RUBYGEMS__PKG__GITHUB__COM',
  }
  for (const [host, variable] of Object.entries(variables))
    it(`becomes the variable of the host: ${host}`, () => {
      assert.deepEqual(fixed(`bundle config set --global ${host} "$TOKEN"`, 'bundle install'), {
        runs: ['bundle install'],
        mounted: [variable],
      })
      assert.deepEqual(fixed(`bundle config ${host} ci:$TOKEN && bundle install --jobs 4`), {
        runs: [`${variable}=ci:$TOKEN bundle install --jobs 4`],
        mounted: ['TOKEN'],
      })
    })

  it('takes the URL of a mirror out again', () =>
    assert.deepEqual(
      fixed('bundle config mirror.https://rubygems.org https://ci:$TOKEN@gems.example && bundle install').runs,
      [
        'bundle config mirror.https://rubygems.org https://ci:$TOKEN@gems.example && bundle install && bundle config unset mirror.https://rubygems.org',
      ],
    ))

  it('stays when the host depends on a variable', () =>
    assert.match(
      refusal('bundle config --global $HOST.example $TOKEN && bundle install'),
      /^The source name is not known/,
    ))

  it('stores no credential when it sets something else or takes it away', () =>
    assert.deepEqual(
      storedBy(
        'bundle config set --local path vendor/$TOKEN_COUNT',
        'bundle config build.pg --with-pg-config=/usr/bin/pg_config',
        'bundle config github.com $TOKEN && bundle install && bundle config unset github.com',
      ),
      [],
    ))
})

describe('Bundler', () => {
  it('reads the variables of hosts, and not those of other settings', () => {
    assert.deepEqual(
      readersOf('BUNDLE_GITHUB__COM', 'bundle check', 'bundle config set path x', 'bundle', 'bundle install --jobs 4'),
      ['bundle', 'bundle install --jobs 4'],
    )
    assert.deepEqual(readersOf('BUNDLE_BUILD__NOKOGIRI', 'bundle install'), [])
  })
})

describe('.bundle/config', () => {
  it('is told by its text', () => {
    assert.equal(copying('.bundle/config', '.bundle/config'), undefined)
    assert.equal(copying('.bundle/config', '/root/.bundle/config', `BUNDLE_GITHUB__COM: "${SECRET}"\n`), 'error')
    assert.ok(holds('.bundle/config', `---\nBUNDLE_GEMS__MY___CORP__EXAMPLE: ci:${SECRET}\n`))
    assert.ok(!holds('.bundle/config', '---\nBUNDLE_PATH: "vendor/bundle"\nBUNDLE_BUILD__PG: "--with-pg"\n'))
  })

  it('is mounted where the official image has it', () =>
    expectFix(
      rule,
      `
      -- Dockerfile --
      FROM ruby:3.3
      COPY .bundle/config $BUNDLE_APP_CONFIG/config
      COPY Gemfile Gemfile.lock ./
      RUN bundle install
      -- .bundle/config --
      BUNDLE_GITHUB__COM: "${SECRET}"
    `,
      `
      -- Dockerfile --
      FROM ruby:3.3
      COPY Gemfile Gemfile.lock ./
      RUN --mount=type=secret,id=bundle_config,target=/usr/local/bundle/config,required=true bundle install
      -- .bundle/config --
      BUNDLE_GITHUB__COM: "${SECRET}"
    `,
    ))
})
