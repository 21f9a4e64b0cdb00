import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { describe, it } from 'node:test'
import { quoteCommand } from '../../client/src/build/quote.ts'

describe('a copied build command', () => {
  it('leaves plain words alone', () => {
    const words = [
      'docker',
      'buildx',
      'build',
      '--secret',
      'type=env,id=npm_token,env=NPM_TOKEN',
      '--file',
      'a/Dockerfile',
      '.',
    ]
    assert.equal(quoteCommand(words, {}, 'linux'), words.join(' '))
  })

  it('starts with the variables that docker needs', () => {
    assert.equal(quoteCommand(['docker', '.'], { DOCKER_BUILDKIT: '1' }, 'linux'), 'DOCKER_BUILDKIT=1 docker .')
    assert.equal(quoteCommand(['docker', '.'], { DOCKER_BUILDKIT: '1' }, 'win32'), '$env:DOCKER_BUILDKIT=1; docker .')
  })

  it(
    'reaches a program of a POSIX shell word by word, whatever is in it',
    { skip: process.platform === 'win32' },
    () => {
      const words = ['', ' ', "it's", '"', '$HOME', '`id`', '\\', '*', '~', 'a\nb', '#', '!', ';', 'é', '--x=$(id)']
      const print = ['printf', '%s\\0', ...words]
      const output = execFileSync('sh', ['-c', quoteCommand(print, {}, 'linux')], { encoding: 'utf8' })
      assert.deepEqual(output.split('\0').slice(0, -1), words)
    },
  )

  it('is for PowerShell on Windows, where a comma makes a list and a quoted word is no program', () => {
    const words = [
      String.raw`C:\Program Files\docker.exe`,
      '--secret',
      'type=env,id=a,env=A',
      "it's",
      '$x',
      String.raw`a\b`,
    ]
    assert.equal(
      quoteCommand(words, {}, 'win32'),
      String.raw`& 'C:\Program Files\docker.exe' --secret 'type=env,id=a,env=A' 'it''s' '$x' a\b`,
    )
  })
})
