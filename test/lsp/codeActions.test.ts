import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ClientCapabilities, CodeAction } from 'vscode-languageserver/node'
import { CodeActionTriggerKind } from 'vscode-languageserver/node'
import { applyAction } from '../support/applyAction.ts'
import { withServer } from '../support/lspClient.ts'

const URI = 'untitled:Dockerfile'
const LEAK = 'FROM node:24\nARG NPM_TOKEN\nRUN npm ci\n'
const TWO = 'FROM node:24\nARG NPM_TOKEN\nARG GH_TOKEN\nRUN npm ci && curl -H "Authorization: $GH_TOKEN" x\n'
/** The image's name must be known before any RUN, so no mount can hold the token. */
const REFUSED = 'ARG NPM_TOKEN\nFROM registry.example/$NPM_TOKEN/node:24\nRUN npm ci\n'

const OLD_SYNTAX =
  '# syntax=docker/dockerfile:1.0-experimental\nFROM x\nRUN --mount=type=secret,id=a,required=true cat /run/secrets/a | use\n'

/** What VS Code can do. */
const RICH: ClientCapabilities = {
  textDocument: { diagnostic: {}, codeAction: { disabledSupport: true, honorsChangeAnnotations: true } },
  workspace: {
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ['create'],
      changeAnnotationSupport: {},
      snippetEditSupport: true,
    },
  },
}
const VERSIONS: ClientCapabilities = { workspace: { workspaceEdit: { documentChanges: true } } }

describe('a quick fix', () => {
  it('repairs one finding', () =>
    withServer({}, async client => {
      await client.open(URI, LEAK)
      const action = named(await client.actions(URI, 'NPM_TOKEN'), /^Move NPM_TOKEN to a secret mount/)
      const fixed = applyAction(client.document(URI), action)
      assert.match(fixed, /^RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN\S* npm ci$/m)
      assert.doesNotMatch(fixed, /ARG/)
    }))

  it('names the diagnostic that it solves, as the client has it', () =>
    withServer({}, async client => {
      await client.open(URI, LEAK)
      const diagnostics = (await client.pushed(URI)).map(it => ({ ...it, data: 'of the client' }))
      const action = named(await client.actions(URI, 'NPM_TOKEN', { diagnostics }), /^Move NPM_TOKEN/)
      assert.deepEqual(action.diagnostics, diagnostics)
    }))

  it('is not for the auto-fix key when the build command has to change', () =>
    withServer({}, async client => {
      await client.open(URI, LEAK)
      const actions = await client.actions(URI, 'NPM_TOKEN')
      assert.deepEqual(
        actions.filter(it => it.isPreferred),
        [],
      )
    }))

  it('is for the version that the client has', () =>
    withServer({ capabilities: VERSIONS }, async client => {
      await client.open(URI, LEAK, 41)
      await client.edit(URI, 'node:24', 'node:22')
      const { edit } = named(await client.actions(URI, 'NPM_TOKEN'), /^Move NPM_TOKEN/)
      assert.equal(edit?.changes, undefined)
      assert.deepEqual(
        edit?.documentChanges?.map(it => 'textDocument' in it && it.textDocument),
        [{ uri: URI, version: 42 }],
      )
    }))

  it('has plain changes for a client without versions', () =>
    withServer({}, async client => {
      await client.open(URI, LEAK)
      const { edit } = named(await client.actions(URI, 'NPM_TOKEN'), /^Move NPM_TOKEN/)
      assert.deepEqual([Object.keys(edit?.changes ?? {}), edit?.documentChanges], [[URI], undefined])
    }))

  it('is offered for the diagnostics of the line when the cursor is beside them', () =>
    withServer({}, async client => {
      await client.open(URI, LEAK)
      const diagnostics = [...(await client.pushed(URI))]
      named(await client.actions(URI, 'ARG', { diagnostics }), /^Move NPM_TOKEN/)
    }))

  it('is not offered elsewhere', () =>
    withServer({}, async client => {
      await client.open(URI, LEAK)
      assert.deepEqual(await client.actions(URI, 'FROM'), [])
    }))

  it('solves the diagnostics of other tools that mean the same', () =>
    withServer({}, async client => {
      await client.open(URI, LEAK)
      const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 13 } }
      const others = ['SecretsUsedInArgOrEnv', 'DL3064', 'DL3008'].map(code => ({ range, code, message: 'x' }))
      const action = named(await client.actions(URI, 'NPM_TOKEN', { diagnostics: others }), /^Move NPM_TOKEN/)
      assert.deepEqual(
        action.diagnostics?.map(it => it.code),
        ['secret-in-arg', 'SecretsUsedInArgOrEnv', 'DL3064'],
      )
    }))
})

describe('fixing a file', () => {
  it('moves all secrets at once', () =>
    withServer({}, async client => {
      await client.open(URI, TWO)
      const action = named(await client.actions(URI, 'NPM_TOKEN'), /^Move all secrets of this file/)
      const fixed = applyAction(client.document(URI), action)
      assert.doesNotMatch(fixed, /ARG/)
      assert.match(fixed, /id=npm_token/)
      assert.match(fixed, /id=gh_token/)
    }))

  it('is not offered when there is one thing to fix', () =>
    withServer({}, async client => {
      await client.open(URI, LEAK)
      assert.deepEqual(
        (await client.actions(URI, 'NPM_TOKEN')).filter(it => it.title.startsWith('Move all')),
        [],
      )
    }))

  it('on save changes nothing that needs another build command', () =>
    withServer({}, async client => {
      await client.open(URI, TWO)
      for (const only of [['source'], ['source.fixAll'], ['source.fixAll.dockerfileSecrets']])
        assert.deepEqual(await client.actions(URI, 'FROM', { only }), [])
    }))
})

describe('a safe fix', () => {
  it('is preferred, so that the auto-fix key takes it', () =>
    withServer({}, async client => {
      await client.open(URI, OLD_SYNTAX)
      const action = named(await client.actions(URI, 'docker/'), /^Use docker\/dockerfile:1$/)
      assert.equal(action.isPreferred, true)
    }))

  it('is applied on save', () =>
    withServer({ capabilities: VERSIONS }, async client => {
      await client.open(URI, OLD_SYNTAX)
      const [action] = await client.actions(URI, 'RUN', { only: ['source.fixAll'] })
      assert.equal(action?.kind, 'source.fixAll.dockerfileSecrets')
      assert.match(applyAction(client.document(URI), action), /^# syntax=docker\/dockerfile:1\nFROM x\n/)
    }))
})

describe('ignoring a finding', () => {
  it('puts a comment with a reason to fill in above the instruction', () =>
    withServer({ capabilities: RICH }, async client => {
      await client.open(URI, LEAK)
      const action = named(await client.actions(URI, 'NPM_TOKEN'), /^Ignore secret-in-arg for NPM_TOKEN here$/)
      assert.match(JSON.stringify(action.edit), /"snippet":\{"kind":"snippet","value":".*-- \$\{1:reason\}\\n"\}/)
      assert.equal(
        applyAction(client.document(URI), action),
        'FROM node:24\n# dockerfile-secrets-ignore secret-in-arg NPM_TOKEN -- reason\nARG NPM_TOKEN\nRUN npm ci\n',
      )
    }))

  it('silences it, also without snippets', () =>
    withServer({}, async client => {
      await client.open(URI, LEAK)
      const action = named(await client.actions(URI, 'NPM_TOKEN'), /^Ignore/)
      await client.open('untitled:ignored', applyAction(client.document(URI), action))
      assert.deepEqual(await client.pushed('untitled:ignored'), [])
    }))

  it('leaves parser directives, indentation and line ends as they are', () =>
    withServer({}, async client => {
      await client.open(URI, '# escape=`\r\nFROM node:24\r\n  arg NPM_TOKEN\r\nRUN npm ci\r\n')
      const action = named(await client.actions(URI, 'NPM_TOKEN'), /^Ignore/)
      assert.equal(
        applyAction(client.document(URI), action),
        '# escape=`\r\nFROM node:24\r\n' +
          '  # dockerfile-secrets-ignore secret-in-arg NPM_TOKEN -- reason\r\n  arg NPM_TOKEN\r\nRUN npm ci\r\n',
      )
    }))

  it('does not break a continued instruction', () =>
    withServer({}, async client => {
      await client.open(URI, 'FROM node:24\nARG NPM_TOKEN\nENV A=1 \\\n  # why\n  NPM_TOKEN=$NPM_TOKEN\nRUN npm ci\n')
      const action = named(await client.actions(URI, 'NPM_TOKEN='), /^Ignore/)
      assert.match(
        applyAction(client.document(URI), action),
        /^ARG NPM_TOKEN\n# dockerfile-secrets-ignore .*\nENV A=1 \\\n/m,
      )
    }))

  it('leaves parser directives at the top when it is about one of them', () =>
    withServer({}, async client => {
      await client.open(URI, OLD_SYNTAX)
      const action = named(await client.actions(URI, 'docker/'), /^Ignore/)
      const ignored = applyAction(client.document(URI), action)
      const [first, second] = ignored.split('\n')
      assert.equal(first, OLD_SYNTAX.split('\n')[0])
      assert.equal(second, '# dockerfile-secrets-ignore-file invalid-secret-mount -- reason')
      await client.open('untitled:ignored', ignored)
      assert.deepEqual(await client.pushed('untitled:ignored'), [])
    }))

  it('comes last', () =>
    withServer({ capabilities: RICH }, async client => {
      await client.open(URI, TWO)
      const titles = (await client.actions(URI, 'NPM_TOKEN')).map(it => it.title)
      assert.match(titles.at(-1) ?? '', /^Ignore/)
    }))
})

describe('a fix that is refused', () => {
  it('says why, when somebody asks for it', () =>
    withServer({ capabilities: RICH }, async client => {
      await client.open(URI, REFUSED)
      const triggerKind = CodeActionTriggerKind.Invoked
      const action = named(await client.actions(URI, 'NPM_TOKEN', { triggerKind }), /^Fix secret-in-arg for NPM_TOKEN$/)
      assert.notEqual(action.disabled?.reason ?? '', '')
      assert.equal(action.edit, undefined)
    }))

  it('lights no bulb', () =>
    withServer({ capabilities: RICH }, async client => {
      await client.open(URI, REFUSED)
      const diagnostics = [...(await client.pull(URI))]
      const triggerKind = CodeActionTriggerKind.Automatic
      const actions = await client.actions(URI, 'NPM_TOKEN', { diagnostics, triggerKind })
      assert.deepEqual(
        actions.filter(it => it.disabled),
        [],
      )
    }))

  it('is not mentioned to a client that shows no disabled actions', () =>
    withServer({}, async client => {
      await client.open(URI, REFUSED)
      for (const { title } of await client.actions(URI, 'NPM_TOKEN')) assert.match(title, /^Ignore/)
    }))
})

describe('the kinds that a client asks for', () => {
  it('are a hierarchy', () =>
    withServer({}, async client => {
      await client.open(URI, LEAK)
      const titles = async (only: string[]) => (await client.actions(URI, 'NPM_TOKEN', { only })).map(it => it.title)
      assert.deepEqual(await titles(['']), await titles(['quickfix']))
      assert.deepEqual(await titles(['refactor', 'quickfixes', 'quick']), [])
    }))

  it('leave nothing to compute where the cursor only passes by', () =>
    withServer({}, async client => {
      await client.open(URI, LEAK)
      const triggerKind = CodeActionTriggerKind.Automatic
      assert.deepEqual(await client.actions(URI, 'NPM_TOKEN', { triggerKind }), [])
    }))
})

function named(actions: readonly CodeAction[], title: RegExp): CodeAction {
  const action = actions.find(it => title.test(it.title))
  assert.ok(action, `${title} among ${JSON.stringify(actions.map(it => it.title))}`)
  return action
}
