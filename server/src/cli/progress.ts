import type { Terminal } from './terminal.ts'

/** A line on standard error about a run that takes long, when somebody watches. */
export interface Progress {
  update(done: number): void
  clear(): void
}

/** In milliseconds: a short run shows nothing, and a long one does not flicker. */
const DELAY = 500
const INTERVAL = 100

export function createProgress(total: number, terminal: Terminal): Progress {
  let next = Date.now() + DELAY
  let shown = false
  return {
    update(done) {
      const now = Date.now()
      if (!terminal.interactive || now < next) return
      next = now + INTERVAL
      shown = true
      terminal.printError(`\r${done} of ${total} files`)
    },
    clear() {
      if (shown) terminal.printError('\r\x1b[K')
    },
  }
}
