import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { credentialFileFor } from '../../../server/src/core/knowledge/index.ts'
import rule from '../../../server/src/core/rules/secret-in-arg.ts'
import { expectFix } from '../../support/fixtures.ts'
import { copying, fixed, holds, SECRET, storedBy } from '../../support/knowledge.ts'

const STORE = '/root/.config/dart/pub-tokens.json'

describe('dart pub token add', () => {
  it('stores what comes through the pipe', () => {
    const command = 'echo $TOKEN | dart pub token add https://pub.corp.example'
    assert.deepEqual(storedBy(command), [STORE])
    assert.deepEqual(fixed(`${command} && dart pub get`).runs, [`${command} && dart pub get && rm -f ${STORE}`])
  })

  it('stores only a name with --env-var, and the commands that get packages need the variable', () =>
    expectFix(
      rule,
      `
      FROM dart:3
      ARG PUB_TOKEN
      RUN dart pub token add https://pub.corp.example --env-var PUB_TOKEN
      RUN dart pub get
    `,
      `
      FROM dart:3
      RUN dart pub token add https://pub.corp.example --env-var PUB_TOKEN
      RUN --mount=type=secret,id=pub_token,env=PUB_TOKEN,required=true dart pub get
    `,
    ))

  it('stores nothing that it takes away', () =>
    assert.deepEqual(
      storedBy(
        'echo $TOKEN | flutter pub token add https://h && flutter pub get && flutter pub token remove https://h',
      ),
      [],
    ))
})

describe('pub-tokens.json', () => {
  const hosted = (entry: string) => `{"version":1,"hosted":[{"url":"https://pub.corp.example",${entry}}]}`

  it('holds tokens, or the names of variables', () => {
    assert.equal(copying('pub-tokens.json', '/root/.config/dart/'), 'warning')
    assert.equal(copying('pub-tokens.json', '/root/.config/dart/', hosted(`"token":"${SECRET}"`)), 'error')
    assert.ok(!holds('pub-tokens.json', hosted('"env":"PUB_TOKEN"')))
    assert.deepEqual(credentialFileFor('pub-tokens.json')?.references?.(hosted('"env":"PUB_TOKEN"')), ['PUB_TOKEN'])
  })
})

describe('pub-credentials.json', () => {
  it('is the login of somebody who publishes', () => {
    assert.equal(copying('credentials.json', '/root/.pub-cache/credentials.json'), 'error')
    assert.ok(holds('pub-credentials.json', `{"accessToken":"${SECRET}","expiration":1}`))
    assert.ok(!holds('pub-credentials.json', '{"scopes":["openid"]}'))
  })
})
