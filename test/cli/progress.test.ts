import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createProgress } from '../../server/src/cli/progress.ts'
import type { Terminal } from '../../server/src/cli/terminal.ts'

describe('The progress of a run over many files', () => {
  it('is shown when it takes long, not too often, and taken away at the end', t => {
    t.mock.timers.enable({ apis: ['Date'] })
    const { terminal, printed } = createTerminal(true)
    const progress = createProgress(2000, terminal)
    progress.update(100)
    t.mock.timers.tick(600)
    progress.update(200)
    progress.update(300)
    t.mock.timers.tick(100)
    progress.update(400)
    progress.clear()
    assert.deepEqual(printed, ['\r200 of 2000 files', '\r400 of 2000 files', '\r\x1b[K'])
  })

  it('is not shown when a run is short, or when nobody watches', t => {
    t.mock.timers.enable({ apis: ['Date'] })
    for (const [interactive, time] of [
      [true, 10],
      [false, 10_000],
    ] as const) {
      const { terminal, printed } = createTerminal(interactive)
      const progress = createProgress(2000, terminal)
      t.mock.timers.tick(time)
      progress.update(1000)
      progress.clear()
      assert.deepEqual(printed, [])
    }
  })
})

function createTerminal(interactive: boolean): { terminal: Terminal; printed: string[] } {
  const printed: string[] = []
  const terminal: Terminal = {
    cwd: '/',
    env: {},
    color: false,
    interactive,
    print: text => void printed.push(`stdout: ${text}`),
    printError: text => void printed.push(text),
    readInput: () => Promise.resolve(Buffer.alloc(0)),
  }
  return { terminal, printed }
}
