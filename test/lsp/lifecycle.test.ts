import assert from 'node:assert/strict'
import { fork, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, it } from 'node:test'
import { createProtocolConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-languageserver/node'
import { LspClient, SERVER, withServer } from '../support/lspClient.ts'

const LEAK = 'FROM node:24\nARG NPM_TOKEN\nRUN npm ci\n'
const URI = 'untitled:Dockerfile'

describe('the language server as a program', () => {
  it('prints its version', () => {
    const { status, stdout } = spawnSync(process.execPath, [SERVER, '--version'], { encoding: 'utf8' })
    const manifest = JSON.parse(readFileSync(join(dirname(SERVER), '../package.json'), 'utf8'))
    assert.deepEqual([status, stdout], [0, `${manifest.version}\n`])
  })

  it('says how it is started when it is started without a transport', () => {
    const { status, stderr } = spawnSync(process.execPath, [SERVER], { encoding: 'utf8' })
    assert.equal(status, 2)
    assert.match(stderr, /Usage: dockerfile-secrets-language-server --stdio/)
  })

  it('starts from the command line tool, too', async () => {
    const cli = join(dirname(SERVER), 'dockerfile-secrets.cjs')
    await withServer({ command: [process.execPath, cli, 'lsp', '--stdio'] }, async client => {
      await client.open(URI, LEAK)
      assert.equal((await client.pushed(URI)).length, 1)
    })
  })

  it('talks with VS Code over the channel between Node processes', async () => {
    const server = fork(SERVER, ['--node-ipc'])
    const connection = createProtocolConnection(new IPCMessageReader(server), new IPCMessageWriter(server))
    connection.listen()
    const answer = await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} })
    assert.match(JSON.stringify(answer), /"name":"dockerfile-secrets"/)
    connection.dispose()
    server.kill()
  })

  it('exits with 0 after shutdown and exit', async () => {
    const client = new LspClient({})
    await client.initialize({})
    assert.equal(await client.stop(), 0)
  })

  it('exits when the editor goes away without a word', async () => {
    const server = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'ignore', 'ignore'] })
    server.stdin.end()
    const [code] = await once(server, 'exit')
    assert.equal(code, 1)
  })

  it('writes nothing to standard error in ordinary work', async () => {
    const client = new LspClient({})
    const errors: string[] = []
    client.process.stderr?.on('data', (chunk: Buffer) => errors.push(chunk.toString()))
    await client.initialize({})
    await client.open(URI, LEAK)
    await client.pushed(URI)
    await client.stop()
    assert.deepEqual(errors, [])
  })
})

describe('initialize', () => {
  it('offers pull diagnostics only to a client that pulls', () =>
    withServer({ capabilities: { textDocument: { diagnostic: {} } } }, async ({ initialized }) => {
      assert.deepEqual(initialized.capabilities.diagnosticProvider, {
        identifier: 'dockerfile-secrets',
        interFileDependencies: false,
        workspaceDiagnostics: false,
      })
    }))

  it('tells a bare client its code action kinds and its name', () =>
    withServer({}, async ({ initialized }) => {
      assert.equal(initialized.capabilities.diagnosticProvider, undefined)
      assert.deepEqual(initialized.capabilities.codeActionProvider, {
        codeActionKinds: ['quickfix', 'source.fixAll.dockerfileSecrets'],
      })
      assert.equal(initialized.serverInfo?.name, 'dockerfile-secrets')
    }))

  it('registers nothing with a client that cannot', () =>
    withServer({}, async client => {
      await client.open(URI, LEAK)
      await client.pushed(URI)
      assert.deepEqual(client.registrations, [])
    }))

  it('registers for settings and for the files around a Dockerfile', () =>
    withServer(
      {
        capabilities: {
          workspace: {
            didChangeConfiguration: { dynamicRegistration: true },
            didChangeWatchedFiles: { dynamicRegistration: true },
          },
        },
      },
      async client => {
        await client.until(() => client.registrations.length === 2)
        const [settings, files] = client.registrations
        assert.deepEqual(settings?.registerOptions, { section: 'dockerfileSecrets' })
        assert.match(JSON.stringify(files?.registerOptions), /\.dockerignore.*pyproject\.toml.*\.npmrc/)
      },
    ))
})

describe('a client that does it wrong', () => {
  it('gets an answer to every request, however malformed', () =>
    withServer({}, async client => {
      const requests: [string, unknown][] = [
        ['textDocument/codeAction', undefined],
        ['textDocument/codeAction', { textDocument: { uri: URI } }],
        ['textDocument/codeAction', { textDocument: {}, range: 7, context: null }],
        ['textDocument/diagnostic', {}],
        ['textDocument/hover', { textDocument: { uri: URI } }],
        ['textDocument/completion', { position: 'first' }],
        ['textDocument/unheardOf', {}],
      ]
      const answers = await Promise.allSettled(requests.map(([method, params]) => client.request(method, params)))
      assert.equal(answers.length, requests.length)
      await assertAlive(client)
    }))

  it('can send notifications that make no sense', () =>
    withServer({}, async client => {
      await client.open(URI, LEAK)
      const nonsense: [string, unknown][] = [
        ['textDocument/didOpen', {}],
        ['textDocument/didChange', { textDocument: { uri: 'untitled:never-opened', version: 3 }, contentChanges: [] }],
        ['textDocument/didChange', { textDocument: { uri: URI, version: 2 }, contentChanges: [{ nothing: true }] }],
        ['textDocument/didClose', { textDocument: { uri: 'untitled:never-opened' } }],
        ['workspace/didChangeConfiguration', null],
        ['workspace/didChangeWatchedFiles', { changes: 'all' }],
        ['$/unheardOf', 1],
      ]
      for (const [method, params] of nonsense) await client.connection.sendNotification(method, params)
      await assertAlive(client)
    }))

  it('can send a message that is no JSON', () =>
    withServer({}, async client => {
      client.process.stdin?.write('Content-Length: 9\r\n\r\n{"broken"')
      await assertAlive(client)
    }))

  it('can try initialize again after it was refused', async () => {
    const client = new LspClient({})
    await assert.rejects(client.request('initialize', { processId: null, rootUri: null }))
    await client.initialize({})
    await assertAlive(client)
    await client.stop()
  })
})

async function assertAlive(client: LspClient): Promise<void> {
  await client.open('untitled:alive', LEAK)
  assert.equal((await client.pushed('untitled:alive')).length, 1)
}
