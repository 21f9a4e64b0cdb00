import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { readInvocations } from '../support/fakeDocker.ts'
import { applyQuickFix, openFile, runCommand, uriOf, waitForFindings, waitForNoFindings } from './editor.ts'
import { input, it } from './runner.ts'

export { run } from './runner.ts'

it('finds and repairs secrets in a workspace that is not trusted', async () => {
  assert.equal(vscode.workspace.isTrusted, false)
  const { document } = await openFile('Dockerfile')
  await waitForFindings(document)
  await applyQuickFix(document, /NPM_TOKEN/)
  await waitForNoFindings(document)
})

it('starts nothing in a workspace that is not trusted', async () => {
  await runCommand('build', uriOf('Dockerfile'))
  assert.deepEqual(readInvocations(input.builds), [])
})

it('takes no program from the settings of a workspace that is not trusted', async () => {
  const settings = vscode.workspace.getConfiguration('dockerfileSecrets', uriOf('Dockerfile'))
  assert.equal(settings.get('docker.path'), 'docker')
  assert.deepEqual(settings.get('build.flags'), [])
})
