import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { ClientCapabilities, Diagnostic } from 'vscode-languageserver/node'
import { DiagnosticSeverity } from 'vscode-languageserver/node'
import { createFolder, type Folder } from '../support/folder.ts'
import type { LspClient } from '../support/lspClient.ts'
import { withServer } from '../support/lspClient.ts'

const CONFIG = '.dockerfile-secrets.json'
const LEAK = 'FROM node:24\nARG NPM_TOKEN\nRUN npm ci\n'
const PULLS: ClientCapabilities = { textDocument: { diagnostic: {} }, workspace: { configuration: true } }
const WATCHES: ClientCapabilities = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } }

describe('a configuration file in the repository', () => {
  it('counts for the documents below it, and goes before the settings of the editor', async () => {
    const folder = createFolder({
      [CONFIG]: '{ "rules": { "secret-in-arg": "warning" }, "secretNames": ["LICENCE"] }',
      'app/Dockerfile': '',
    })
    const configuration = () => ({ rules: { 'secret-in-arg': 'off' }, publicNames: ['LICENCE'], mountStyle: 'auto' })
    await withServer({ capabilities: PULLS, configuration }, async client => {
      const uri = uriOf(folder, 'app/Dockerfile')
      await client.open(uri, 'FROM node:24\nARG NPM_TOKEN\nARG LICENCE\nRUN npm ci && activate $LICENCE\n')
      assert.deepEqual(severities(await client.pull(uri)), [DiagnosticSeverity.Warning, DiagnosticSeverity.Warning])
    })
  })

  it('leaves to the editor what it does not say', async () => {
    const folder = createFolder({ [CONFIG]: '{ "rules": { "secret-in-env": "off" } }' })
    const configuration = () => ({ rules: { 'secret-in-arg': 'info' } })
    await withServer({ capabilities: PULLS, configuration }, async client => {
      const uri = uriOf(folder, 'Dockerfile')
      await client.open(uri, LEAK)
      assert.deepEqual(severities(await client.pull(uri)), [DiagnosticSeverity.Information])
    })
  })

  it('is watched: a change shows at once', async () => {
    const folder = createFolder()
    await withServer({ capabilities: WATCHES }, async client => {
      await client.until(() => client.registrations.some(it => JSON.stringify(it).includes(CONFIG)))
      const uri = uriOf(folder, 'Dockerfile')
      await client.open(uri, LEAK)
      await client.pushed(uri, it => it.length === 1)
      folder.write(CONFIG, '{ "rules": { "secret-in-arg": "off" } }')
      await changed(client, folder, 1)
      await client.pushed(uri, it => it.length === 0)
      rmSync(folder.join(CONFIG))
      await changed(client, folder, 3)
      await client.pushed(uri, it => it.length === 1)
    })
  })

  it('is read again when a document is saved, for a client that watches nothing', async () => {
    const folder = createFolder()
    await withServer({}, async client => {
      const uri = uriOf(folder, 'Dockerfile')
      await client.open(uri, LEAK)
      await client.pushed(uri, it => it.length === 1)
      folder.write(CONFIG, '{ "ignore": ["Dockerfile"] }')
      await client.save(uri)
      await client.pushed(uri, it => it.length === 0)
    })
  })

  it('with a mistake is told once, and the defaults apply', async () => {
    const folder = createFolder({ [CONFIG]: '{ "mountStyle": "files", "rules": { "secret-in-arg": "info" } }' })
    await withServer({ capabilities: WATCHES }, async client => {
      const [first, second] = [uriOf(folder, 'Dockerfile'), uriOf(folder, 'other.Dockerfile')]
      for (const uri of [first, second]) {
        await client.open(uri, LEAK)
        assert.deepEqual(severities(await client.pushed(uri)), [DiagnosticSeverity.Information])
      }
      const message = `${folder.join(CONFIG)}: mountStyle must be "auto", "env" or "file".`
      assert.deepEqual(client.shown, [message])

      folder.write(CONFIG, '{ "mountStyle": "file" }')
      await changed(client, folder, 2)
      for (const uri of [first, second]) await client.pushed(uri, it => it[0]?.severity === DiagnosticSeverity.Error)
      assert.deepEqual(client.shown, [message])
    })
  })
})

function uriOf(folder: Folder, name: string): string {
  return pathToFileURL(folder.join(name)).href
}

async function changed(client: LspClient, folder: Folder, type: number): Promise<void> {
  const changes = [{ uri: uriOf(folder, CONFIG), type }]
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes })
}

function severities(diagnostics: readonly Diagnostic[]): readonly unknown[] {
  return diagnostics.map(it => it.severity)
}
