import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver/node'
import type { LspClient } from '../support/lspClient.ts'
import { withServer } from '../support/lspClient.ts'

const SMALL = 'FROM node:24\nARG NPM_TOKEN\nRUN npm ci\n'
const PULLS = { capabilities: { textDocument: { diagnostic: {} } } }

/** Lines that are not easy, with continuations, quotes and variables, and a secret at their end. */
const large = (megabytes: number) => {
  const lines = 'RUN echo "$A" && \\\n  b --c=d | e\nCOPY --from=x a b\nENV A=b C="$A d"\n'
  return `FROM node:24\n${lines.repeat((megabytes * 1_000_000) / lines.length)}${SMALL}`
}

describe('a document of megabytes', () => {
  it('is analyzed, and others do not wait for it', () =>
    withServer(PULLS, async client => {
      await client.open('untitled:large', large(0.3))
      await client.open('untitled:small', SMALL)
      const answer = client.pull('untitled:large')
      const started = performance.now()
      for (let i = 0; i < 20; i++) {
        await client.edit('untitled:small', 'RUN', 'RUN ')
        assert.equal((await client.pull('untitled:small')).length, 1)
      }
      assert.ok(performance.now() - started < 20_000, `${performance.now() - started} ms`)
      assert.equal((await answer).length, 1)
    }))

  it('can be given up', () =>
    withServer(PULLS, async client => {
      await client.open('untitled:large', large(5))
      const source = new CancellationTokenSource()
      const params = { textDocument: { uri: 'untitled:large' } }
      const answer = client.connection.sendRequest('textDocument/diagnostic', params, source.token)
      await wait(client)
      source.cancel()
      await assert.rejects(answer, { code: LSPErrorCodes.RequestCancelled })
    }))

  it('can be typed into', () =>
    withServer({}, async client => {
      await client.open('untitled:large', large(1))
      for (let i = 0; i < 20; i++) await client.edit('untitled:large', 'FROM node:24', 'FROM node:24 ')
      await client.pushed('untitled:large', it => it.length === 1)
      assert.deepEqual(client.log, [])
    }))

  it('has quick fixes', () =>
    withServer({}, async client => {
      await client.open('untitled:large', large(1))
      const titles = (await client.actions('untitled:large', 'NPM_TOKEN')).map(it => it.title)
      assert.match(titles.join('\n'), /Move NPM_TOKEN/)
    }))
})

describe('strange documents', () => {
  const strange = {
    'one line of a megabyte': `FROM node:24\nRUN echo ${'a '.repeat(500_000)}b\n`,
    'thousands of commands in a row': `FROM node:24\nRUN ${'a && '.repeat(5_000)}b\n`,
    'an open quote': `FROM node:24\nRUN "${'x\\\n'.repeat(100_000)}`,
    'open braces': `FROM node:24\nENV A=${'${A:-'.repeat(50_000)}\n`,
    'nested substitutions': `FROM node:24\nRUN ${'$('.repeat(20_000)}\n`,
    'here-documents without end': `FROM node:24\n${'RUN <<A <<B <<C\n'.repeat(20_000)}`,
    'thousands of findings': `FROM node:24\n${'ARG NPM_TOKEN\n'.repeat(2_000)}RUN npm ci\n`,
    'control characters': `\u0000\uFEFFFROM\u2028x\uD800\r\rARG NPM_TOKEN\u0000`,
  }
  for (const [name, text] of Object.entries(strange))
    it(`are answered: ${name}`, () =>
      withServer(PULLS, async client => {
        await client.open('untitled:strange', text)
        const items = await client.pull('untitled:strange')
        assert.ok(items.length <= 1000)
        await client.actions('untitled:strange', text.slice(0, 1))
        assert.deepEqual(client.log, [])
      }))
})

/** Until the server has read what was sent so far. */
async function wait(client: LspClient): Promise<void> {
  await client.open('untitled:probe', SMALL)
  await client.pull('untitled:probe')
}
