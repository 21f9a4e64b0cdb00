import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { copying, fixed, holds, readersOf, SECRET } from '../../support/knowledge.ts'

describe('sbt and coursier', () => {
  it('read a variable with credentials', () =>
    assert.deepEqual(readersOf('COURSIER_CREDENTIALS', 'sbt update', 'cs fetch a:b:1', 'ls'), [
      'sbt update',
      'cs fetch a:b:1',
    ]))

  it('have files for credentials', () => {
    assert.equal(copying('.credentials', '/root/.sbt/.credentials'), 'error')
    assert.equal(copying('sbt-credentials', '/root/.ivy2/.credentials'), 'error')
    assert.equal(
      copying('.credentials', '/app/.credentials', 'realm=x\nhost=h\nuser=ci\npassword=changeme\n'),
      undefined,
    )
    assert.equal(copying('credentials.properties', '/root/.config/coursier/'), 'error')
    assert.ok(holds('.sbt/.credentials', `realm=Artifactory\nhost=h.example\nuser=ci\npassword=${SECRET}\n`))
    assert.ok(holds('coursier/credentials.properties', `corp.username=ci\ncorp.password=${SECRET}\n`))
    assert.ok(!holds('coursier/credentials.properties', 'corp.username=ci\ncorp.host=h.example\n'))
  })

  it('get the file only where it is read', () =>
    assert.deepEqual(fixed('mkdir -p ~/.sbt && echo "password=$TOKEN" > ~/.sbt/.credentials && sbt assembly').runs, [
      'mkdir -p ~/.sbt && echo "password=$TOKEN" > ~/.sbt/.credentials && sbt assembly && rm -f /root/.sbt/.credentials',
    ]))
})
