import { withoutByteOrderMark } from './ini.ts'

/** A string of a JSON document, with the keys that lead to it; items of a list have none. */
export interface JsonString {
  readonly keys: readonly string[]
  readonly value: string
}

/** How deep a document is followed. */
const MAX_DEPTH = 32

/** The strings of a JSON document in order; none when it is no JSON. */
export function jsonStrings(text: string): readonly JsonString[] {
  const found: JsonString[] = []
  collect(parsed(text), [], found)
  return found
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(withoutByteOrderMark(text))
  } catch {
    return undefined
  }
}

function collect(value: unknown, keys: readonly string[], found: JsonString[]): void {
  if (typeof value === 'string') found.push({ keys, value })
  if (typeof value !== 'object' || value === null || MAX_DEPTH <= keys.length) return
  if (Array.isArray(value)) for (const it of value) collect(it, keys, found)
  else for (const [key, it] of Object.entries(value)) collect(it, [...keys, key], found)
}
