import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import * as vscode from 'vscode'
import { readInvocations } from '../support/fakeDocker.ts'
import {
  applyQuickFix,
  exists,
  openFile,
  readFile,
  runCommand,
  setText,
  SOURCE,
  uriOf,
  waitForFindings,
  waitForNoFindings,
} from './editor.ts'
import { eventually, input, it } from './runner.ts'
import { runTask } from './tasks.ts'

export { run } from './runner.ts'

const ID = 'dockerfile-secrets.dockerfile-secrets-vscode'

it('wakes up when a Dockerfile is opened, not before', async () => {
  const extension = vscode.extensions.getExtension(ID)
  assert.equal(extension?.isActive, false)
  await openFile('Dockerfile')
  await eventually('activation', () => (extension.isActive ? true : undefined))
})

it('has every command of its manifest', async () => {
  const manifest: { contributes: { commands: { command: string }[] } } = vscode.extensions.getExtension(ID)?.packageJSON
  const expected = manifest.contributes.commands.map(it => it.command)
  const all = await vscode.commands.getCommands()
  assert.equal(expected.length, 6)
  assert.deepEqual(
    expected.filter(it => !all.includes(it)),
    [],
  )
})

it('underlines the name of a build argument that carries a secret', async () => {
  const { document } = await openFile('Dockerfile')
  const [finding] = await waitForFindings(document)
  assert.equal(finding?.source, SOURCE)
  assert.deepEqual(toCode(finding), 'secret-in-arg')
  assert.equal(document.getText(finding?.range), 'NPM_TOKEN')
})

it('watches an unsaved Dockerfile, too', async () => {
  const language = 'dockerfile'
  const document = await vscode.workspace.openTextDocument({
    language,
    content: 'FROM node:22\nARG NPM_TOKEN\nRUN npm ci\n',
  })
  await vscode.window.showTextDocument(document)
  await waitForFindings(document)
})

it('turns the argument into a secret mount by a quick fix, which one undo takes back', async () => {
  const editor = await openFile('Dockerfile')
  const before = editor.document.getText()
  await applyQuickFix(editor.document, /NPM_TOKEN/)
  assert.equal(
    editor.document.getText(),
    'FROM node:22\nRUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci\n',
  )
  await waitForNoFindings(editor.document)
  await vscode.commands.executeCommand('undo')
  assert.equal(editor.document.getText(), before)
  await waitForFindings(editor.document)
})

it('follows the setting of a rule at once', async () => {
  const { document } = await openFile('Dockerfile')
  const settings = vscode.workspace.getConfiguration('dockerfileSecrets', document.uri)
  await settings.update('rules', { 'secret-in-arg': 'off', 'secret-busts-cache': 'off' })
  await waitForNoFindings(document)
  await settings.update('rules', undefined)
  await waitForFindings(document)
})

it('follows the configuration file of the repository, and checks what is in it', async () => {
  const { document } = await openFile('Dockerfile')
  await waitForFindings(document)
  const config = uriOf('.dockerfile-secrets.json')
  const text = '{\n  // A comment is all right.\n  "ignore": ["/Dockerfile"],\n  "rules": { "nope": "off" },\n}\n'
  await vscode.workspace.fs.writeFile(config, new TextEncoder().encode(text))
  await waitForNoFindings(document)

  const editor = await openFile('.dockerfile-secrets.json')
  assert.equal(editor.document.languageId, 'jsonc')
  const mistakes = () => vscode.languages.getDiagnostics(config)
  await eventually('diagnostics of the configuration', () => (0 < mistakes().length ? true : undefined))
  assert.deepEqual(
    mistakes().map(it => [it.range.start.line, /nope/.test(it.message)]),
    [[3, true]],
  )

  await vscode.workspace.fs.delete(config)
  await openFile('Dockerfile')
  await waitForFindings(document)
})

it('finds secrets again after the server was restarted', async () => {
  const { document } = await openFile('Dockerfile')
  await waitForFindings(document)
  await runCommand('restartServer')
  await waitForFindings(document)
})

it('copies the build command with names instead of values', async () => {
  await runCommand('copyBuildCommand', uriOf('api/Dockerfile'))
  const command = await vscode.env.clipboard.readText()
  assert.match(command, /^(?:DOCKER_BUILDKIT=1 )?docker (?:buildx )?build /)
  assert.match(command, /--secret type=env,id=npm_token,env=NPM_TOKEN\b/)
  assert.match(command, /--secret type=file,id=netrc,src=api\/\.netrc\b/)
  assert.match(command, / api$/)
  assert.ok(!command.includes(process.env['NPM_TOKEN'] ?? ''))
})

it('starts docker with references as arguments and the value in the environment', async () => {
  assert.equal(await runTask('build api'), 0)
  const [build] = readInvocations(input.builds).slice(-1)
  assert.ok(build)
  const value = process.env['NPM_TOKEN'] ?? ''
  assert.ok(build.args.includes('type=env,id=npm_token,env=NPM_TOKEN'))
  assert.ok(build.args.includes('type=file,id=netrc,src=api/.netrc'))
  assert.deepEqual(
    build.args.filter(it => it.includes(value)),
    [],
  )
  assert.equal(build.env['NPM_TOKEN'], value)
  assert.equal(build.cwd, input.workspace)
})

it('starts no docker when the source of a secret is missing', async () => {
  const before = readInvocations(input.builds).length
  assert.equal(await runTask('build without a variable'), 1)
  assert.equal(await runTask('build without a file'), 1)
  assert.equal(readInvocations(input.builds).length, before)
})

it('keeps auth files out of git and of the build context', async () => {
  await runCommand('protectAuthFiles')
  const [ignored, gitIgnored] = [await readFile('.dockerignore'), await readFile('.gitignore')]
  assert.ok(ignored.startsWith('node_modules\n'), 'the old entries stay')
  for (const text of [ignored, gitIgnored]) assert.match(text, /\.netrc/)

  await runCommand('protectAuthFiles')
  assert.deepEqual([await readFile('.dockerignore'), await readFile('.gitignore')], [ignored, gitIgnored])
})

it('does not touch an ignore file with unsaved changes', async () => {
  const editor = await openFile('.gitignore')
  await setText(editor, '# mine\n')
  const saved = await readFile('.gitignore')
  await vscode.workspace.fs.writeFile(uriOf('pip.conf'), new TextEncoder().encode(pipConf()))
  await runCommand('protectAuthFiles')
  assert.equal(editor.document.getText(), '# mine\n')
  assert.equal(await readFile('.gitignore'), saved)
  await vscode.commands.executeCommand('workbench.action.files.revert')
})

it('creates auth.toml from pyproject.toml, closed to others and ignored', async () => {
  await openFile('pyproject.toml')
  await runCommand('createAuthFile')
  assert.match(await readFile('auth.toml'), /\[http-basic\.corp\]/)
  assert.equal(statSync(uriOf('auth.toml').fsPath).mode & 0o777, 0o600)
  for (const file of ['.dockerignore', '.gitignore']) assert.match(await readFile(file), /auth\.toml/)
})

it('does not write over an auth file that is there', async () => {
  await vscode.workspace.fs.writeFile(uriOf('auth.toml'), new TextEncoder().encode('# mine\n'))
  await runCommand('createAuthFile')
  assert.equal(await readFile('auth.toml'), '# mine\n')
})

it('creates nothing from a malformed pyproject.toml', async () => {
  await vscode.workspace.fs.delete(uriOf('auth.toml'))
  await vscode.workspace.fs.writeFile(uriOf('pyproject.toml'), new TextEncoder().encode('[tool.poetry\nname = \n'))
  await runCommand('createAuthFile')
  assert.equal(await exists('auth.toml'), false)
})

function toCode({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code
}

function pipConf(): string {
  return `[global]\nindex-url = https://user:${['pass', 'word'].join('')}@example.com/simple\n`
}
