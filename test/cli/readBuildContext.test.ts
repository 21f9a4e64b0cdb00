import assert from 'node:assert/strict'
import { symlinkSync } from 'node:fs'
import { describe, it } from 'node:test'
import { createContextCache, lazyBuildContext, readBuildContext } from '../../server/src/workspace/readBuildContext.ts'
import { createFolder } from '../support/folder.ts'

describe('The root of a build context', () => {
  it('is the folder of the Dockerfile', async () => {
    const folder = createFolder({ Dockerfile: 'FROM node:24\nCOPY . .\n', 'package.json': '{}' })
    const { root, context } = await readBuildContext(folder.join('Dockerfile'))
    assert.equal(root, folder.path)
    assert.equal(context.dockerfilePath, 'Dockerfile')
  })

  it('is the parent when what is copied exists only there', async () => {
    const folder = createFolder({
      'docker/Dockerfile': 'FROM python:3\nCOPY pyproject.toml poetry.lock ./\nCOPY src ./src\n',
      'docker/entrypoint.sh': '',
      'pyproject.toml': '',
      'poetry.lock': '',
      'src/main.py': '',
    })
    const { root, context } = await readBuildContext(folder.join('docker', 'Dockerfile'))
    assert.equal(root, folder.path)
    assert.equal(context.dockerfilePath, 'docker/Dockerfile')
  })

  it('is the top of the repository when what is bound exists only there', async () => {
    const folder = createFolder({
      '.git/HEAD': '',
      'deploy/images/api/Dockerfile':
        'FROM node:24\nRUN --mount=type=bind,source=package.json,target=package.json npm ci\n',
      'package.json': '{}',
    })
    const { context } = await readBuildContext(folder.join('deploy/images/api/Dockerfile'))
    assert.equal(context.dockerfilePath, 'deploy/images/api/Dockerfile')
  })

  it('does not leave the repository', async () => {
    const folder = createFolder({
      'shared/a': '',
      'project/.git/HEAD': '',
      'project/docker/Dockerfile': 'FROM node:24\nCOPY shared shared\n',
    })
    const { root } = await readBuildContext(folder.join('project/docker/Dockerfile'))
    assert.equal(root, folder.join('project/docker'))
  })

  it('is the parent of a folder that holds nothing but Dockerfiles, when everything is copied', async () => {
    const folder = createFolder({
      'docker/Dockerfile': 'FROM node:24\nCOPY . .\n',
      'docker/Dockerfile.dev': 'FROM node:24\n',
      'package.json': '{}',
    })
    const { root } = await readBuildContext(folder.join('docker/Dockerfile'))
    assert.equal(root, folder.path)
  })

  it('stays where it is when sources come from other stages, from the network or from variables', async () => {
    const folder = createFolder({
      'docker/Dockerfile': 'FROM a AS b\nFROM c\nCOPY --from=b src src\nADD https://x.example/src /\nCOPY $DIR /\n',
      'src/a': '',
    })
    const { root } = await readBuildContext(folder.join('docker/Dockerfile'))
    assert.equal(root, folder.join('docker'))
  })

  it('is found for a Dockerfile that is not saved yet', async () => {
    const folder = createFolder({ '.npmrc': 'x' })
    const { root, context } = await readBuildContext(folder.join('Dockerfile'))
    assert.equal(root, folder.path)
    assert.deepEqual([...context.files.keys()], ['.npmrc'])
  })
})

describe('The files of a build context', () => {
  it('are ignore files, project files and credential files', async () => {
    const folder = createFolder({
      Dockerfile: 'FROM node:24\n',
      'Dockerfile.dockerignore': 'a',
      '.dockerignore': 'b',
      '.gitignore': 'c',
      '.npmrc': 'd',
      'README.md': 'e',
      'web/.npmrc': 'f',
      'web/package.json': '{}',
      'node_modules/x/.npmrc': 'g',
    })
    const expected = new Map([
      ['.dockerignore', 'b'],
      ['.gitignore', 'c'],
      ['.npmrc', 'd'],
      ['Dockerfile', 'FROM node:24\n'],
      ['Dockerfile.dockerignore', 'a'],
      ['web/.npmrc', 'f'],
      ['web/package.json', '{}'],
    ])
    assert.deepEqual(await filesOf(folder.join('Dockerfile')), expected)
  })

  it('keep line ends and byte order marks', async () => {
    const folder = createFolder({ '.dockerignore': '\uFEFFa\r\n' })
    assert.equal((await filesOf(folder.join('Dockerfile'))).get('.dockerignore'), '\uFEFFa\r\n')
  })

  it('leave out what is too large, no text, no file, or outside', async () => {
    const outside = createFolder({ '.netrc': 'machine x' })
    const folder = createFolder({
      'a/.npmrc': 'x'.repeat(300 * 1024),
      'b/.npmrc': Buffer.from([0xff, 0xfe, 0x00]),
      'c/.npmrc/file': '',
      'd/real': 'inside',
    })
    symlinkSync(outside.join('.netrc'), folder.join('.netrc'))
    symlinkSync('real', folder.join('d', '.npmrc'))
    symlinkSync(folder.path, folder.join('d', 'circle'))
    assert.deepEqual([...(await filesOf(folder.join('Dockerfile')))], [['d/.npmrc', 'inside']])
  })

  it('are looked for in a bounded number of folders', async () => {
    const deep = `${'d/'.repeat(20)}.npmrc`
    const wide = Object.fromEntries(Array.from({ length: 1100 }, (_, index) => [`w${index}/.npmrc`, 'x']))
    const files = await filesOf(createFolder({ [deep]: 'x', ...wide }).join('Dockerfile'))
    assert.equal(files.has(deep), false)
    assert.equal(files.size, 500)
  })

  it('are not read before somebody asks for them', () => {
    const folder = createFolder({ Dockerfile: 'FROM node:24\n' })
    const context = lazyBuildContext(folder.join('Dockerfile'), 'FROM node:24\n', createContextCache())
    folder.write('.npmrc', 'written later')
    assert.equal(context.files.get('.npmrc'), 'written later')
    folder.write('.netrc', 'written too late')
    assert.equal(context.files.has('.netrc'), false)
  })
})

async function filesOf(dockerfile: string): Promise<ReadonlyMap<string, string>> {
  return (await readBuildContext(dockerfile)).context.files
}
