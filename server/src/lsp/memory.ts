import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** In use are about 12 MB; the rest is what the last analyses left behind. */
const MOST_BYTES = 18 * 1024 * 1024

/** How many times what a large document needs may be in use. */
const GROWTH = 3

/** Silence before a collection, which takes about 10 ms: it should not come between two keys. */
const QUIET_MS = 500

/** The first empties pages, the second gives them back to the system. */
const COLLECTIONS = 2

/**
 * Keeps the memory of a long session small, which V8 by itself lets grow to several times of what is in use, and holds
 * on to. Returns what is to be called for each edit; it costs nothing until much is left behind or there is a pause.
 * https://github.com/v8/v8/blob/main/src/flags/flag-definitions.h describes the flags.
 */
export function limitMemory(): () => void {
  // Young objects are few here: they live for one analysis. Without it they get 32 MB that are never given back.
  setFlagsFromString('--semi-space-growth-factor=1')
  // What an edit calls a few times need not be optimized, which takes 15 MB, and is undone again and again.
  setFlagsFromString('--interrupt-budget=1000000')
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect !== 'function') return () => {}

  let limit = MOST_BYTES
  let collections = 0
  const timer = setTimeout(() => {
    if (getHeapStatistics().total_heap_size <= MOST_BYTES || COLLECTIONS <= collections) return
    collect()
    collections++
    timer.refresh()
  }, QUIET_MS).unref()
  return () => {
    collections = 0
    timer.refresh()
    if (getHeapStatistics().used_heap_size <= limit) return
    collect()
    const needed = getHeapStatistics().used_heap_size
    limit = needed < MOST_BYTES ? MOST_BYTES : GROWTH * needed
  }
}
