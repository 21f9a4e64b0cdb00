import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { ClientCapabilities, CodeAction, WorkspaceEdit } from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { editsFor } from '../support/applyAction.ts'
import type { LspClient } from '../support/lspClient.ts'
import { withServer } from '../support/lspClient.ts'

const DOCKERFILE = 'FROM node:24\nWORKDIR /app\nCOPY .npmrc package.json ./\nRUN npm ci\nCOPY . .\n'
const token = ['npm', 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8'].join('_')
const FILES = { Dockerfile: DOCKERFILE, '.npmrc': `//registry.example/:_authToken=${token}\n`, 'package.json': '{}' }

const VERSIONS: ClientCapabilities = { workspace: { workspaceEdit: { documentChanges: true } } }
const RICH: ClientCapabilities = {
  workspace: {
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'], changeAnnotationSupport: {} },
  },
}

describe('a fix that needs other files', () => {
  it('creates them after a confirmation', () =>
    inFolder(FILES, RICH, async (client, folder) => {
      const { edit } = await fixCopy(client, folder)
      const ignore = uriOf(folder, '.dockerignore')
      assert.deepEqual(created(edit), [ignore])
      assert.match(appliedTo(edit, ignore, ''), /^\/?\.npmrc$/m)
      assert.deepEqual(edit?.changeAnnotations?.[ignore], {
        label: 'Create .dockerignore',
        needsConfirmation: true,
        description: 'Part of the fix for the Dockerfile',
      })
      const steps = (edit?.documentChanges ?? []).filter(it => uriIn(it) === ignore)
      assert.equal(steps.length, 2)
      for (const it of steps) assert.match(JSON.stringify(it), /"annotationId":/)
    }))

  it('asks for no confirmation of the change to the Dockerfile itself', () =>
    inFolder(FILES, RICH, async (client, folder) => {
      const { edit } = await fixCopy(client, folder)
      const own = (edit?.documentChanges ?? []).find(it => uriIn(it) === uriOf(folder, 'Dockerfile'))
      assert.doesNotMatch(JSON.stringify(own), /annotationId/)
    }))

  it('adds to an ignore file that is there, and leaves its lines alone', () =>
    inFolder({ ...FILES, '.dockerignore': '# ours\r\nnode_modules\r\n' }, VERSIONS, async (client, folder) => {
      const { edit } = await fixCopy(client, folder)
      const ignore = uriOf(folder, '.dockerignore')
      assert.deepEqual(created(edit), [])
      assert.match(appliedTo(edit, ignore, '# ours\r\nnode_modules\r\n'), /^# ours\r\nnode_modules\r\n\/?\.npmrc\r\n$/)
      assert.equal(edit?.changeAnnotations, undefined)
    }))

  it('has plain changes for a client without versions', () =>
    inFolder({ ...FILES, '.dockerignore': 'node_modules\n' }, {}, async (client, folder) => {
      const { edit } = await fixCopy(client, folder)
      assert.deepEqual(Object.keys(edit?.changes ?? {}).sort(), [
        uriOf(folder, '.dockerignore'),
        uriOf(folder, 'Dockerfile'),
      ])
    }))

  it('edits a file that is not there yet for a client that creates none', () =>
    inFolder(FILES, VERSIONS, async (client, folder) => {
      const { edit } = await fixCopy(client, folder)
      const ignore = uriOf(folder, '.dockerignore')
      assert.deepEqual(edit?.documentChanges?.map(uriIn), [ignore, uriOf(folder, 'Dockerfile')])
      assert.match(appliedTo(edit, ignore, ''), /^\/?\.npmrc$/m)
    }))

  it('sees an ignore file that somebody has just written', () =>
    inFolder(FILES, VERSIONS, async (client, folder) => {
      await fixCopy(client, folder)
      await writeFile(join(folder, '.dockerignore'), 'node_modules\n')
      const { edit } = await fixCopy(client, folder)
      assert.match(appliedTo(edit, uriOf(folder, '.dockerignore'), 'node_modules\n'), /^node_modules\n\/?\.npmrc\n$/)
    }))

  it('is not offered while the server does not know yet what somebody has just written', () => {
    const watches = { ...RICH.workspace, didChangeWatchedFiles: { dynamicRegistration: true } }
    return inFolder(FILES, { workspace: watches }, async (client, folder) => {
      await fixCopy(client, folder)
      await writeFile(join(folder, '.dockerignore'), 'node_modules\n')
      const actions = await client.actions(uriOf(folder, 'Dockerfile'), '.npmrc')
      assert.deepEqual(
        actions.map(it => it.title),
        ['Ignore copied-credential-file for .npmrc here'],
      )
      const changes = [{ uri: uriOf(folder, '.dockerignore'), type: 1 }]
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes })
      await fixCopy(client, folder)
    })
  })
})

async function fixCopy(client: LspClient, folder: string): Promise<CodeAction> {
  const actions = await client.actions(uriOf(folder, 'Dockerfile'), '.npmrc')
  const action = actions.find(it => it.diagnostics?.some(({ code }) => code === 'copied-credential-file') && it.edit)
  assert.ok(action, JSON.stringify(actions.map(it => it.title)))
  return action
}

function created(edit: WorkspaceEdit | undefined): readonly string[] {
  return (edit?.documentChanges ?? []).flatMap(it => ('kind' in it && it.kind === 'create' ? [it.uri] : []))
}

function appliedTo(edit: WorkspaceEdit | undefined, uri: string, text: string): string {
  return TextDocument.applyEdits(TextDocument.create(uri, 'ignore', 0, text), editsFor(edit, uri))
}

function uriIn(change: NonNullable<WorkspaceEdit['documentChanges']>[number]): string | undefined {
  if ('textDocument' in change) return change.textDocument.uri
  return 'uri' in change ? change.uri : undefined
}

function uriOf(folder: string, name: string): string {
  return pathToFileURL(join(folder, name)).href
}

async function inFolder(
  files: Readonly<Record<string, string>>,
  capabilities: ClientCapabilities,
  talk: (client: LspClient, folder: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'dockerfile-secrets-'))
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
    await withServer({ capabilities }, async client => {
      await client.open(uriOf(folder, 'Dockerfile'), DOCKERFILE)
      await talk(client, folder)
    })
  } finally {
    await rm(folder, { recursive: true })
  }
}
