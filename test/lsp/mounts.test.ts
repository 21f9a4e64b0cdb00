import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CompletionItem, Hover } from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { LspClient } from '../support/lspClient.ts'
import { withServer } from '../support/lspClient.ts'

const URI = 'untitled:Dockerfile'

describe('completion inside of --mount=', () => {
  it('begins with the types', () =>
    completes('RUN --mount=‸', ['type=secret', 'type=ssh', 'type=cache', 'type=bind', 'type=tmpfs']))

  it('has the keys of the type', () =>
    completes('RUN --mount=type=secret,‸', ['id=', 'env=', 'target=', 'required=true', 'uid=', 'gid=', 'mode=']))

  it('leaves out keys that are there, also by another name', () =>
    completes('RUN --mount=type=secret,id=a,dst=/b,required,‸ x', ['env=', 'uid=', 'gid=', 'mode=']))

  it('knows the ids of the other mounts', () =>
    completes('RUN --mount=type=secret,id=npm_token a\nRUN --mount=type=secret,id=‸ b', ['npm_token']))

  it('knows the variables of the other mounts and those that tools read', async () => {
    const names = await complete('RUN --mount=type=secret,id=a,env=MY_TOKEN a\nRUN --mount=type=secret,id=b,env=‸ b')
    assert.equal(names[0], 'MY_TOKEN')
    assert.ok(names.includes('NPM_TOKEN'))
  })

  it('knows short lists of values', () =>
    completes('RUN --mount=type=cache,sharing=‸', ['shared', 'private', 'locked']))

  it('replaces what is typed so far', () =>
    withServer({}, async client => {
      const document = await openAtCursor(client, 'RUN --mount=type=secret,i‸d x')
      const items = await completionItems(client, document)
      const item = items.find(it => it.label === 'env=')
      assert.ok(item?.textEdit && 'range' in item.textEdit)
      const { range, newText } = item.textEdit
      assert.equal(
        TextDocument.applyEdits(client.document(URI), [{ range, newText }]),
        'FROM x\nRUN --mount=type=secret,env= x\n',
      )
    }))

  it('works in a continued line and in ONBUILD', () =>
    completes('ONBUILD RUN --mount=type=secret,id=a \\\n  --mount=‸', [
      'type=secret',
      'type=ssh',
      'type=cache',
      'type=bind',
      'type=tmpfs',
    ]))

  it('is silent everywhere else', async () => {
    for (const text of ['RUN ‸', 'RUN --mou‸', 'COPY --from=‸', 'RUN x --mount=‸', '# --mount=‸', '‸'])
      assert.deepEqual(await complete(text), [], text)
  })
})

describe('hover inside of --mount=', () => {
  it('explains a key, also by another name', async () => {
    assert.match(await hover('RUN --mount=type=secret,id=a,requi‸red x'), /fails when nobody passes the secret/)
    assert.match(await hover('RUN --mount=type=secret,id=a,ds‸t=/b x'), /File that holds the secret/)
  })

  it('explains a type', async () =>
    assert.match(await hover('RUN --mount=type=sec‸ret,id=a x'), /A credential for this command only/))

  it('says how to pass a secret and how often it is used', async () => {
    const text = await hover('RUN --mount=type=secret,id=to‸ken x\nRUN --mount=type=secret,id=token y')
    assert.match(text, /`token`, used by 2 mounts/)
    assert.match(text, /--secret id=token,type=env,env=…/)
  })

  it('is silent everywhere else', async () => {
    for (const text of ['R‸UN x', 'RUN --mount=type=cache,id=‸x y', 'RUN --mount=type=secret,id=a ca‸t'])
      assert.equal(await hover(text), '', text)
  })
})

async function completes(text: string, labels: readonly string[]): Promise<void> {
  assert.deepEqual(await complete(text), labels)
}

async function complete(text: string): Promise<readonly string[]> {
  let labels: readonly string[] = []
  await withServer({}, async client => {
    const items = await completionItems(client, await openAtCursor(client, text))
    labels = items.map(it => it.label)
  })
  return labels
}

async function completionItems(client: LspClient, params: unknown): Promise<readonly CompletionItem[]> {
  return (await client.request<CompletionItem[] | null>('textDocument/completion', params)) ?? []
}

async function hover(text: string): Promise<string> {
  let value = ''
  await withServer({}, async client => {
    const found = await client.request<Hover | null>('textDocument/hover', await openAtCursor(client, text))
    if (found && typeof found.contents === 'object' && 'value' in found.contents) value = found.contents.value
  })
  return value
}

/** Opens a stage with these instructions; `‸` is the cursor. */
async function openAtCursor(client: LspClient, text: string) {
  const whole = `FROM x\n${text}\n`
  const offset = whole.indexOf('‸')
  await client.open(URI, whole.replace('‸', ''))
  return { textDocument: { uri: URI }, position: client.document(URI).positionAt(offset) }
}
