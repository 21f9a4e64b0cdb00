import { relative, resolve, sep } from 'node:path'
import type { BuildContext } from '../core/context.ts'
import { parse } from '../core/dockerfile/parse.ts'
import type { ConfigCache } from './config.ts'
import { findContextRoot } from './contextRoot.ts'
import { readSmallText, runLater, runNow, type DiskCache, type Entry, type Steps } from './disk.ts'
import { readContextFiles } from './readContextFiles.ts'

export interface Neighborhood {
  /** Directory of the build context. */
  readonly root: string
  readonly context: BuildContext
}

/** Finds the build context of a Dockerfile, which need not exist yet, and reads what the analysis wants to know of it. */
export async function readBuildContext(dockerfilePath: string): Promise<Neighborhood> {
  return await runLater(read(resolve(dockerfilePath), undefined, createContextCache()))
}

/** Texts and listings of build contexts, and configuration files, for many Dockerfiles in one tree. */
export interface ContextCache extends DiskCache {
  readonly files: Map<string, ReadonlyMap<string, string>>
  readonly configs: ConfigCache
}

export function createContextCache(): ContextCache {
  return {
    listings: new Map<string, readonly Entry[]>(),
    files: new Map<string, ReadonlyMap<string, string>>(),
    configs: new Map(),
  }
}

/** How many directories are remembered; neighbors come one after another. */
const REMEMBERED = 2000

/** `readBuildContext`, at once. `text` is the Dockerfile's. */
export function readBuildContextNow(dockerfilePath: string, text: string, cache: ContextCache): Neighborhood {
  if (REMEMBERED < cache.listings.size) {
    cache.listings.clear()
    cache.files.clear()
  }
  return runNow(read(resolve(dockerfilePath), text, cache))
}

/**
 * A context that reads the disk when it is first asked for something: most Dockerfiles copy no credential file and
 * install nothing from a project file, and then their neighbors need not be read.
 */
export function lazyBuildContext(dockerfilePath: string, text: string, cache: ContextCache): BuildContext {
  let known: BuildContext | undefined
  const load = () => (known ??= readBuildContextNow(dockerfilePath, text, cache).context)
  return {
    get files() {
      return load().files
    },
    get dockerfilePath() {
      return load().dockerfilePath
    },
  }
}

/** A Dockerfile as large as anybody has written one; its sources tell where the context is. */
const DOCKERFILE_LIMIT = 1024 * 1024

function* read(path: string, known: string | undefined, cache: ContextCache): Steps<Neighborhood> {
  const text = known ?? (yield* readSmallText(path, DOCKERFILE_LIMIT)) ?? ''
  const root = yield* findContextRoot(path, parse(text), cache)
  const files = cache.files.get(root) ?? (yield* readContextFiles(root, cache))
  cache.files.set(root, files)
  return { root, context: { files, dockerfilePath: relative(root, path).split(sep).join('/') } }
}
