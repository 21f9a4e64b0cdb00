import { renameSync, writeFileSync } from 'node:fs'
import { SUITE_VARIABLE, type Outcome, type SuiteInput } from '../support/outcome.ts'

export const input: SuiteInput = JSON.parse(process.env[SUITE_VARIABLE] ?? '{}')

const tests: { readonly name: string; readonly body: () => Promise<void> }[] = []

/** Adds a test. They run in their order, in one window. */
export function it(name: string, body: () => Promise<void>): void {
  tests.push({ name, body })
}

/** What VS Code calls. */
export async function run(): Promise<void> {
  const outcomes: Outcome[] = []
  for (const test of tests) outcomes.push(await runTest(test))
  // A reader must never see half a file.
  writeFileSync(`${input.results}.part`, JSON.stringify(outcomes))
  renameSync(`${input.results}.part`, input.results)
}

const TIME_LIMIT = 30_000

async function runTest({ name, body }: (typeof tests)[number]): Promise<Outcome> {
  const start = performance.now()
  const outcome = () => ({ name, milliseconds: performance.now() - start })
  try {
    await Promise.race([body(), failLater(name)])
    return outcome()
  } catch (error) {
    return { ...outcome(), error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

async function failLater(name: string): Promise<never> {
  await new Promise(resolve => setTimeout(resolve, TIME_LIMIT).unref())
  throw new Error(`"${name}" did not end within ${TIME_LIMIT} ms.`)
}

/** Waits until `find` finds something. */
export async function eventually<T>(what: string, find: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = Date.now() + TIME_LIMIT - 5000
  for (;;) {
    const found = await find()
    if (found !== undefined) return found
    if (end < Date.now()) throw new Error(`There was no ${what}.`)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}
