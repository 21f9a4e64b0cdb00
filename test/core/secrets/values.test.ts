import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { credentialInUrl, credentialsInUrls, judgeValue } from '../../../server/src/core/secrets/values.ts'
import { forms, HEX, RANDOM } from './valueForms.ts'

describe('the form of a value', () => {
  for (const [kind, values] of Object.entries(forms)) {
    it(`is "${kind}"`, () => {
      const others = values.map(it => `${it} → ${judgeValue(it).kind}`).filter(it => !it.endsWith(` → ${kind}`))
      assert.deepEqual(others, [])
    })
  }
})

describe('a token', () => {
  it('is not certain when it only looks drawn by lot', () => {
    assert.deepEqual(judgeValue(RANDOM), { kind: 'token' })
    assert.deepEqual(judgeValue(HEX + HEX), { kind: 'token' })
  })
})

describe('the credential of a URL', () => {
  const cases: readonly (readonly [text: string, user: string | undefined, password: string | undefined])[] = [
    ['https://ci:geheim@host/x', 'ci', 'geheim'],
    ['https://user:$TOKEN@host', 'user', '$TOKEN'],
    ['https://${TOKEN}@host', '${TOKEN}', undefined],
    ['https://${USER:-a@b/c}:${TOKEN:?no token}@host', '${USER:-a@b/c}', '${TOKEN:?no token}'],
    ['https://x:$(cat /run/secrets/t)@host', 'x', '$(cat /run/secrets/t)'],
    ['https://{{ user }}:{{ token }}@host', '{{ user }}', '{{ token }}'],
    ['https://<user>:<token>@host', '<user>', '<token>'],
    ['https://:geheim@host', '', 'geheim'],
    ['https://user:@host', 'user', ''],
    ['https://token:x-oauth-basic@host', 'token', undefined],
    ['https://a:b@c@host', 'a', 'b@c'],
    ['$SCHEME://a:b@host', 'a', 'b'],
    ['${SCHEME}://a:b@host', 'a', 'b'],
    ['git clone https://host/x https://a:b@host/x', 'a', 'b'],
    ['url."https://x:$T@github.com/".insteadOf "https://github.com/"', 'x', '$T'],
    ['s#https://#https://$T@#', '$T', undefined],
    ['https://a:b@one,https://c:d@two', 'a', 'b'],
    ['https://host/x@y', undefined, undefined],
    ['https://host?x=a:b@c', undefined, undefined],
    ['https://host:443/x', undefined, undefined],
    ['git@github.com:acme/app', undefined, undefined],
    ['://a:b@host', undefined, undefined],
    ['https://${TOKEN', undefined, undefined],
    ['', undefined, undefined],
  ]
  for (const [text, user, password] of cases) {
    it(`is found in "${text}"`, () => {
      const found = credentialInUrl(text)
      const cut = (span: { start: number; end: number } | undefined) => span && text.slice(span.start, span.end)
      assert.deepEqual([cut(found?.user), cut(found?.password)], [user, password])
    })
  }

  it('is found in every URL of a text', () => {
    assert.equal(credentialsInUrls('https://a:b@one,https://two|https://c@three').length, 2)
  })

  it('is located in a quoted value', () => {
    const value = ' "postgres://app:geheim@db/app"'
    const found = judgeValue(value).credential
    assert.equal(value.slice(found?.span.start, found?.span.end), 'geheim')
    assert.equal(found?.kind, 'word')
  })

  it('is the end of the address of a webhook', () => {
    const address = ['https://hooks.slack.com', 'services', 'T04AB12CD', 'B04EF34GH'].join('/')
    assert.equal(judgeValue(`${address}/${RANDOM}`).credential?.kind, 'token')
    assert.equal(judgeValue(`${address}/${'X'.repeat(24)}`).kind, 'url')
    assert.equal(judgeValue('https://hooks.slack.com/services/').kind, 'url')
  })

  it('is judged itself', () => {
    assert.equal(judgeValue('https://x:$TOKEN@host').credential?.kind, 'reference')
    assert.equal(judgeValue('https://x:<token>@host').credential?.kind, 'placeholder')
    assert.equal(judgeValue('mysql://user:password@host').credential?.kind, 'placeholder')
    assert.equal(judgeValue('https://xxx:yyy@host').credential?.kind, 'placeholder')
    assert.equal(judgeValue('https://aaa:zebra@host').credential?.kind, 'word')
    assert.equal(judgeValue('mysql://db_user:db_password@host').credential?.kind, 'placeholder')
    assert.equal(judgeValue('mysql://db_user:db_password1@host').credential?.kind, 'word')
    assert.equal(judgeValue('mysql://root:password@host').credential?.kind, 'word')
    assert.equal(judgeValue(`https://x:${RANDOM}@host`).credential?.kind, 'token')
  })
})

describe('every value', () => {
  const part = fc.constantFrom(
    'https://',
    '$',
    '{',
    '}',
    '(',
    ')',
    ':',
    '@',
    '/',
    'a',
    ' ',
    '"',
    '<',
    '>',
    '%',
    '=',
    '😀',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.array(part, { maxLength: 30 }).map(it => it.join('')),
  )

  it('gets a verdict, and its credential lies inside of it', () => {
    fc.assert(
      fc.property(text, value => {
        const { credential } = judgeValue(value)
        if (!credential) return
        assert.ok(0 <= credential.span.start && credential.span.start < credential.span.end)
        assert.ok(credential.span.end <= value.length)
      }),
    )
  })

  it('has its URLs’ credentials in order, in front of an @', () => {
    fc.assert(
      fc.property(text, value => {
        let last = 0
        for (const { user, password } of credentialsInUrls(value)) {
          const end = (password ?? user).end
          assert.ok(last <= user.start && user.start <= user.end && user.end <= end)
          assert.equal(value[end], '@')
          last = end
        }
      }),
    )
  })

  it('is judged in time proportional to its length', () => {
    for (const piece of ['a', '1.', '/', '://', '${', '://${', 'a=', 'https://a:b@c ', '<', ' ', 'x@', '9_', 'aB3']) {
      const value = piece.repeat(20_000)
      const start = performance.now()
      judgeValue(value)
      credentialsInUrls(value)
      assert.ok(performance.now() - start < 2000, piece)
    }
  })
})
