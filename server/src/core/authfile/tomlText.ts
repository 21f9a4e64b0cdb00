import { parse } from '@iarna/toml'
import { withoutByteOrderMark } from '../knowledge/formats/ini.ts'
import { tomlStrings } from '../knowledge/formats/toml.ts'

/** The strings of a table by their keys. */
export type TomlTable = ReadonlyMap<string, string>

/** The tables of an array of tables, such as `[[tool.poetry.source]]`. */
export type TomlTables = (...keys: readonly string[]) => readonly TomlTable[]

/** The document, or a problem that names file, line, cause and next step. The text itself is not repeated. */
export function parseToml(path: string, text: string): TomlTables | string {
  const document = withoutByteOrderMark(text)
  if (mayTouchPrototypes(document)) return looseTables(document)
  try {
    return strictTables(parse(document))
  } catch (error) {
    const cause = error instanceof Error ? (error.message.split(' at row ')[0] ?? '') : 'It cannot be read'
    const line = isObject(error) && typeof error['line'] === 'number' ? `, line ${error['line'] + 1}` : ''
    return `${path}${line}: ${cause.trim()}. Correct the file, then try again.`
  }
}

/**
 * Whether a key may be one that all objects inherit. The library takes what it finds there for a table of its own and
 * writes to it: `[a.toString] call = ""` would break the whole process.
 */
function mayTouchPrototypes(text: string): boolean {
  const unescaped = text.replace(
    /\\(?:u([0-9A-Fa-f]{4})|U0{0,4}([0-9A-Fa-f]{4}))/g,
    (_, short?: string, long?: string) => String.fromCharCode(Number.parseInt(short ?? long ?? '', 16)),
  )
  return Object.getOwnPropertyNames(Object.prototype).some(it => unescaped.includes(it))
}

function strictTables(document: object): TomlTables {
  return (...keys) => {
    let value: unknown = document
    for (const key of keys) value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
    return Array.isArray(value) ? value.filter(isObject).map(toTable) : []
  }
}

function toTable(table: Readonly<Record<string, unknown>>): TomlTable {
  const strings = Object.entries(table).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[key, value]] : [],
  )
  return new Map(strings)
}

/** The same from our own reader, which accepts every text. */
function looseTables(text: string): TomlTables {
  const strings = tomlStrings(text)
  return (...keys) => {
    const tables = new Map<number, Map<string, string>>()
    for (const { keys: own, table, value } of strings) {
      const key = own.at(-1)
      if (own.length !== keys.length + 1 || key === undefined || keys.some((it, index) => it !== own[index])) continue
      tables.set(table, (tables.get(table) ?? new Map<string, string>()).set(key, value))
    }
    return [...tables.values()]
  }
}

/** A key, in quotes where TOML needs them: https://toml.io/en/v1.0.0#keys */
export function tomlKey(name: string): string {
  if (/^[\w-]+$/.test(name)) return name
  return `"${Array.from(name, escaped).join('')}"`
}

function escaped(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`
  const code = character.codePointAt(0) ?? 0
  const isControl = code < 0x20 || code === 0x7f
  return isControl ? `\\u${code.toString(16).padStart(4, '0')}` : character
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
