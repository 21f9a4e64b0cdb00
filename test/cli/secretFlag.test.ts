import assert from 'node:assert/strict'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { parseSecretFlag } from '../../server/src/cli/build/secretFlag.ts'

describe('--secret is read as buildx reads it', () => {
  const cases: Readonly<Record<string, object>> = {
    'id=t,src=a/.npmrc': { id: 't', kind: 'file', path: 'a/.npmrc' },
    'src=.npmrc,id=t': { id: 't', kind: 'file', path: '.npmrc' },
    'id=t,source=.npmrc': { id: 't', kind: 'file', path: '.npmrc' },
    'type=file,id=t,src=.npmrc': { id: 't', kind: 'file', path: '.npmrc' },
    'id=t,env=NPM_TOKEN': { id: 't', kind: 'env', name: 'NPM_TOKEN' },
    'type=env,id=t,src=NPM_TOKEN': { id: 't', kind: 'env', name: 'NPM_TOKEN' },
    'type=env,id=t': { id: 't', kind: 'env', name: 't' },
    'id=SET': { id: 'SET', kind: 'env', name: 'SET' },
    'id=UNSET': { id: 'UNSET', kind: 'file', path: 'UNSET' },
    'id=t,"src=a,b"': { id: 't', kind: 'file', path: 'a,b' },
    'id=t,"src=a""b"': { id: 't', kind: 'file', path: 'a"b' },
    'id=t,src=a=b': { id: 't', kind: 'file', path: 'a=b' },
  }
  for (const [flag, source] of Object.entries(cases))
    it(flag, () => assert.deepEqual(parseSecretFlag(flag, { SET: 'x' }), source))

  it('but with the home directory for ~, which no shell expands there', () =>
    assert.deepEqual(parseSecretFlag('id=t,src=~/.npmrc', {}), {
      id: 't',
      kind: 'file',
      path: join(homedir(), '.npmrc'),
    }))
})

describe('--secret is refused, without repeating what may be a secret', () => {
  const cases: Readonly<Record<string, RegExp>> = {
    '.npmrc': /A part of it has no "="/,
    'src=hunter2': /It has no id/,
    'id=t,value=hunter2': /a key that docker does not know/,
    'id=t,hunter2=x': /a key that docker does not know/,
    'id=t,src=a,env=B': /has both a file \(src\) and a variable \(env\)/,
    'id=t,type=hunter2': /neither file nor env/,
    '': /has no "="/,
  }
  for (const [flag, message] of Object.entries(cases))
    it(flag, () =>
      assert.throws(
        () => parseSecretFlag(flag, {}),
        (error: Error) => message.test(error.message) && !error.message.includes('hunter2'),
      ),
    )
})
