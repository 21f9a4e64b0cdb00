import assert from 'node:assert/strict'
import { symlinkSync } from 'node:fs'
import { describe, it } from 'node:test'
import { findDockerfiles } from '../../server/src/workspace/findDockerfiles.ts'
import { createFolder } from '../support/folder.ts'

const FROM = 'FROM scratch\n'

describe('Looking for Dockerfiles', () => {
  it('goes into folders, also hidden ones, and sorts what it finds', () => {
    const folder = createFolder({
      'b/Dockerfile': FROM,
      'a/Dockerfile.prod': FROM,
      'a/README.md': '',
      '.devcontainer/Dockerfile': FROM,
      Dockerfile: FROM,
    })
    assert.deepEqual(pathsOf(['.'], folder.path), [
      'Dockerfile',
      '.devcontainer/Dockerfile',
      'a/Dockerfile.prod',
      'b/Dockerfile',
    ])
  })

  it('leaves out installed packages and the insides of version control', () => {
    const folder = createFolder({
      'node_modules/x/Dockerfile': FROM,
      '.git/Dockerfile': FROM,
      '.venv/lib/Dockerfile': FROM,
      Dockerfile: FROM,
    })
    assert.deepEqual(pathsOf(['.'], folder.path), ['Dockerfile'])
  })

  it('takes a file that is named, whatever its name', () => {
    const folder = createFolder({ 'image.txt': FROM })
    assert.deepEqual(pathsOf(['image.txt'], folder.path), ['image.txt'])
  })

  it('shows paths as they were given', () => {
    const folder = createFolder({ 'api/Dockerfile': FROM })
    assert.deepEqual(pathsOf(['./api/'], folder.path), ['api/Dockerfile'])
    assert.deepEqual(pathsOf([folder.join('api')], '/'), [folder.join('api', 'Dockerfile')])
    assert.deepEqual(pathsOf(['..'], folder.join('api')), ['../api/Dockerfile'])
  })

  it('takes a file once, however often it is named', () => {
    const folder = createFolder({ 'api/Dockerfile': FROM })
    assert.deepEqual(pathsOf(['api', '.', 'api/Dockerfile'], folder.path), ['api/Dockerfile'])
  })

  it('does not follow links to folders, so that a circle ends', () => {
    const folder = createFolder({ 'api/Dockerfile': FROM })
    symlinkSync(folder.path, folder.join('api', 'up'))
    symlinkSync('api/Dockerfile', folder.join('Dockerfile'))
    symlinkSync('nowhere', folder.join('Dockerfile.gone'))
    assert.deepEqual(pathsOf(['.'], folder.path), ['Dockerfile', 'api/Dockerfile'])
  })

  it('says what is wrong with a path', () => {
    const folder = createFolder({ 'docs/README.md': '' })
    const { errors } = findDockerfiles(['docs', 'nope'], folder.path)
    assert.deepEqual(
      errors.map(it => it.path),
      ['docs', 'nope'],
    )
    assert.match(errors[0]?.message ?? '', /no Dockerfile in this directory/)
    assert.match(errors[1]?.message ?? '', /no such file or directory/i)
  })
})

function pathsOf(paths: readonly string[], cwd: string): readonly string[] {
  return findDockerfiles(paths, cwd).files.map(it => it.path)
}
