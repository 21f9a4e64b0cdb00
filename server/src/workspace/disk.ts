import { existsSync, readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs'
import { readdir, readFile, realpath, stat } from 'node:fs/promises'

/**
 * Work that needs the disk, written once as a generator: `runNow` does it at once for the command line,
 * `runLater` without blocking for the server.
 */
export type Steps<Result> = Generator<Step, Result, void>

/** One access to the disk. Both ways have the same effect. */
interface Step {
  now(): void
  later(): Promise<void>
}

export function runNow<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const next = steps.next()
    if (next.done) return next.value
    next.value.now()
  }
}

export async function runLater<Result>(steps: Steps<Result>): Promise<Result> {
  for (;;) {
    const next = steps.next()
    if (next.done) return next.value
    await next.value.later()
  }
}

export interface Entry {
  readonly name: string
  readonly kind: 'file' | 'directory' | 'link' | 'other'
}

/** What was read before. Lives as long as one run of the command line, or one request to the server. */
export interface DiskCache {
  readonly listings: Map<string, readonly Entry[]>
}

/** Entries of a directory by name; none when it cannot be read. */
export function* listDirectory(path: string, { listings }: DiskCache): Steps<readonly Entry[]> {
  const known = listings.get(path)
  if (known) return known
  let entries: readonly Entry[] = []
  yield {
    now() {
      entries = orElse([], () => toEntries(readdirSync(path, { withFileTypes: true })))
    },
    async later() {
      entries = await readdir(path, { withFileTypes: true }).then(toEntries, () => [])
    },
  }
  listings.set(path, entries)
  return entries
}

/** Text of a regular file of at most `limit` bytes; undefined when there is none, or when it is not UTF-8. */
export function* readSmallText(path: string, limit: number): Steps<string | undefined> {
  let bytes: Buffer | undefined
  yield {
    now() {
      bytes = orElse(undefined, () => (isSmall(statSync(path)) ? readFileSync(path) : undefined))
    },
    async later() {
      const read = async () => (isSmall(await stat(path)) ? await readFile(path) : undefined)
      bytes = await read().catch(() => undefined)
    },
  }
  return bytes && decode(bytes)

  function isSmall(stats: { isFile(): boolean; size: number }): boolean {
    return stats.isFile() && stats.size <= limit
  }
}

/** Whether a path leads to something. */
export function* exists(path: string): Steps<boolean> {
  let found = false
  yield {
    now() {
      found = existsSync(path)
    },
    async later() {
      found = await stat(path).then(
        () => true,
        () => false,
      )
    },
  }
  return found
}

/** Where a path leads to after all symbolic links; undefined when it leads nowhere. */
export function* resolveLinks(path: string): Steps<string | undefined> {
  let target: string | undefined
  yield {
    now() {
      target = orElse(undefined, () => realpathSync(path))
    },
    async later() {
      target = await realpath(path).catch(() => undefined)
    },
  }
  return target
}

function toEntries(entries: readonly Dirent[]): readonly Entry[] {
  return entries.map(it => ({ name: it.name, kind: kindOf(it) })).sort((a, b) => (a.name < b.name ? -1 : 1))
}

function kindOf(entry: Dirent): Entry['kind'] {
  if (entry.isFile()) return 'file'
  if (entry.isDirectory()) return 'directory'
  return entry.isSymbolicLink() ? 'link' : 'other'
}

/** The byte order mark stays, so that a text can be written back as it was. */
function decode(bytes: Buffer): string | undefined {
  const text = bytes.toString('utf8')
  return text.includes('\uFFFD') && !Buffer.from(text).equals(bytes) ? undefined : text
}

function orElse<T>(fallback: T, action: () => T): T {
  try {
    return action()
  } catch {
    return fallback
  }
}
