import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import { withServer } from '../support/lspClient.ts'

/** Looks like a token, and is put together here so that no scanner finds it in this file. */
const VALUE = ['ghp', 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8'].join('_')

describe('the value of a secret', () => {
  it('is in no message but the edit that keeps or removes its line', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dockerfile-secrets-'))
    const text = [
      'FROM node:24',
      `ARG NPM_TOKEN=${VALUE}`,
      `ENV GITHUB_TOKEN=${VALUE}`,
      'COPY .npmrc ./',
      `RUN npm config set //registry.example/:_authToken ${VALUE} && npm ci`,
      `RUN pip install --extra-index-url https://ci:${VALUE}@pypi.example/simple x`,
      '',
    ].join('\n')
    try {
      await writeFile(join(folder, 'Dockerfile'), text)
      await writeFile(join(folder, '.npmrc'), `//registry.example/:_authToken=${VALUE}\n`)
      await writeFile(join(folder, 'pyproject.toml'), `[tool.poetry\n"${VALUE}"`)
      await withServer({}, async client => {
        const uri = pathToFileURL(join(folder, 'Dockerfile')).href
        await client.open(uri, text)
        const diagnostics = [...(await client.pushed(uri))]
        assert.notEqual(diagnostics.length, 0)
        for (const { range } of diagnostics) {
          const at = client.document(uri).getText(range)
          await client.actions(uri, at, { diagnostics, only: ['quickfix', 'source'] })
        }
        await Promise.allSettled(
          ['plan', 'authFiles', 'protect'].map(it => client.request(`dockerfileSecrets/${it}`, { uri })),
        )
        assert.ok(!client.output.includes(VALUE))
      })
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
