import { setTimeout as sleep } from 'node:timers/promises'

const PATIENCE = 30_000

/** Waits until `find` finds something. */
export async function eventually<T>(what: string, find: () => T | undefined): Promise<T> {
  const end = Date.now() + PATIENCE
  for (;;) {
    const found = find()
    if (found !== undefined) return found
    if (end < Date.now()) throw new Error(`There was no ${what}.`)
    await sleep(100)
  }
}
