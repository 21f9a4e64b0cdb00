import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { copying, fixed, holds, passwordsIn, SECRET, storedBy, takesPassword } from '../../support/knowledge.ts'
import { fixAll } from '../../../server/src/core/fixes/fixAll.ts'

const URL = 'https://dl.example/a.tgz'

describe('curl and wget', () => {
  const commands: Readonly<Record<string, readonly string[]>> = {
    [`curl -u ci:hunter2 -O ${URL}`]: ['ci: hunter2'],
    [`curl -uci:hunter2 -O ${URL}`]: ['ci: hunter2'],
    [`curl -fsSLu ci:hunter2 -O ${URL}`]: ['ci: hunter2'],
    [`curl --user ci:hunter2 -O ${URL}`]: ['ci: hunter2'],
    [`curl -x proxy:3128 -U ci:hunter2 -O ${URL}`]: ['ci: hunter2'],
    [`curl -u hunter2:x-oauth-basic ${URL}`]: ['curl: hunter2'],
    [`curl -u hunter2: ${URL}`]: ['curl: hunter2'],
    [`curl -H 'PRIVATE-TOKEN: hunter2' ${URL}`]: ['curl: hunter2'],
    [`curl -H "Authorization: Bearer hunter2" -H "Accept: a/b" ${URL}`]: ['curl: hunter2'],
    [`curl -H X-JFrog-Art-Api:hunter2 ${URL}`]: ['curl: hunter2'],
    [`curl --oauth2-bearer hunter2 ${URL}`]: ['curl: hunter2'],
    [`curl '${URL}?ref=main&private_token=hunter2'`]: ['curl: hunter2'],
    [`curl -d 'user=ci&password=hunter2' ${URL}`]: ['curl: hunter2'],
    [`curl --data='password=hunter2&user=ci' ${URL}`]: ['curl: hunter2'],
    [`curl -d '{"user": "ci", "password": "hunter2"}' ${URL}`]: ['curl: hunter2'],
    [`wget --post-data='client_secret=hunter2' ${URL}`]: ['wget: hunter2'],
    [`wget --user=ci --password=hunter2 ${URL}`]: ['wget: hunter2'],
    [`wget --http-password hunter2 ${URL}`]: ['wget: hunter2'],
    [`wget --header='Authorization: Basic hunter2' ${URL}`]: ['wget: hunter2'],
  }
  for (const [command, found] of Object.entries(commands))
    it(`get a password in ${command}`, () => assert.deepEqual(passwordsIn(command), found))

  const others = [
    `curl -fsSL ${URL} | bash -s -- -u ci`,
    `curl -u ci ${URL}`,
    `curl -H 'Accept: application/json' -H 'Cookie: accept=yes' ${URL}`,
    `curl -H 'X-Token-Type: urn:x' ${URL}`,
    `wget --header 'Cookie: oraclelicense=accept-securebackup-cookie' ${URL}`,
    `wget --user-agent=test ${URL}`,
    `curl '${URL}?page=1&per_page=100&token_type=bearer'`,
    `curl -d 'grant_type=password&client_id=ci' ${URL}`,
    `curl -d '{"method": "getinfo", "params": []}' ${URL}`,
    `curl "${URL}?access_token=$(cat /run/secrets/token)"`,
    `curl -d @body.json -o token.json ${URL}`,
    `curl -H 'Authorization: Bearer YOUR_TOKEN' '${URL}?access_token=<token>'`,
    `curl -u "$(cat /run/secrets/account)" ${URL}`,
  ]
  for (const command of others) it(`get none in ${command}`, () => assert.deepEqual(passwordsIn(command), []))

  it('make a secret of an argument, whatever its name', () => {
    assert.ok(takesPassword(`curl -u "ci:$VALUE" ${URL}`))
    assert.ok(takesPassword(`curl -u $VALUE ${URL}`))
    assert.ok(takesPassword(`curl -u $VALUE: ${URL}`))
    assert.ok(takesPassword(`curl -H "X-JFrog-Art-Api: $VALUE" ${URL}`))
    assert.ok(takesPassword(`curl "${URL}?access_token=$VALUE"`))
    assert.ok(takesPassword(`wget --password=$VALUE ${URL}`))
    assert.ok(!takesPassword(`curl -u "$VALUE:hunter2" ${URL}`))
    assert.ok(!takesPassword(`curl -H "Accept: $VALUE" ${URL}`))
    assert.ok(!takesPassword(`wget --user=$VALUE ${URL}`))
  })

  it('store nothing and go on with a mounted variable', () => {
    assert.deepEqual(storedBy(`curl -u ci:$TOKEN -O ${URL}`), [])
    assert.deepEqual(fixed(`curl -u "ci:$TOKEN" -O ${URL}`), {
      runs: [`curl -u "ci:$TOKEN" -O ${URL}`],
      mounted: ['TOKEN'],
    })
    assert.deepEqual(fixed(`wget --user=ci --password=$TOKEN ${URL}`).mounted, ['TOKEN'])
  })
})

describe('.netrc', () => {
  const fixOf = (run: string) => fixAll(`FROM debian:12\nCOPY .netrc /root/\nRUN apt-get update\nRUN ${run}\n`).text

  it('is mounted for wget, and for curl where an option asks for it', () => {
    for (const run of [`wget ${URL}`, `curl -n ${URL}`, `curl -fsSLn ${URL}`, `curl --netrc ${URL}`])
      assert.ok(fixOf(run).endsWith(`RUN --mount=type=secret,id=netrc,target=/root/.netrc,required=true ${run}\n`), run)
  })

  it('is of no use to curl without one', () => assert.ok(!fixOf(`curl -fsSL ${URL}`).includes('--mount')))
})

describe('.curlrc and .wgetrc', () => {
  it('are told by their text', () => {
    assert.equal(copying('.curlrc', '/root/'), undefined)
    assert.equal(copying('.curlrc', '/root/', `user = "ci:${SECRET}"\n`), 'error')
    assert.equal(copying('wgetrc', '/etc/wgetrc', `http_password = ${SECRET}\n`), 'error')
  })

  it('hold credentials in some of their options', () => {
    for (const line of [
      `-u ci:${SECRET}`,
      `--user ci:${SECRET}`,
      `proxy = http://ci:${SECRET}@proxy.example:3128`,
      `header = "Authorization: Bearer ${SECRET}"`,
      `oauth2-bearer: ${SECRET}`,
    ])
      assert.ok(holds('.curlrc', line), line)
    for (const line of ['insecure', 'cacert=/etc/ssl/ca.crt', 'user = "ci:<PASSWORD>"', 'header = "Accept: text/html"'])
      assert.ok(!holds('.curlrc', line), line)
    for (const line of [`password=${SECRET}`, `proxy-password = ${SECRET}`, `header = PRIVATE-TOKEN: ${SECRET}`])
      assert.ok(holds('.wgetrc', line), line)
    for (const line of ['progress = dot:giga', 'user = ci', '#password = secret'])
      assert.ok(!holds('.wgetrc', line), line)
  })
})
