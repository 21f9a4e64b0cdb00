import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import copiedCredentialFile from '../../../server/src/core/rules/copied-credential-file.ts'
import { expectFix } from '../../support/fixtures.ts'
import { copying, fixed, holds, refusal, SECRET, storedBy } from '../../support/knowledge.ts'

const LIST = '/etc/apt/sources.list.d/corp.list'
const AUTH = '/etc/apt/auth.conf.d/corp.conf'

describe('sources of apt', () => {
  const places: Readonly<Record<string, string>> = {
    [`echo "deb https://ci:$TOKEN@apt.corp.example stable main" > ${LIST}`]: LIST,
    [`echo "deb https://ci:$TOKEN@apt.corp.example stable main" | tee ${LIST}`]: LIST,
    'echo "deb https://ci:$TOKEN@apt.corp.example stable main" >> /etc/apt/sources.list': '/etc/apt/sources.list',
    'add-apt-repository "deb https://ci:$TOKEN@apt.corp.example stable main"': '/etc/apt/sources.list',
    'add-apt-repository -y "deb https://ci:$TOKEN@apt.corp.example stable main"': '/etc/apt/sources.list',
    [`echo "machine apt.corp.example login ci password $TOKEN" > ${AUTH}`]: AUTH,
  }
  for (const [command, path] of Object.entries(places))
    it(`get a credential in ${path}: ${command}`, () => assert.deepEqual(storedBy(command), [path]))

  it('are there while they are used', () => {
    const [add = '', , , , , auth = ''] = Object.keys(places)
    assert.deepEqual(fixed(`${add} && apt-get update && apt-get install -y x`).runs, [
      `${add} && apt-get update && apt-get install -y x && rm -f ${LIST}`,
    ])
    assert.deepEqual(fixed(auth, 'apt-get update && apt-get install -y x', 'apt-get clean').runs, [
      `${auth} && apt-get update && apt-get install -y x && rm -f ${AUTH}`,
      'apt-get clean',
    ])
  })

  it('of the image itself come back as they were', () =>
    assert.deepEqual(
      fixed("sed -i 's|//deb|//ci:'$TOKEN'@deb|' /etc/apt/sources.list && apt-get update && apt-get install -y x").runs,
      [
        "cp -p /etc/apt/sources.list /tmp/sources.list && sed -i 's|//deb|//ci:'$TOKEN'@deb|' /etc/apt/sources.list && apt-get update && apt-get install -y x && cp /tmp/sources.list /etc/apt/sources.list && rm -f /tmp/sources.list",
      ],
    ))

  it('stay in a list that the image may have, or may not', () =>
    assert.match(
      refusal('echo "deb https://ci:$TOKEN@h.example stable main" >> /etc/apt/sources.list && apt-get update'),
      /may be a file of the base image; write what line 4 adds to a file of its own/,
    ))

  it('stay where no command is known to take them out', () =>
    assert.match(
      refusal('add-apt-repository "deb https://ci:$TOKEN@h.example stable main" && apt-get install x'),
      /no command takes it out again/,
    ))

  it('hold no credential when they name a key or an option', () =>
    assert.deepEqual(
      storedBy(
        'echo "deb [signed-by=/k.gpg] https://h.example stable main" > /etc/apt/sources.list.d/x.list',
        'add-apt-repository ppa:corp/x',
        'apt-get -o Acquire::https::User-Agent=$TOKEN update',
      ),
      [],
    ))
})

describe('apt', () => {
  it('has files for credentials, known by their directory', () => {
    assert.equal(copying('corp.conf', '/etc/apt/auth.conf.d/'), 'error')
    assert.equal(copying('auth.conf', '/etc/apt/auth.conf'), 'error')
    assert.equal(copying('auth.conf', '/etc/nginx/auth.conf'), undefined)
    assert.ok(holds('/etc/apt/auth.conf.d/x', `machine h.example login ci password ${SECRET}`))
    assert.ok(!holds('apt/auth.conf', 'machine h.example login ci password <PASSWORD>'))
  })

  it('has lists of sources, which mostly hold none', () => {
    assert.equal(copying('sources.list', '/etc/apt/'), undefined)
    assert.equal(copying('corp.list', '/etc/apt/sources.list.d/'), undefined)
    assert.equal(
      copying('corp.list', '/etc/apt/sources.list.d/', `deb https://ci:${SECRET}@h.example stable main`),
      'error',
    )
    assert.ok(!holds('sources.list', `# deb https://ci:${SECRET}@h.example x\ndeb http://deb.example stable main\n`))
  })

  it('gets its file mounted where it installs', () =>
    expectFix(
      copiedCredentialFile,
      `
        FROM debian:12
        COPY corp.conf /etc/apt/auth.conf.d/
        RUN apt-get update && apt-get install -y x
        RUN apt-get clean
      `,
      `
        FROM debian:12
        RUN --mount=type=secret,id=corp_conf,target=/etc/apt/auth.conf.d/corp.conf,required=true apt-get update && apt-get install -y x
        RUN apt-get clean
      `,
    ))
})
