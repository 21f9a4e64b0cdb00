import { parse } from '@iarna/toml'
import { withoutByteOrderMark } from '../knowledge/formats/ini.ts'

export type TomlTable = Readonly<Record<string, unknown>>

/** The document, or a problem that names file, line, cause and next step. The text itself is not repeated. */
export function parseToml(path: string, text: string): TomlTable | string {
  try {
    return parse(withoutByteOrderMark(text))
  } catch (error) {
    const cause = error instanceof Error ? (error.message.split(' at row ')[0] ?? '') : 'It cannot be read'
    const line = isTable(error) && typeof error['line'] === 'number' ? `, line ${error['line'] + 1}` : ''
    return `${path}${line}: ${cause.trim()}. Correct the file, then try again.`
  }
}

/** The tables of an array of tables, such as `[[tool.poetry.source]]`. */
export function tablesAt(document: TomlTable, ...keys: readonly string[]): readonly TomlTable[] {
  let value: unknown = document
  for (const key of keys) value = isTable(value) && Object.hasOwn(value, key) ? value[key] : undefined
  return Array.isArray(value) ? value.filter(isTable) : []
}

export function textAt(table: TomlTable, key: string): string | undefined {
  const value = Object.hasOwn(table, key) ? table[key] : undefined
  return typeof value === 'string' ? value : undefined
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

function isTable(value: unknown): value is TomlTable {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
