import { sliceMapped, toSourceOffset, type MappedText } from '../text.ts'
import { joinMapped } from './mapped.ts'
import type { Flag, Mount, MountField } from './model.ts'
import { tokenOf, type Range } from './words.ts'

export interface ParsedMount {
  readonly mount: Mount
  /** Why the list cannot be split into fields. */
  readonly error: string | undefined
}

/** The value of a `--mount` flag; undefined when it has none. */
export function parseMount(flag: Flag): ParsedMount | undefined {
  if (!flag.value) return undefined
  const { fields: ranges, error } = splitCsv(flag.value)
  const fields = ranges.map(parseField)
  const type = fields.findLast(it => it.key.text === 'type' && it.value)?.value?.text.toLowerCase() ?? 'bind'
  return { mount: { start: flag.start, end: flag.end, type, fields, insertAt: flag.end }, error }
}

/**
 * Splits at commas. A field in double quotes may hold commas, and quotes written twice; few do, as the
 * quotes of the Dockerfile are gone at this point.
 */
export function splitCsv(value: MappedText): { fields: readonly MappedText[]; error: string | undefined } {
  const { text } = value
  const fields: MappedText[] = []
  if (text === '') return { fields, error: 'The list is empty.' }
  let error: string | undefined
  for (let position = 0; position <= text.length; position++) {
    if (text[position] !== '"') {
      const comma = text.indexOf(',', position)
      const end = comma < 0 ? text.length : comma
      fields.push(sliceMapped(value, position, end))
      if (text.slice(position, end).includes('"')) error ??= 'A quote may only stand around a whole field.'
      position = end
      continue
    }
    const quoted = readQuotedField(text, position + 1)
    fields.push(joinMapped(quoted.kept.map(it => sliceMapped(value, it.start, it.end))))
    if (!quoted.closed) error ??= 'A quote may only stand around a whole field.'
    position = quoted.end
  }
  return { fields, error }
}

function readQuotedField(text: string, start: number): { kept: readonly Range[]; end: number; closed: boolean } {
  const kept: Range[] = []
  let from = start
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) {
      kept.push({ start: from, end: text.length })
      return { kept, end: text.length, closed: false }
    }
    const isDoubled = text[quote + 1] === '"'
    kept.push({ start: from, end: isDoubled ? quote + 1 : quote })
    from = quote + 2
    if (isDoubled) continue
    const comma = text.indexOf(',', quote)
    const end = comma < 0 ? text.length : comma
    return { kept, end, closed: quote + 1 === end }
  }
}

function parseField(field: MappedText): MountField {
  const { text } = field
  const equals = text.indexOf('=')
  const key = tokenOf(field, { start: 0, end: equals < 0 ? text.length : equals })
  const value = equals < 0 ? undefined : tokenOf(field, { start: equals + 1, end: text.length })
  const start = toSourceOffset(field, 0)
  return { start, end: value?.end ?? key.end, key: { ...key, text: key.text.toLowerCase() }, value }
}
