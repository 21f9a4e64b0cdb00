import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { copying, fixed, holds, readersOf, SECRET, storedBy } from '../../support/knowledge.ts'

const FILE = '/etc/apk/repositories'
const ADD = `echo "https://ci:$TOKEN@apk.corp.example/main" >> ${FILE}`

describe('apk', () => {
  it('keeps credentials of its repositories', () => {
    assert.deepEqual(storedBy(ADD), [FILE])
    assert.deepEqual(storedBy('apk add --no-cache -X https://ci:$TOKEN@apk.corp.example/main y', 'apk update'), [])
  })

  it('gets the file of the image back after use', () =>
    assert.deepEqual(fixed(`${ADD} && apk add --no-cache x`).runs, [
      `cp -p ${FILE} /tmp/repositories && ${ADD} && apk add --no-cache x && cp /tmp/repositories ${FILE} && rm -f /tmp/repositories`,
    ]))

  it('gets it back from beside it where the RUN empties /tmp', () =>
    assert.deepEqual(fixed(`${ADD} && apk add --no-cache x && rm -rf /tmp/* /var/tmp/*`).runs, [
      `cp -p ${FILE} ${FILE}.orig && ${ADD} && apk add --no-cache x && rm -rf /tmp/* /var/tmp/* && cp ${FILE}.orig ${FILE} && rm -f ${FILE}.orig`,
    ]))

  it('reads its variable where it installs', () =>
    assert.deepEqual(readersOf('HTTP_AUTH', 'apk del x', 'apk add --no-cache y'), ['apk add --no-cache y']))

  it('has a file that mostly holds no credential', () => {
    assert.equal(copying('repositories', FILE), undefined)
    assert.equal(copying('repositories', FILE, `https://ci:${SECRET}@h.example/main\n`), 'error')
    assert.equal(copying('repositories', '/app/repositories', `https://ci:${SECRET}@h.example/main\n`), undefined)
    assert.ok(!holds('/etc/apk/repositories', `#https://ci:${SECRET}@h.example/main\nhttps://h.example/main\n`))
  })
})
