import { basename, join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { root } from '../root.mts'

/** A window of the editor, as its user sees and uses it. */
export interface Window {
  readonly page: Page
  /** Opens a file of the workspace, and waits until its text is there. */
  openFile(path: string): Promise<void>
  /** Picks a command by its title in the command palette. */
  runCommand(title: string): Promise<void>
  /** The list or text box in the middle of the top. */
  readonly quickInput: Locator
  /** Entry of the list whose text contains this. */
  choice(text: string): Locator
  /** Waits for a question, which stands in the empty box. */
  question(text: string): Promise<void>
  /** Types into the box and confirms. */
  answer(text: string): Promise<void>
  notification(text: RegExp): Locator
  screenshot(name: string): Promise<void>
}

/** Folder for pictures of what the user sees. */
export const screenshots = join(root, '.cache/screenshots')

export async function openWindow(page: Page, url: string): Promise<Window> {
  await page.goto(url)
  await page.locator('.monaco-workbench .statusbar').waitFor()
  const quickInput = page.locator('.quick-input-widget')
  const box = quickInput.locator('.quick-input-filter input')

  /** A window that is not quite ready loses keys, and its lists lack what extensions add: then it is done again. */
  async function choose(key: string, text: string, shown = text): Promise<void> {
    await retry(async () => {
      await page.keyboard.press('Escape')
      await page.keyboard.press(key)
      await box.waitFor({ timeout: 3000 })
      await box.pressSequentially(text)
      await quickInput.locator('.monaco-list-row').filter({ hasText: shown }).first().click({ timeout: 5000 })
    })
  }

  return {
    page,
    quickInput,
    choice: text => quickInput.locator('.monaco-list-row').filter({ hasText: text }),
    question: async text => await quickInput.getByPlaceholder(text).waitFor(),
    async openFile(path) {
      const name = basename(path)
      await choose('Control+P', path, name)
      await page.locator('.tab.active').filter({ hasText: name }).waitFor()
      await page.locator('.editor-instance .view-line').first().waitFor()
    },
    async runCommand(title) {
      await choose('F1', title)
    },
    async answer(text) {
      await box.fill(text)
      await box.press('Enter')
    },
    notification: text => page.locator('.notification-toast.notification-fade-in-done').filter({ hasText: text }),
    async screenshot(name) {
      await page.screenshot({ path: join(screenshots, `${name}.png`) })
    },
  }
}

async function retry(action: () => Promise<void>): Promise<void> {
  for (let left = 5; ; left--) {
    try {
      return await action()
    } catch (error) {
      if (left === 0) throw error
    }
  }
}
