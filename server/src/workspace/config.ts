import { homedir, tmpdir } from 'node:os'
import { basename, dirname, join, relative, sep } from 'node:path'
import { parseConfig, silentSettings, withConfig, type ReadConfig } from '../core/config/config.ts'
import type { Settings } from '../core/context.ts'
import { gitVerdict, parseGitignore, type Gitignores } from '../core/ignore/gitignore.ts'
import { exists, readSmallText, runLater, runNow, type Steps } from './disk.ts'

/** The configuration file of a repository. */
export const CONFIG_NAME = '.dockerfile-secrets.json'

const LIMIT = { bytes: 64 * 1024, name: '64 KB' }

/** A configuration file that was found. */
export interface ConfigFile extends ReadConfig {
  /** Absolute. */
  readonly path: string
  readonly ignores: Gitignores
}

/** The configuration of directories that were asked for. */
export type ConfigCache = Map<string, ConfigFile | undefined>

/** How one file is to be analyzed. */
export interface Configured {
  /** With every rule off when the file is ignored. */
  readonly settings: Settings
  readonly ignored: boolean
  readonly config: ConfigFile | undefined
}

/** `settings`, overruled by the configuration file that counts for `file`; the disk is read without blocking. */
export async function configure(file: string, settings: Settings): Promise<Configured> {
  return toConfigured(file, settings, await runLater(findConfig(dirname(file), new Map())))
}

/** `configure`, at once. */
export function configureNow(file: string, settings: Settings, cache: ConfigCache): Configured {
  return toConfigured(file, settings, runNow(findConfig(dirname(file), cache)))
}

function toConfigured(file: string, settings: Settings, config: ConfigFile | undefined): Configured {
  if (!config) return { settings, ignored: false, config }
  const path = relative(dirname(config.path), file).split(sep).join('/')
  const { ignored } = gitVerdict(config.ignores, path)
  return { settings: ignored ? silentSettings : withConfig(settings, config.config), ignored, config }
}

/**
 * The nearest configuration file, upward to the top of the repository; never one of a home or temporary directory
 * above. It is looked for from the top down, so that most directories cost one look at the disk.
 */
function* findConfig(start: string, cache: ConfigCache): Steps<ConfigFile | undefined> {
  const unknown: string[] = []
  let directory = start
  for (; !cache.has(directory); directory = dirname(directory)) {
    unknown.push(directory)
    if (TOPS.has(dirname(directory)) || basename(dirname(directory)) === '') break
  }
  let config = cache.get(directory)
  for (const it of unknown.reverse()) {
    const above = config && !(yield* exists(join(it, '.git'))) ? config : undefined
    config = (yield* readConfig(join(it, CONFIG_NAME))) ?? above
    cache.set(it, config)
  }
  return config
}

const TOPS: ReadonlySet<string> = new Set([homedir(), tmpdir()])

function* readConfig(path: string): Steps<ConfigFile | undefined> {
  if (!(yield* exists(path))) return undefined
  const text = yield* readSmallText(path, LIMIT.bytes)
  const read = text === undefined ? { config: {}, problems: [UNREADABLE] } : parseConfig(text)
  return { path, ...read, ignores: new Map([['', parseGitignore((read.config.ignore ?? []).join('\n'))]]) }
}

const UNREADABLE =
  `It cannot be read, so the defaults apply. It must be a text in UTF-8 of at most ${LIMIT.name}; ` +
  'check its permissions.'
