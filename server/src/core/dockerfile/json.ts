import { sliceMapped, type MappedText, type Token } from '../text.ts'
import { joinMapped } from './mapped.ts'
import { tokenOf, type Range } from './words.ts'

export interface JsonString {
  /** With the quotes. */
  readonly token: Token
  /** The unescaped string, mapped to the source. */
  readonly value: MappedText
}

/** `strings` when the text is a JSON array of strings; `mixed` when it is an array of other things, too. */
export type JsonForm =
  | { readonly kind: 'strings'; readonly strings: readonly JsonString[] }
  | { readonly kind: 'mixed' }

/** Reads the JSON form of an instruction; undefined when the text is anything else, which is for the shell. */
export function parseJsonForm(line: MappedText, { start, end }: Range): JsonForm | undefined {
  if (line.text[start] !== '[' || line.text[end - 1] !== ']') return undefined
  const values = parseArray(line.text.slice(start, end))
  if (!values) return undefined
  if (!values.every(it => typeof it === 'string')) return { kind: 'mixed' }
  const strings: JsonString[] = []
  let position = line.text.indexOf('"', start)
  for (let index = 0; index < values.length; index++) {
    const closing = closingQuote(line.text, position + 1)
    strings.push({
      token: { ...tokenOf(line, { start: position, end: closing + 1 }), text: values[index] ?? '' },
      value: unescape(line, { start: position + 1, end: closing }),
    })
    position = line.text.indexOf('"', closing + 1)
  }
  return { kind: 'strings', strings }
}

function parseArray(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

function closingQuote(text: string, start: number): number {
  let position = start
  while (position < text.length && text[position] !== '"') position += text[position] === '\\' ? 2 : 1
  return position
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

function unescape(line: MappedText, { start, end }: Range): MappedText {
  const pieces: MappedText[] = []
  let from = start
  for (let position = start; position < end; position++) {
    if (line.text[position] !== '\\') continue
    pieces.push(sliceMapped(line, from, position))
    const letter = line.text.charAt(position + 1)
    const isCode = letter === 'u'
    const text = isCode ? characterOf(line.text.slice(position + 2, position + 6)) : (ESCAPES[letter] ?? letter)
    pieces.push({ text, segments: sliceMapped(line, position, position + 1).segments })
    position += isCode ? 5 : 1
    from = position + 1
  }
  pieces.push(sliceMapped(line, from, end))
  return joinMapped(pieces)
}

function characterOf(hexadecimal: string): string {
  return String.fromCharCode(Number.parseInt(hexadecimal, 16))
}
