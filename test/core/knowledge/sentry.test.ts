import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fixAll } from '../../../server/src/core/fixes/fixAll.ts'
import { copying, fixed, holds, readersOf, SECRET, storedBy } from '../../support/knowledge.ts'

describe('Sentry', () => {
  it('keeps the token of sentry-cli login, and reads a variable instead', () => {
    assert.deepEqual(storedBy('sentry-cli --auth-token $TOKEN login'), ['/root/.sentryclirc'])
    assert.deepEqual(storedBy('sentry-cli login --auth-token=$TOKEN'), ['/root/.sentryclirc'])
    assert.deepEqual(storedBy('sentry-cli --auth-token $TOKEN releases new 1.0'), [])
    assert.deepEqual(fixed('sentry-cli login --auth-token $TOKEN && sentry-cli releases new 1.0'), {
      runs: ['sentry-cli releases new 1.0'],
      mounted: ['SENTRY_AUTH_TOKEN'],
    })
  })

  it('gets its token in the build of a web page, whose bundler uploads source maps', () =>
    assert.deepEqual(readersOf('SENTRY_AUTH_TOKEN', 'apt-get update', 'npm run build'), ['npm run build']))

  it('gets its token where the command line runs', () =>
    assert.deepEqual(readersOf('SENTRY_AUTH_TOKEN', 'sentry-cli --version', 'npx sentry-cli sourcemaps upload dist'), [
      'npx sentry-cli sourcemaps upload dist',
    ]))

  it('has files, which may also hold settings alone', () => {
    assert.equal(copying('.sentryclirc', './'), 'warning')
    assert.equal(copying('.sentryclirc', './', `[auth]\ntoken=${SECRET}\n`), 'error')
    assert.equal(copying('.sentryclirc', './', '[defaults]\norg=example\n'), undefined)
    assert.equal(copying('sentry.properties', './'), undefined)
    assert.ok(holds('sentry.properties', `auth.token=${SECRET}\n`))
    assert.ok(!holds('sentry.properties', 'dsn=https://public@sentry.example/1\n'))
    assert.ok(holds('.env.sentry-build-plugin', `SENTRY_AUTH_TOKEN="${SECRET}"\n`))
  })

  it('has a file that is mounted where the build reads it', () =>
    assert.match(
      fixAll('FROM node:24\nWORKDIR /app\nCOPY .sentryclirc ./\nRUN sentry-cli releases new 1.0\n').text,
      /^RUN --mount=type=secret,id=sentryclirc,target=\/app\/.sentryclirc,required=true sentry-cli/m,
    ))

  it('has a file that is written while the build reads it', () =>
    assert.deepEqual(fixed('echo "[auth]\\ntoken=$TOKEN" > .sentryclirc', 'npm run build').runs, [
      'echo "[auth]\\ntoken=$TOKEN" > .sentryclirc && npm run build && rm -f /app/.sentryclirc',
    ]))
})
