// Takes images/screenshot.png, the picture of the README, from the real editor.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBrowser } from './editor/browser.mts'
import { startCodeServer } from './editor/codeServer.mts'
import { packExtension } from './editor/packExtension.mts'
import { openWindow } from './editor/window.mts'
import { root } from './root.mts'

const example = '5-gitlab-poetry-token'
const home = mkdtempSync(join(tmpdir(), 'dfs-'))
const folder = join(home, 'shop')
cpSync(join(root, 'examples', example), folder, { recursive: true })

const settings = {
  'editor.minimap.enabled': false,
  'workbench.colorTheme': 'Default Dark Modern',
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
}
const editor = await startCodeServer({ home, settings, install: [packExtension()] })
const browser = await startBrowser()
try {
  const page = await browser.newPage({ viewport: { width: 1060, height: 620 }, deviceScaleFactor: 2 })
  const window = await openWindow(page, editor.urlOf(folder))
  await window.openFile('Dockerfile')
  await page.locator('.squiggly-error').first().waitFor()
  await window.runCommand('Problems: Focus on Problems View')
  await page.locator('.view-line').getByText('CI_JOB_TOKEN').first().click()
  await page.keyboard.press('Control+.')
  await page.locator('.action-widget .monaco-list-row').first().waitFor()
  await page.screenshot({ path: join(root, 'images/screenshot.png') })
} finally {
  await browser.close()
  await editor.stop()
  rmSync(home, { recursive: true })
}
