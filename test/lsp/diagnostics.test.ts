import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { ClientCapabilities, Diagnostic } from 'vscode-languageserver/node'
import { DiagnosticSeverity } from 'vscode-languageserver/node'
import type { LspClient } from '../support/lspClient.ts'
import { withServer } from '../support/lspClient.ts'

const URI = 'untitled:Dockerfile'
const CLEAN = 'FROM node:24\nRUN npm ci\n'
const LEAK = 'FROM node:24\nARG NPM_TOKEN\nRUN npm ci\n'
const PULLS: ClientCapabilities = { textDocument: { diagnostic: {} } }

describe('diagnostics', () => {
  it('say what, where, how bad, who and where to read more', () =>
    withServer({}, async client => {
      await client.open(URI, LEAK)
      const [diagnostic] = await client.pushed(URI)
      assert.ok(diagnostic)
      const { message, ...rest } = diagnostic
      assert.deepEqual(rest, {
        range: { start: { line: 1, character: 4 }, end: { line: 1, character: 13 } },
        severity: DiagnosticSeverity.Error,
        source: 'Dockerfile Secrets',
        code: 'secret-in-arg',
        codeDescription: {
          href: 'https://github.com/dockerfile-secrets/dockerfile-secrets/blob/main/docs/rules/secret-in-arg.md',
        },
      })
      assert.ok(typeof message === 'string' && message.includes('NPM_TOKEN'))
    }))

  it('carry the steps of the flow where the client shows them', () =>
    withServer(
      { capabilities: { textDocument: { publishDiagnostics: { relatedInformation: true } } } },
      async client => {
        await client.open(URI, 'FROM node:24\nARG NPM_TOKEN\nENV NPM_TOKEN=$NPM_TOKEN\nRUN npm ci\n')
        const related = (await client.pushed(URI)).flatMap(it => it.relatedInformation ?? [])
        assert.notEqual(related.length, 0)
        for (const it of related) assert.equal(it.location.uri, URI)
      },
    ))

  it('count in UTF-16 units', () =>
    withServer({}, async client => {
      await client.open(URI, 'FROM node:24\nARG KEY="😀" NPM_TOKEN\nRUN npm ci\n')
      const [diagnostic] = await client.pushed(URI)
      assert.deepEqual(diagnostic?.range.start, { line: 1, character: 13 })
    }))
})

describe('pushed diagnostics', () => {
  it('follow each change', () =>
    withServer({}, async client => {
      await client.open(URI, CLEAN)
      assert.deepEqual(await client.pushed(URI), [])
      await client.edit(URI, 'RUN', 'ARG NPM_TOKEN\nRUN')
      assert.deepEqual(summary(client, URI, await client.pushed(URI)), ['secret-in-arg NPM_TOKEN'])
      await client.edit(URI, 'ARG NPM_TOKEN\n', '')
      assert.deepEqual(await client.pushed(URI), [])
    }))

  it('are taken away when the document is closed', () =>
    withServer({}, async client => {
      await client.open(URI, LEAK)
      await client.pushed(URI, it => it.length === 1)
      await client.close(URI)
      await client.pushed(URI, it => it.length === 0)
    }))

  it('survive every step of typing', () =>
    withServer({}, async client => {
      await client.open(URI, '#')
      const rest = ` syntax=docker/dockerfile:1\nFROM node:24 AS b\nRUN --mount=type=secret,id=t "a\nRUN <<E\n$NPM_TOKEN\n`
      let text = '#'
      for (const character of rest) {
        await client.edit(URI, text, text + character)
        text += character
      }
      await client.pushed(URI)
      assert.deepEqual(client.log, [])
    }))
})

describe('pulled diagnostics', () => {
  it('are the same as pushed ones', () =>
    withServer({ capabilities: PULLS }, async pulling => {
      await withServer({}, async waiting => {
        await pulling.open(URI, LEAK)
        await waiting.open(URI, LEAK)
        assert.deepEqual(await pulling.pull(URI), await waiting.pushed(URI))
      })
    }))

  it('are of the newest text', () =>
    withServer({ capabilities: PULLS }, async client => {
      await client.open(URI, CLEAN)
      assert.deepEqual(await client.pull(URI), [])
      await client.edit(URI, 'RUN', 'ARG NPM_TOKEN\nRUN')
      assert.deepEqual(summary(client, URI, await client.pull(URI)), ['secret-in-arg NPM_TOKEN'])
    }))

  it('are empty for a document that is not open', () =>
    withServer({ capabilities: PULLS }, async client => {
      assert.deepEqual(await client.pull('untitled:other'), [])
    }))

  it('are not pushed as well', () =>
    withServer({ capabilities: PULLS }, async client => {
      await client.open(URI, LEAK)
      await client.pull(URI)
      assert.doesNotMatch(client.output, /publishDiagnostics/)
    }))
})

describe('the files around a Dockerfile', () => {
  const capabilities: ClientCapabilities = {
    textDocument: { diagnostic: {} },
    workspace: { didChangeWatchedFiles: { dynamicRegistration: true }, diagnostics: { refreshSupport: true } },
  }
  const COPIES = 'FROM node:24\nCOPY settings.ini pip.conf /etc/\nRUN pip install x\n'
  const password = ['hunter', '2!'].join('')
  const credential = `[global]\nextra-index-url = https://ci:${password}@pypi.corp.example/simple\n`

  it('decide about a finding, and are read again when the client reports a change', () =>
    inFolder({ Dockerfile: COPIES, 'settings.ini': '', 'pip.conf': '[global]\ntimeout = 60\n' }, async folder => {
      await withServer({ capabilities }, async client => {
        const uri = pathToFileURL(join(folder, 'Dockerfile')).href
        await client.open(uri, COPIES)
        assert.deepEqual(summary(client, uri, await client.pull(uri)), [])

        await writeFile(join(folder, 'pip.conf'), credential)
        const changes = [{ uri: pathToFileURL(join(folder, 'pip.conf')).href, type: 2 }]
        await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes })
        await client.until(() => client.refreshes === 1)
        assert.deepEqual(summary(client, uri, await client.pull(uri)), ['copied-credential-file pip.conf'])
      })
    }))

  it('are read again on save for a client that watches nothing', () =>
    inFolder({ Dockerfile: COPIES, 'settings.ini': '', 'pip.conf': '[global]\ntimeout = 60\n' }, async folder => {
      await withServer({}, async client => {
        const uri = pathToFileURL(join(folder, 'Dockerfile')).href
        await client.open(uri, COPIES)
        assert.deepEqual(await client.pushed(uri), [])
        await writeFile(join(folder, 'pip.conf'), credential)
        await client.save(uri)
        await client.pushed(uri, it => it.length === 1)
      })
    }))

  it('need not exist', () =>
    withServer({ capabilities: PULLS }, async client => {
      for (const uri of [
        'file:///no/such/folder/Dockerfile',
        'vscode-vfs://github/a/b/Dockerfile',
        'file://host/x',
        'x:',
      ]) {
        await client.open(uri, LEAK)
        assert.equal((await client.pull(uri)).length, 1, uri)
      }
    }))
})

async function inFolder(files: Readonly<Record<string, string>>, work: (folder: string) => Promise<void>) {
  const folder = await mkdtemp(join(tmpdir(), 'dockerfile-secrets-'))
  try {
    await mkdir(join(folder, '.git'))
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
    await work(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

function summary(client: LspClient, uri: string, items: readonly Diagnostic[]): readonly string[] {
  return items.map(it => `${it.code} ${client.document(uri).getText(it.range)}`)
}
