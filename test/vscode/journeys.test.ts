import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { after, afterEach, before, describe, it } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { startBrowser } from '../../scripts/editor/browser.mts'
import { startCodeServer, type Editor } from '../../scripts/editor/codeServer.mts'
import { eventually } from './support/eventually.ts'
import { createFakeDocker, readInvocations } from './support/fakeDocker.ts'
import { filesWith } from './support/filesWith.ts'
import { packExtension } from '../../scripts/editor/packExtension.mts'
import { storedBy } from './support/storedBy.ts'
import { createFolder, writeFiles } from './support/temporary.ts'
import { openWindow, screenshots, type Window } from '../../scripts/editor/window.mts'

const home = createFolder()
const docker = createFakeDocker(home)
const vsix = packExtension()
const password = randomUUID()
const typed = randomUUID()
const env = { PATH: [docker.bin, process.env['PATH']].join(delimiter), NPM_TOKEN: password }
let browser: Browser
let profile: BrowserContext
let editor: Editor
let page: Page | undefined

before(async () => {
  // Text of the terminal is only in the page when no graphics card draws it.
  const settings = { 'terminal.integrated.gpuAcceleration': 'off' }
  editor = await startCodeServer({ home, env, settings, install: [vsix] })
  browser = await startBrowser()
  // One for all windows: what the editor remembers is in it.
  profile = await browser.newContext({ viewport: { width: 1280, height: 800 } })
})

after(async () => {
  await browser.close()
  await editor.stop()
})

afterEach(async () => {
  // Shows what went wrong, if something did.
  await page?.screenshot({ path: join(screenshots, 'last.png') })
  await page?.close()
  page = undefined
})

/** Opens a new window on a folder with these files. */
async function open(name: string, files: Readonly<Record<string, string>>): Promise<Window> {
  const folder = join(home, name)
  writeFiles(folder, files)
  return await openAt(editor.urlOf(folder))
}

async function openAt(url: string): Promise<Window> {
  page = await profile.newPage()
  return await openWindow(page, url)
}

describe('somebody who sees a warning', () => {
  it('repairs the file with the light bulb and sees the warning go', async () => {
    const window = await open('warned', { Dockerfile: 'FROM node:22\nARG NPM_TOKEN\nRUN npm ci\n' })
    await window.openFile('Dockerfile')
    await window.page.locator('.squiggly-error, .squiggly-warning').first().waitFor()
    await window.page.locator('.view-line').getByText('NPM_TOKEN').click()
    await window.screenshot('warning')

    await window.page.keyboard.press('Control+.')
    const fix = window.page.locator('.action-widget .monaco-list-row').filter({ hasText: 'NPM_TOKEN' }).first()
    await fix.waitFor()
    await window.screenshot('quick-fix')
    await fix.click()
    await window.page.locator('.view-line').getByText('--mount').waitFor()
    await window.page.keyboard.press('Control+s')
    await window.page.locator('.squiggly-error, .squiggly-warning').first().waitFor({ state: 'detached' })
    await window.screenshot('fixed')
    const fixed = await eventually('saved file', () => {
      const text = readFileSync(join(home, 'warned/Dockerfile'), 'utf8')
      return text.includes('--mount') ? text : undefined
    })
    assert.equal(fixed, 'FROM node:22\nRUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci\n')
  })
})

describe('somebody who builds with secrets', () => {
  const dockerfile = `FROM node:22 AS base
RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
FROM base AS app
RUN --mount=type=secret,id=netrc,target=/root/.netrc,required=true git fetch
RUN --mount=type=secret,id=deploy_key,target=/run/secrets/deploy_key,required=true ./deploy
`
  const files = { Dockerfile: dockerfile, '.netrc': `machine example.com login me password ${randomUUID()}\n` }

  it('picks a variable, a file and a typed value, and docker gets them', async () => {
    const window = await open('built', files)

    await window.openFile('Dockerfile')
    await window.runCommand('Build with Secrets…')
    await window.choice('Final stage').waitFor()
    await window.screenshot('build-1-stage')
    await window.choice('Final stage').click()
    await window.quickInput.getByText('(2/5)').waitFor()
    await window.screenshot('build-2-tag')
    await window.answer('shop:dev')
    await window.choice('NPM_TOKEN').first().waitFor()
    await window.screenshot('build-3-variable')
    await window.choice('NPM_TOKEN').first().click()
    await window.choice('.netrc').first().waitFor()
    await window.screenshot('build-4-file')
    await window.choice('.netrc').first().click()
    await window.question('Secret deploy_key')
    await window.choice('Type the value…').click()
    await window.quickInput.locator('input[type=password]').waitFor()
    await window.screenshot('build-5-value')
    await window.answer(typed)

    const [build] = await eventually('build', () => {
      const builds = readInvocations(docker.builds)
      return 0 < builds.length ? builds : undefined
    })
    assert.ok(build)
    assert.deepEqual(build.args.filter((_, index) => build.args[index - 1] === '--secret').sort(), [
      'type=env,id=deploy_key,env=DOCKERFILE_SECRETS_VALUE_3',
      'type=env,id=npm_token,env=NPM_TOKEN',
      'type=file,id=netrc,src=.netrc',
    ])
    assert.ok(build.args.includes('shop:dev'))
    assert.equal(build.env['NPM_TOKEN'], password)
    assert.equal(build.env['DOCKERFILE_SECRETS_VALUE_3'], typed)
    assert.equal(build.cwd, join(home, 'built'))

    await window.notification(/Built shop:dev/).waitFor()
    const terminal = window.page.locator('.terminal-wrapper .xterm-rows')
    await terminal.getByText('Built nothing').waitFor()
    await window.screenshot('build-6-done')
    for (const value of [typed, password])
      assert.ok(!(await window.page.content()).includes(value), 'no value on the screen')
  })

  it('finds the choices again the next time, but not what was typed', async () => {
    const window = await open('built', files)
    await window.openFile('Dockerfile')
    await window.runCommand('Build with Secrets…')
    await window.choice('Final stage').click()
    await window.quickInput.getByText('(2/5)').waitFor()
    await window.page.keyboard.press('Enter')
    await window.choice('last used').waitFor()
    await window.screenshot('build-again')
    await window.page.keyboard.press('Enter')
    await window.choice('.netrc').filter({ hasText: 'last used' }).waitFor()
    await window.page.keyboard.press('Enter')
    await window.question('Secret deploy_key')
    assert.equal(await window.choice('last used').count(), 0)
    await window.page.keyboard.press('Escape')
    await window.quickInput.waitFor({ state: 'hidden' })
    assert.equal(readInvocations(docker.builds).length, 1)
  })

  it('can go back and change an answer', async () => {
    const window = await open('built', files)
    await window.openFile('Dockerfile')
    await window.runCommand('Build with Secrets…')
    await window.choice('base').first().click()
    await window.quickInput.getByText('(2/3)').waitFor()
    await window.quickInput.getByRole('button', { name: /Back/ }).click()
    await window.choice('Final stage').click()
    await window.quickInput.getByText('(2/5)').waitFor()
  })

  it('leaves no value in any file and in no memory of the editor', async () => {
    const recorded = filesWith(home, [typed, password])
    assert.deepEqual(recorded, [docker.builds], 'only the fake docker wrote them down')
    const window = await open('built', files)
    const stored = await storedBy(window.page)
    assert.ok(stored.includes('DOCKERFILE_SECRETS') || stored.includes('NPM_TOKEN'), 'the references are there')
    for (const value of [typed, password]) assert.ok(!stored.includes(value))
  })
})

describe('somebody who looks around', () => {
  it('has an extension that VS Code lists as started', async () => {
    const window = await open('running', { Dockerfile: 'FROM node:22\nARG NPM_TOKEN\nRUN npm ci\n' })
    await window.openFile('Dockerfile')
    await window.page.locator('.squiggly-error').first().waitFor()
    await window.runCommand('Developer: Show Running Extensions')
    const rows = window.page.locator('.runtime-extensions-editor .monaco-list-row')
    const text = await rows.filter({ hasText: 'Dockerfile Secrets' }).innerText()
    const milliseconds = /Activation: (\d+)ms/.exec(text)?.[1]
    assert.ok(milliseconds !== undefined, text)
  })

  it('reads in the status bar how many findings there are', async () => {
    const window = await open('running', {})
    await window.openFile('Dockerfile')
    await window.page.locator('.squiggly-error').first().waitFor()
    await window.page
      .locator('.statusbar-item')
      .getByRole('button', { name: /Editor Language Status/ })
      .hover()
    const status = window.page.locator('.hover-language-status')
    await status.getByText('1 finding').waitFor()
    await window.screenshot('status')
  })

  it('sees secret mounts in colours of their own', async () => {
    const window = await open('colours', {
      Dockerfile: `FROM node:22
RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci
# --mount=type=secret,id=comment
RUN echo "--mount=type=secret,id=text"
RUN --mount=type=cache,target=/x true
`,
    })
    await window.openFile('Dockerfile')
    const coloured = (word: string) => window.page.locator('.view-line span span').getByText(word, { exact: true })
    for (const word of ['secret', 'npm_token', 'NPM_TOKEN', 'required', 'true']) await coloured(word).first().waitFor()
    for (const word of ['comment', 'text', 'cache']) assert.equal(await coloured(word).count(), 0, word)
    await window.screenshot('colours')
  })
})

describe('somebody who does not trust a workspace', () => {
  it('cannot build before saying so', async () => {
    const files = { Dockerfile: 'FROM node:22\nRUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci\n' }
    const careful = await startCodeServer({ home: join(home, 'careful'), env, install: [vsix], asksForTrust: true })
    try {
      writeFiles(join(home, 'foreign'), files)
      const window = await openAt(careful.urlOf(join(home, 'foreign')))
      await window.openFile('Dockerfile')
      await window.page.getByText('Restricted Mode').first().waitFor()
      await window.page.keyboard.press('F1')
      await window.quickInput.locator('input').first().pressSequentially('Dockerfile Secrets')
      await window.choice('Copy Build Command').waitFor()
      assert.equal(await window.choice('Build with Secrets…').count(), 0)
      await window.screenshot('restricted')
      await window.page.keyboard.press('Escape')

      await window.runCommand('Workspaces: Manage Workspace Trust')
      await window.page.getByRole('button', { name: 'Trust', exact: true }).click()
      await window.openFile('Dockerfile')
      await window.runCommand('Build with Secrets…')
      await window.quickInput.getByText('(1/2)').waitFor()
    } finally {
      await careful.stop()
    }
  })
})

describe('somebody with a problem', () => {
  const Dockerfile = 'FROM node:22\nRUN --mount=type=secret,id=npm_token,env=NPM_TOKEN,required=true npm ci\n'

  it('learns that docker is missing, and how to get it', async () => {
    const settings = JSON.stringify({ 'dockerfileSecrets.docker.path': 'docker-is-not-here' })
    const window = await open('no-docker', { Dockerfile, '.vscode/settings.json': settings })
    await window.openFile('Dockerfile')
    await window.runCommand('Build with Secrets…')
    const message = window.notification(/docker-is-not-here was not found on the PATH/)
    await message.getByText('Install Docker', { exact: true }).waitFor()
    await window.screenshot('docker-missing')
  })

  it('learns that no folder is open', async () => {
    const window = await openAt(editor.emptyUrl)
    await window.runCommand('Protect Auth Files…')
    await window.notification(/No folder is open/).waitFor()
    await window.screenshot('no-folder')
  })

  it('learns where pyproject.toml is malformed', async () => {
    const window = await open('malformed', { 'pyproject.toml': '[tool.poetry\nname = \n' })
    await window.runCommand('Create Auth File…')
    await window.notification(/pyproject\.toml/).waitFor()
    await window.screenshot('malformed')
  })
})

describe('somebody who needs an auth file', () => {
  it('gets one with placeholders, and sees it ignored', async () => {
    const source = '[[tool.poetry.source]]\nname = "corp"\nurl = "https://pypi.example.com/simple"\n'
    const window = await open('poetry', { Dockerfile: 'FROM python:3.12\n', 'pyproject.toml': source })
    await window.runCommand('Create Auth File…')
    await window.notification(/auth\.toml is there and ignored/).waitFor()
    await window.page.locator('.tab.active').filter({ hasText: 'auth.toml' }).waitFor()
    await window.screenshot('auth-file')
    assert.match(readFileSync(join(home, 'poetry/auth.toml'), 'utf8'), /http-basic\.corp/)
    for (const file of ['.gitignore', '.dockerignore'])
      assert.match(readFileSync(join(home, 'poetry', file), 'utf8'), /auth\.toml/)
  })
})
