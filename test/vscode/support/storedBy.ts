import type { Page } from 'playwright-core'

/** Everything that the editor keeps in the browser between two windows, such as the state of extensions. */
export async function storedBy(page: Page): Promise<string> {
  const { cookies, origins } = await page.context().storageState({ indexedDB: true })
  return JSON.stringify({ cookies, origins })
}
