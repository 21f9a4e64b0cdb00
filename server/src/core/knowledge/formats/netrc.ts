import { withoutByteOrderMark } from './ini.ts'

/** One `machine` (or `default`) of a netrc file. */
export interface NetrcEntry {
  /** Undefined for `default`. */
  readonly machine: string | undefined
  readonly login: string | undefined
  readonly password: string | undefined
}

/**
 * The entries of a netrc file, as curl, git and Python read it: words in any layout, `"quoted words"` with `\` as
 * escape, `#` comments where a keyword could stand, `macdef` up to an empty line. Accepts every text.
 * https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html
 */
export function netrcEntries(text: string): readonly NetrcEntry[] {
  const reader = new NetrcReader(withoutByteOrderMark(text))
  const entries: { machine: string | undefined; login: string | undefined; password: string | undefined }[] = []
  for (let word = reader.next(); word !== undefined; word = reader.next()) {
    const entry = entries.at(-1)
    if (word.startsWith('#')) reader.skipLine()
    else if (word === 'machine') entries.push({ machine: reader.next(), login: undefined, password: undefined })
    else if (word === 'default') entries.push({ machine: undefined, login: undefined, password: undefined })
    else if (word === 'macdef') reader.skipMacro()
    else if ((word === 'login' || word === 'user') && entry) entry.login = reader.next()
    else if (word === 'password' && entry) entry.password = reader.next()
    else if (word === 'account') reader.next()
  }
  return entries
}

class NetrcReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  next(): string | undefined {
    while (this.#at < this.#text.length && isSpace(this.#text.charAt(this.#at))) this.#at++
    if (this.#text.length <= this.#at) return undefined
    return this.#text.charAt(this.#at) === '"' ? this.#quoted() : this.#plain()
  }

  #plain(): string {
    const start = this.#at
    while (this.#at < this.#text.length && !isSpace(this.#text.charAt(this.#at))) this.#at++
    return this.#text.slice(start, this.#at)
  }

  #quoted(): string {
    const pieces: string[] = []
    for (this.#at++; this.#at < this.#text.length; this.#at++) {
      const character = this.#text.charAt(this.#at)
      if (character === '"') break
      if (character === '\\') this.#at++
      pieces.push(this.#text.charAt(this.#at))
    }
    this.#at++
    return pieces.join('')
  }

  skipLine(): void {
    // The comment's first word may have been its last, too.
    const end = this.#text.indexOf('\n', this.#at)
    this.#at = end < 0 ? this.#text.length : end
  }

  /** A macro ends at the first empty line. */
  skipMacro(): void {
    let empty = false
    while (!empty && this.#at < this.#text.length) {
      this.skipLine()
      const end = this.#text.indexOf('\n', ++this.#at)
      empty = this.#text.slice(this.#at, end < 0 ? undefined : end).trim() === ''
    }
  }
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r'
}
