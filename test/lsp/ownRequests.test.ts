import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { AuthFilesResult, BuildCommandResult, PlanResult, ProtectResult } from '../../server/src/lsp/protocol.ts'
import type { LspClient } from '../support/lspClient.ts'
import { withServer } from '../support/lspClient.ts'

const STAGES = [
  'FROM node:24 AS install',
  'RUN --mount=type=secret,id=npmrc,target=/root/.npmrc,required=true npm ci',
  'FROM node:24 AS test',
  'RUN --mount=type=secret,id=sonar_token,env=SONAR_TOKEN npm test',
  'FROM node:24',
  'COPY --from=install /app /app',
  '',
].join('\n')
const password = ['hunter', '2!'].join('')

describe('dockerfileSecrets/plan', () => {
  it('tells the context, the stages, and the secrets of the last stage with their candidates', () =>
    inFolder(
      { Dockerfile: STAGES, '.npmrc': `//registry.example/:_authToken=${password}\n` },
      async (client, folder) => {
        const result = await client.request<PlanResult>('dockerfileSecrets/plan', { uri: at(folder, 'Dockerfile') })
        assert.equal(result.contextUri, at(folder))
        assert.deepEqual(result.targets, ['install', 'test'])
        assert.deepEqual(
          result.secrets.map(({ id, required, targets, candidates }) => [id, required, targets, candidates[0]]),
          [['npmrc', true, ['/root/.npmrc'], { kind: 'file', path: '.npmrc', reason: '.npmrc holds a credential.' }]],
        )
      },
    ))

  it('is about another stage when the client names one', () =>
    inFolder({ Dockerfile: STAGES }, async (client, folder) => {
      const params = { uri: at(folder, 'Dockerfile'), target: 'test' }
      const { secrets } = await client.request<PlanResult>('dockerfileSecrets/plan', params)
      assert.deepEqual(
        secrets.map(it => it.id),
        ['sonar_token'],
      )
    }))

  it('is about the text in the editor', () =>
    inFolder({ Dockerfile: STAGES }, async (client, folder) => {
      const uri = at(folder, 'Dockerfile')
      await client.open(uri, STAGES.replace('id=npmrc', 'id=other'))
      const { secrets } = await client.request<PlanResult>('dockerfileSecrets/plan', { uri })
      assert.deepEqual(
        secrets.map(it => it.id),
        ['other'],
      )
    }))

  it('says what to do when there is no such file', () =>
    inFolder({}, async (client, folder) => {
      const ask = (uri: string) => client.request('dockerfileSecrets/plan', { uri })
      await assert.rejects(ask(at(folder, 'Dockerfile')), /There is no such file/)
      await assert.rejects(ask('untitled:Untitled-1'), /Save it and try again/)
      await assert.rejects(ask('vscode-vfs://github/a/b/Dockerfile'), /files on a disk/)
      assert.deepEqual(client.log, [])
    }))
})

describe('dockerfileSecrets/buildCommand', () => {
  it('gives the arguments for docker', () =>
    inFolder({}, async client => {
      const request = {
        dockerfile: 'Dockerfile',
        context: '.',
        target: 'test',
        tags: ['app'],
        secrets: [{ id: 'npmrc', kind: 'file', path: '.npmrc' }],
        extra: [],
      }
      const { args } = await client.request<BuildCommandResult>('dockerfileSecrets/buildCommand', { request })
      assert.match(args.join(' '), /^buildx build .*--secret type=file,id=npmrc,src=\.npmrc .*\.$/)
    }))

  it('survives a request without a build', () =>
    inFolder({}, async client => {
      await assert.rejects(client.request('dockerfileSecrets/buildCommand', {}), /The server failed/)
    }))
})

describe('dockerfileSecrets/protect', () => {
  it('names the auth files, and gives the new texts of the ignore files', () =>
    inFolder(
      { Dockerfile: STAGES, '.npmrc': `//registry.example/:_authToken=${password}\n`, '.gitignore': 'node_modules\n' },
      async (client, folder) => {
        const { found, changes } = await client.request<ProtectResult>('dockerfileSecrets/protect', { uri: at(folder) })
        assert.deepEqual(found, ['.npmrc'])
        assert.deepEqual(
          changes.map(it => [it.uri, it.exists]),
          [
            [at(folder, '.gitignore'), true],
            [at(folder, '.dockerignore'), false],
          ],
        )
        for (const { uri, newText } of changes) await writeFile(new URL(uri), newText)
        assert.match(await readFile(join(folder, '.gitignore'), 'utf8'), /^node_modules\n(?:.*\n)*\/?\.npmrc\n/)
        const again = await client.request<ProtectResult>('dockerfileSecrets/protect', { uri: at(folder) })
        assert.deepEqual(again, { found: ['.npmrc'], changes: [] })
      },
    ))

  it('says what is wrong with a folder that is none', () =>
    inFolder({ Dockerfile: STAGES }, async (client, folder) => {
      const ask = (uri: string) => client.request('dockerfileSecrets/protect', { uri })
      await assert.rejects(ask(at(folder, 'Dockerfile')), /not a folder/)
      await assert.rejects(ask(at(folder, 'missing')), /There is no such file or directory/)
    }))
})

describe('dockerfileSecrets/authFiles', () => {
  const PYPROJECT = '[[tool.poetry.source]]\nname = "corp"\nurl = "https://pypi.corp.example/simple"\n'

  it('makes them from the project files of a folder, or of the build context of a Dockerfile', () =>
    inFolder(
      { 'docker/Dockerfile': 'FROM x\nCOPY pyproject.toml ./\n', 'pyproject.toml': PYPROJECT },
      async (client, folder) => {
        for (const uri of [at(folder), at(folder, 'docker/Dockerfile')]) {
          const { files, problems } = await client.request<AuthFilesResult>('dockerfileSecrets/authFiles', { uri })
          assert.deepEqual(problems, [])
          assert.deepEqual(
            files.map(it => ({ ...it, text: '' })),
            [
              {
                uri: at(folder, 'auth.toml'),
                label: 'Poetry auth.toml for corp',
                text: '',
                mode: '0600',
                exists: false,
              },
            ],
          )
          assert.match(files[0]?.text ?? '', /^\[http-basic\.corp\]\nusername = "<USER>"/)
        }
      },
    ))

  it('knows which exist', () =>
    inFolder({ 'pyproject.toml': PYPROJECT, 'auth.toml': '' }, async (client, folder) => {
      const { files } = await client.request<AuthFilesResult>('dockerfileSecrets/authFiles', { uri: at(folder) })
      assert.deepEqual(
        files.map(it => it.exists),
        [true],
      )
    }))

  it('says what is wrong with a malformed project file, without its text', () =>
    inFolder({ 'pyproject.toml': `[tool.poetry\n"${password}"` }, async (client, folder) => {
      const result = await client.request<AuthFilesResult>('dockerfileSecrets/authFiles', { uri: at(folder) })
      assert.deepEqual(result.files, [])
      assert.match(result.problems.join(), /^pyproject\.toml, line 1: /)
      assert.ok(!client.output.includes(password))
    }))
})

function at(folder: string, name = ''): string {
  return pathToFileURL(join(folder, name)).href
}

async function inFolder(
  files: Readonly<Record<string, string>>,
  talk: (client: LspClient, folder: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'dockerfile-secrets-'))
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await writeFile(join(folder, name), text)
    }
    await withServer({}, client => talk(client, folder))
  } finally {
    await rm(folder, { recursive: true })
  }
}
