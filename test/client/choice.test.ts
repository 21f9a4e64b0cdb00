import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { references, typedChoice, wasTyped, type Choice } from '../../client/src/build/choice.ts'

describe('a typed secret', () => {
  const typed = typedChoice('npm_token', 2, ['a', 'value'].join(' '))
  const file: Choice = { source: { id: 'netrc', kind: 'file', path: '.netrc' } }

  it('travels in a variable of its own', () => {
    assert.deepEqual(typed.source, { id: 'npm_token', kind: 'env', name: 'DOCKERFILE_SECRETS_VALUE_2' })
    assert.equal(wasTyped(typed.source), true)
    assert.equal(wasTyped({ id: 'npm_token', kind: 'env', name: 'NPM_TOKEN' }), false)
  })

  it('is not among what is remembered', () => assert.deepEqual(references([typed, file]), [file.source]))
})
