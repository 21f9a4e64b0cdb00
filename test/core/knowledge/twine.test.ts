import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { copying, holds, readersOf, SECRET } from '../../support/knowledge.ts'

describe('Twine', () => {
  it('reads its variables where it uploads', () =>
    assert.deepEqual(readersOf('TWINE_PASSWORD', 'twine check dist/*', 'twine upload dist/*'), ['twine upload dist/*']))

  it('has .pypirc, which exists for credentials', () => {
    assert.equal(copying('.pypirc', '/root/'), 'error')
    assert.equal(copying('pypirc', '/root/.pypirc'), 'error')
    assert.ok(holds('.pypirc', `[corp]\nrepository = https://h.example\nusername = __token__\npassword = ${SECRET}\n`))
    assert.ok(!holds('.pypirc', '[distutils]\nindex-servers = corp\n[corp]\npassword = <TOKEN>\n'))
  })
})
