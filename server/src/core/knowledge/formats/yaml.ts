import { linesOf } from './ini.ts'

/**
 * Values of some keys of a YAML text, wherever they are nested, in block and in flow style. Good enough for content
 * checks of settings whose names nothing else uses; not for anything that needs the structure.
 */
export function yamlValues(text: string, keys: readonly string[]): readonly string[] {
  return linesOf(text)
    .filter(line => !line.trimStart().startsWith('#'))
    .flatMap(line => keys.flatMap(key => valuesInLine(line, key)))
}

function valuesInLine(line: string, key: string): readonly string[] {
  const values: string[] = []
  for (let at = line.indexOf(key); 0 <= at; at = line.indexOf(key, at + key.length)) {
    if (/\w/.test(line.charAt(at - 1))) continue
    let value = at + key.length
    if (line.charAt(value) === '"' || line.charAt(value) === "'") value++
    while (line.charAt(value) === ' ') value++
    if (line.charAt(value) === ':') values.push(scalarAt(line, value + 1))
  }
  return values
}

/** The longest value that is looked at. */
const MAX_LENGTH = 4096

/** A quoted scalar, or a plain one up to a comment or the next key of a flow mapping. */
function scalarAt(line: string, start: number): string {
  const rest = line.slice(start, start + MAX_LENGTH).trimStart()
  const quote = rest.charAt(0)
  if (quote === '"' || quote === "'") {
    const end = rest.indexOf(quote, 1)
    return end < 0 ? rest.slice(1) : rest.slice(1, end)
  }
  const ends = [' #', ', '].map(it => rest.indexOf(it)).filter(it => 0 <= it)
  const value = rest.slice(0, Math.min(rest.length, ...ends)).trim()
  return value.endsWith('}') && !value.includes('{') ? value.slice(0, -1).trim() : value
}
