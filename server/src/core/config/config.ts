import { defaultSettings, type Settings } from '../context.ts'
import { rules } from '../rules/index.ts'
import { isListed } from '../secrets/names/lists.ts'
import { parseJsonc } from './jsonc.ts'

/** What a configuration file, or an editor, says. What it leaves out is undefined. */
export interface Config {
  readonly rules?: Settings['rules'] | undefined
  readonly secretNames?: readonly string[] | undefined
  readonly publicNames?: readonly string[] | undefined
  readonly mountStyle?: Settings['mountStyle'] | undefined
  /** Patterns as in .gitignore, for paths relative to the file's directory. */
  readonly ignore?: readonly string[] | undefined
}

export interface ReadConfig {
  readonly config: Config
  /** What is wrong and what to write instead, in sentences; the rest of the configuration counts all the same. */
  readonly problems: readonly string[]
}

export const LEVELS = ['error', 'warning', 'info', 'off'] as const
export const MOUNT_STYLES = ['auto', 'env', 'file'] as const
const KEYS = ['rules', 'secretNames', 'publicNames', 'mountStyle', 'ignore']

/** Reads the text of a configuration file: JSON, with comments. Accepts every text. */
export function parseConfig(text: string): ReadConfig {
  const parsed = parseJsonc(text)
  if ('value' in parsed) return toConfig(parsed.value)
  const problem = `Line ${parsed.line}: here ${parsed.expected} is expected. Until the JSON is right, the defaults apply.`
  return { config: {}, problems: [problem] }
}

/** Takes what is right of a value that somebody wrote. */
export function toConfig(value: unknown): ReadConfig {
  if (!isRecord(value)) return { config: {}, problems: ['It must be an object, such as { "rules": {} }.'] }
  const problems = Object.keys(value)
    .filter(it => !KEYS.includes(it) && it !== '$schema')
    .map(it => `There is no key "${it}". Use ${KEYS.join(', ')}.`)
  const config = {
    rules: toRules(value['rules'], problems),
    secretNames: toTexts('secretNames', value['secretNames'], problems),
    publicNames: toTexts('publicNames', value['publicNames'], problems),
    mountStyle: toChoice('mountStyle', value['mountStyle'], MOUNT_STYLES, problems),
    ignore: toTexts('ignore', value['ignore'], problems),
  }
  return { config, problems }
}

/**
 * `settings`, overruled by what `config` says: rule by rule, and name by name. The lists of names are joined; a
 * name that both have in different lists belongs where `config` has it.
 */
export function withConfig(settings: Settings, config: Config): Settings {
  const { secretNames = [], publicNames = [], mountStyle = settings.mountStyle } = config
  return {
    rules: { ...settings.rules, ...config.rules },
    secretNames: [...secretNames, ...settings.secretNames.filter(it => !isListed(it, publicNames))],
    publicNames: [...publicNames, ...settings.publicNames.filter(it => !isListed(it, secretNames))],
    mountStyle,
  }
}

/** For a file that nobody wants to hear about. */
export const silentSettings: Settings = {
  ...defaultSettings,
  rules: Object.fromEntries(rules.map(({ id }) => [id, 'off' as const])),
}

function toRules(value: unknown, problems: string[]): Config['rules'] {
  if (value === undefined) return undefined
  if (!isRecord(value)) {
    problems.push('rules must be an object, such as { "secret-in-arg": "warning" }.')
    return undefined
  }
  const entries = Object.entries(value).flatMap(([id, given]): [string, Settings['rules'][string]][] => {
    if (!rules.some(it => it.id === id)) {
      problems.push(`There is no rule "${id}". "dockerfile-secrets rules" lists them.`)
      return []
    }
    const level = toChoice(`rules.${id}`, given, LEVELS, problems)
    return level ? [[id, level]] : []
  })
  return Object.fromEntries(entries)
}

function toTexts(key: string, value: unknown, problems: string[]): readonly string[] | undefined {
  if (value === undefined) return undefined
  const items: readonly unknown[] = Array.isArray(value) ? value : []
  const texts = items.filter(it => typeof it === 'string')
  if (!Array.isArray(value) || texts.length < items.length) problems.push(`${key} must be a list of texts: ["…"].`)
  return texts
}

function toChoice<Choice extends string>(
  key: string,
  value: unknown,
  choices: readonly Choice[],
  problems: string[],
): Choice | undefined {
  const choice = choices.find(it => it === value)
  const quoted = choices.map(it => `"${it}"`)
  if (choice === undefined && value !== undefined)
    problems.push(`${key} must be ${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}.`)
  return choice
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
