import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ClientCapabilities } from 'vscode-languageserver/node'
import { DiagnosticSeverity } from 'vscode-languageserver/node'
import type { LspClient } from '../support/lspClient.ts'
import { withServer } from '../support/lspClient.ts'

const LEAK = 'FROM node:24\nARG NPM_TOKEN\nRUN npm ci\n'
const URI = 'untitled:Dockerfile'
const OFF = { rules: { 'secret-in-arg': 'off' } }
const ASKS: ClientCapabilities = { textDocument: { diagnostic: {} }, workspace: { configuration: true } }

describe('settings', () => {
  it('are asked for per document', () =>
    withServer(
      { capabilities: ASKS, configuration: scope => (scope?.startsWith('file:///off/') ? OFF : {}) },
      async client => {
        for (const [uri, count] of [
          ['file:///off/Dockerfile', 0],
          ['file:///on/Dockerfile', 1],
        ] as const) {
          await client.open(uri, LEAK)
          assert.equal((await client.pull(uri)).length, count, uri)
        }
      },
    ))

  it('change without a restart', async () => {
    let settings: unknown = {}
    const workspace = { configuration: true, diagnostics: { refreshSupport: true } }
    await withServer({ capabilities: { ...ASKS, workspace }, configuration: () => settings }, async client => {
      await client.open(URI, LEAK)
      assert.deepEqual(await severities(client), [DiagnosticSeverity.Error])
      settings = { rules: { 'secret-in-arg': 'info' } }
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null })
      await client.until(() => client.refreshes === 1)
      assert.deepEqual(await severities(client), [DiagnosticSeverity.Information])
    })
  })

  it('come with initialize from a client that cannot be asked', () =>
    withServer({ initializationOptions: { settings: OFF } }, async client => {
      await client.open(URI, LEAK)
      assert.deepEqual(await client.pushed(URI), [])
    }))

  it('are pushed by a client that cannot be asked', () =>
    withServer({}, async client => {
      await client.open(URI, LEAK)
      await client.pushed(URI, it => it.length === 1)
      const settings = { dockerfileSecrets: OFF }
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings })
      await client.pushed(URI, it => it.length === 0)
    }))

  it('name secrets and names that are none', () =>
    withServer(
      {
        capabilities: ASKS,
        configuration: () => ({ secretNames: ['LICENCE'], publicNames: ['NPM_TOKEN'] }),
      },
      async client => {
        await client.open(URI, 'FROM node:24\nARG NPM_TOKEN\nARG LICENCE\nRUN npm ci && activate $LICENCE\n')
        const names = (await client.pull(URI)).map(it => client.document(URI).getText(it.range))
        assert.deepEqual(names, ['LICENCE'])
      },
    ))

  it('keep their defaults where they make no sense', async () => {
    const nonsense = [
      null,
      'all',
      7,
      [],
      { rules: [], secretNames: 'x', publicNames: [1], mountStyle: 'none' },
      { rules: { 'secret-in-arg': 'loud' } },
    ]
    for (const settings of nonsense)
      await withServer({ capabilities: ASKS, configuration: () => settings }, async client => {
        await client.open(URI, LEAK)
        assert.deepEqual(await severities(client), [DiagnosticSeverity.Error], JSON.stringify(settings))
      })
  })

  it('keep their defaults when the client answers with an error', () =>
    // The client declares that it can be asked, and then cannot.
    withServer({ capabilities: ASKS }, async client => {
      await client.open(URI, LEAK)
      assert.deepEqual(await severities(client), [DiagnosticSeverity.Error])
    }))
})

async function severities(client: LspClient): Promise<readonly unknown[]> {
  return (await client.pull(URI)).map(it => it.severity)
}
