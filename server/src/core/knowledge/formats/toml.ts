import { withoutByteOrderMark } from './ini.ts'

/** A string of a TOML document, with the keys that lead to it. */
export interface TomlString {
  readonly keys: readonly string[]
  readonly value: string
  /** Tells tables of an array apart, which have the same keys. */
  readonly table: number
}

/**
 * The strings of a TOML document in order. A small reader for content checks, so that `check` need not load a TOML
 * library: it accepts every text and steps over a line that it cannot read. https://toml.io/en/v1.0.0
 */
export function tomlStrings(text: string): readonly TomlString[] {
  const reader = new TomlReader(withoutByteOrderMark(text))
  reader.readDocument()
  return reader.strings
}

/** How deep arrays and inline tables are followed. */
const MAX_DEPTH = 32

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r' }

interface Table {
  readonly keys: readonly string[]
  readonly id: number
}

class TomlReader {
  readonly strings: TomlString[] = []
  readonly #text: string
  #at = 0
  #tables = 0

  constructor(text: string) {
    this.#text = text
  }

  readDocument(): void {
    let table: Table = { keys: [], id: 0 }
    for (this.#skipBlank(); this.#at < this.#text.length; this.#skipBlank()) {
      if (this.#peek() === '[') table = { keys: this.#readHeader(), id: ++this.#tables }
      else if (!this.#readPair(table, 0)) this.#skipLine()
    }
  }

  #readHeader(): readonly string[] {
    while (this.#peek() === '[') this.#at++
    const keys = this.#readKeys()
    this.#skipLine()
    return keys
  }

  /** `key.key = value`; false when that is not what stands here. */
  #readPair({ keys: outer, id }: Table, depth: number): boolean {
    const keys = this.#readKeys()
    if (keys.length === 0 || this.#peek() !== '=') return false
    this.#at++
    this.#skipSpace()
    return this.#readValue({ keys: [...outer, ...keys], id }, depth)
  }

  #readKeys(): readonly string[] {
    const keys: string[] = []
    do {
      if (this.#peek() === '.') this.#at++
      this.#skipSpace()
      const key = this.#isQuote() ? this.#readString() : this.#readBareKey()
      if (key === '') break
      keys.push(key)
      this.#skipSpace()
    } while (this.#peek() === '.')
    return keys
  }

  #readBareKey(): string {
    const start = this.#at
    while (/[\w-]/.test(this.#peek())) this.#at++
    return this.#text.slice(start, this.#at)
  }

  #readValue(place: Table, depth: number): boolean {
    if (MAX_DEPTH < depth) return false
    if (this.#isQuote()) {
      this.strings.push({ keys: place.keys, value: this.#readString(), table: place.id })
      return true
    }
    if (this.#peek() === '[') return this.#readList(']', () => this.#readValue(place, depth + 1))
    if (this.#peek() === '{') {
      const inner = { keys: place.keys, id: ++this.#tables }
      return this.#readList('}', () => this.#readPair(inner, depth + 1))
    }
    const start = this.#at
    while (this.#at < this.#text.length && !',]}#\n'.includes(this.#peek())) this.#at++
    return start < this.#at
  }

  #readList(close: string, readItem: () => boolean): boolean {
    this.#at++
    for (this.#skipBlank(); this.#peek() !== close; this.#skipBlank()) {
      if (!readItem()) return false
      this.#skipBlank()
      if (this.#peek() === ',') this.#at++
      else if (this.#peek() !== close) return false
    }
    this.#at++
    return true
  }

  #isQuote(): boolean {
    return this.#peek() === '"' || this.#peek() === "'"
  }

  /** A basic or literal string, of one line or several. One that is not closed ends where its line ends. */
  #readString(): string {
    const quote = this.#peek()
    const fence = quote.repeat(3)
    const multiline = this.#text.startsWith(fence, this.#at)
    const close = multiline ? fence : quote
    this.#at += close.length
    const pieces: string[] = []
    while (this.#at < this.#text.length && !this.#text.startsWith(close, this.#at)) {
      if (!multiline && this.#peek() === '\n') return pieces.join('')
      pieces.push(quote === '"' && this.#peek() === '\\' ? this.#readEscape() : this.#peek())
      this.#at++
    }
    this.#at += close.length
    return pieces.join('')
  }

  /** Ends at the last character of the escape sequence. */
  #readEscape(): string {
    const kind = this.#text.charAt(++this.#at)
    const length = kind === 'u' ? 4 : kind === 'U' ? 8 : 0
    if (length === 0) return ESCAPES[kind] ?? kind
    const code = Number.parseInt(this.#text.slice(this.#at + 1, this.#at + 1 + length), 16)
    this.#at += length
    return 0 <= code && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  }

  #peek(): string {
    return this.#text.charAt(this.#at)
  }

  #skipSpace(): void {
    while (this.#peek() === ' ' || this.#peek() === '\t') this.#at++
  }

  /** White space, line ends and comments. */
  #skipBlank(): void {
    while (this.#at < this.#text.length)
      if (this.#peek() === '#') this.#skipLine()
      else if (/\s/.test(this.#peek())) this.#at++
      else return
  }

  #skipLine(): void {
    const end = this.#text.indexOf('\n', this.#at)
    this.#at = end < 0 ? this.#text.length : end + 1
  }
}
