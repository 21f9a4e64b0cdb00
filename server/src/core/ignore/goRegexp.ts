import { isWordCharacter, type CharacterTest, type Node } from './automaton.ts'
import { countIn, MAX_COUNT_LENGTH, MAX_REPETITIONS, repeated } from './repetition.ts'
import { isIn, not, only, posixClasses } from './characters.ts'

/**
 * Compiles a regular expression that BuildKit makes from an ignore pattern, with the rules of Go. Of the syntax it
 * knows what can be in one: literals, classes, escapes, `^`, `$`, `.*`, a group for directories, a star after a
 * class, and alternatives and counts, because BuildKit forgets to escape `|`, `{` and `}`. Undefined for what Go
 * rejects. The result are the alternatives; one of them must match. https://pkg.go.dev/regexp/syntax
 */
export function compileGoRegexp(source: string): readonly (readonly Node[])[] | undefined {
  return new Parser([...source]).parse()
}

/** What stands for "zero or more directories" in the expression. */
export const DIRECTORIES = '(.*/)?'

const ASSERTIONS: Readonly<Record<string, Node>> = {
  A: { kind: 'start' },
  z: { kind: 'end' },
  b: { kind: 'boundary', expected: true },
  B: { kind: 'boundary', expected: false },
}

const ESCAPES: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 }

const PERL_CLASSES: Readonly<Record<string, CharacterTest>> = {
  d: isIn([[0x30, 0x39]]),
  s: isIn([
    [9, 10],
    [12, 13],
    [0x20, 0x20],
  ]),
  w: isWordCharacter,
}

const isNoLineBreak = not(only(10))

/** Go sets no lower limit that a count could reach in one line. */
const MAX_NODES = 100_000

class Parser {
  readonly #source: readonly string[]
  readonly #alternatives: Node[][] = [[]]
  #at = 0
  #rejected = false
  /** Whether a count may follow: Go lets no repetition be repeated. */
  #countable = false
  #noPosixClassAhead = false

  constructor(source: readonly string[]) {
    this.#source = source
  }

  parse(): readonly (readonly Node[])[] | undefined {
    while (this.#at < this.#source.length && !this.#rejected) this.#parseNode()
    return this.#rejected ? undefined : this.#alternatives
  }

  #parseNode(): void {
    const character = this.#next()
    if (character === '^') this.#push({ kind: 'start' })
    else if (character === '$') this.#push({ kind: 'end' })
    else if (character === '|') this.#beginAlternative()
    else if (character === '{') this.#parseCount()
    else if (character === '(') {
      this.#push({ kind: 'directories', test: isNoLineBreak }, false)
      this.#at += DIRECTORIES.length - 1
    } else if (character === '.') this.#pushSet(isNoLineBreak)
    else if (character === '[') this.#pushSet(this.#parseClass())
    else if (character === '\\') this.#parseEscape()
    else this.#pushLiteral(character)
  }

  #push(node: Node, countable = true): void {
    this.#alternatives.at(-1)?.push(node)
    this.#countable = countable
  }

  /** A set, which a star may follow. */
  #pushSet(test: CharacterTest): void {
    const starred = this.#peek() === '*'
    if (starred) this.#at++
    this.#push({ kind: starred ? 'many' : 'one', test }, !starred)
  }

  #pushLiteral(character: string): void {
    this.#push({ kind: 'one', test: only(codeOf(character)) })
  }

  /** Only the first alternative begins with `^`. */
  #beginAlternative(): void {
    this.#alternatives.push([{ kind: 'many', test: () => true }])
    this.#countable = false
  }

  /** `{2}`, `{2,}` or `{2,3}`; anything else is text. */
  #parseCount(): void {
    const count = countIn(this.#source.slice(this.#at, this.#at + MAX_COUNT_LENGTH).join(''))
    if (!count) return this.#pushLiteral('{')
    const { minimum, maximum = minimum, length } = count
    const list = this.#alternatives.at(-1) ?? []
    const node = this.#countable ? list.pop() : undefined
    if (!node || MAX_REPETITIONS < Math.max(minimum, maximum) || maximum < minimum) return void this.#reject()
    if (MAX_NODES < list.length + maximum) return void this.#reject()
    list.push(...repeated(node, minimum, count.open ? undefined : maximum))
    this.#at += length
    this.#countable = false
  }

  #parseEscape(): void {
    const assertion = ASSERTIONS[this.#peek()]
    if (assertion) {
      this.#at++
      this.#push(assertion)
    } else if (this.#peek() === 'Q') this.#parseQuotation()
    else this.#pushSet(this.#parseClassEscape() ?? only(this.#parseCharacterEscape()))
  }

  /** `\Q…\E`, or to the end. */
  #parseQuotation(): void {
    this.#at++
    while (this.#at < this.#source.length) {
      if (this.#peek() === '\\' && this.#source[this.#at + 1] === 'E') {
        this.#at += 2
        return
      }
      this.#pushLiteral(this.#next())
    }
  }

  /** After the opening bracket. A bracket that closes may be the first character. */
  #parseClass(): CharacterTest {
    const negated = this.#peek() === '^'
    if (negated) this.#at++
    const tests: CharacterTest[] = []
    for (let first = true; first || this.#peek() !== ']'; first = false) {
      if (this.#rejected || this.#source.length <= this.#at) return only(this.#reject())
      tests.push(this.#parsePosixClass() ?? this.#parseClassItem())
    }
    this.#at++
    const test: CharacterTest = character => tests.some(it => it(character))
    return negated ? not(test) : test
  }

  /** `[:alpha:]` or `[:^alpha:]`. */
  #parsePosixClass(): CharacterTest | undefined {
    if (this.#peek() !== '[' || this.#source[this.#at + 1] !== ':' || this.#noPosixClassAhead) return undefined
    let end = this.#at + 2
    while (end < this.#source.length && !(this.#source[end] === ':' && this.#source[end + 1] === ']')) end++
    this.#noPosixClassAhead = end === this.#source.length
    if (this.#noPosixClassAhead) return undefined
    const name = this.#source.slice(this.#at + 2, end).join('')
    const ranges = posixClasses.get(name.startsWith('^') ? name.slice(1) : name)
    if (!ranges) return only(this.#reject())
    this.#at = end + 2
    return name.startsWith('^') ? not(isIn(ranges)) : isIn(ranges)
  }

  #parseClassItem(): CharacterTest {
    if (this.#peek() === '\\') {
      this.#at++
      const test = this.#parseClassEscape()
      if (test) return test
      this.#at--
    }
    const from = this.#parseClassCharacter()
    const next = this.#source[this.#at + 1]
    // `[a-]` means a or a minus.
    if (this.#peek() !== '-' || next === undefined || next === ']') return only(from)
    this.#at++
    const to = this.#parseClassCharacter()
    return to < from ? only(this.#reject()) : isIn([[from, to]])
  }

  #parseClassCharacter(): number {
    const character = this.#next()
    return character === '\\' ? this.#parseCharacterEscape() : codeOf(character)
  }

  /** `\d`, `\pL` and the like, after the backslash. */
  #parseClassEscape(): CharacterTest | undefined {
    const name = this.#peek()
    const lower = name.toLowerCase()
    const test = lower === 'p' ? this.#parseUnicodeClass() : PERL_CLASSES[lower]
    if (!test) return undefined
    if (lower !== 'p') this.#at++
    return name === lower ? test : not(test)
  }

  /** The set after `\\p`: one letter, or a category or script in braces. */
  #parseUnicodeClass(): CharacterTest {
    this.#at++
    const name = this.#peek() === '{' ? this.#parseBraces() : this.#next()
    const test = unicodeClass(name.startsWith('^') ? name.slice(1) : name) ?? only(this.#reject())
    return name.startsWith('^') ? not(test) : test
  }

  #parseBraces(): string {
    const start = ++this.#at
    while (this.#at < this.#source.length && this.#peek() !== '}') this.#at++
    return this.#source.slice(start, this.#at++).join('')
  }

  #parseCharacterEscape(): number {
    const character = this.#next()
    const escape = ESCAPES[character]
    if (escape !== undefined) return escape
    if (character === 'x')
      return this.#hexadecimal(
        this.#peek() === '{' ? this.#parseBraces() : (this.#next() + this.#next()).padStart(2, '-'),
      )
    if (isOctal(character)) return this.#parseOctal(character)
    // Go lets only punctuation be escaped.
    const isAllowed = character !== '' && codeOf(character) < 0x80 && !/[0-9A-Za-z]/.test(character)
    return isAllowed ? codeOf(character) : this.#reject()
  }

  /** One digit alone would be a back reference, unless it is a zero. */
  #parseOctal(first: string): number {
    let digits = first
    while (digits.length < 3 && isOctal(this.#peek())) digits += this.#next()
    if (first !== '0' && digits.length === 1) return this.#reject()
    return Number.parseInt(digits, 8)
  }

  /** Gives up; what it returns is no character. */
  #reject(): number {
    this.#rejected = true
    return -1
  }

  #peek(): string {
    return this.#source[this.#at] ?? ''
  }

  #next(): string {
    return this.#source[this.#at++] ?? ''
  }

  #hexadecimal(digits: string): number {
    const code = /^[0-9A-Fa-f]+$/.test(digits) ? Number.parseInt(digits, 16) : -1
    return 0 <= code && code <= 0x10ffff ? code : this.#reject()
  }
}

/** A general category or a script by its name in Unicode. */
function unicodeClass(name: string): CharacterTest | undefined {
  if (!/^[A-Z][A-Za-z_]*$/.test(name)) return undefined
  for (const property of ['gc', 'sc'])
    try {
      const pattern = new RegExp(`^\\p{${property}=${name}}$`, 'u')
      return character => pattern.test(String.fromCodePoint(character))
    } catch {
      // No such name.
    }
  return undefined
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? -1
}

function isOctal(character: string): boolean {
  return /^[0-7]$/.test(character)
}
