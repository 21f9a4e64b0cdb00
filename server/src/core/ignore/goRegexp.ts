import { isWordCharacter, type CharacterTest, type Node } from './automaton.ts'
import { isIn, not, only, posixClasses } from './characters.ts'

/**
 * Compiles a regular expression that BuildKit makes from an ignore pattern, with the rules of Go. Of the syntax it
 * knows what can be in one: literals, classes, escapes, `^`, `$`, `.*`, a group for directories, and a star after a
 * class. Undefined for what Go rejects. https://pkg.go.dev/regexp/syntax
 */
export function compileGoRegexp(source: string): readonly Node[] | undefined {
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

class Parser {
  readonly #source: readonly string[]
  readonly #nodes: Node[] = []
  #at = 0
  #rejected = false
  #noPosixClassAhead = false

  constructor(source: readonly string[]) {
    this.#source = source
  }

  parse(): readonly Node[] | undefined {
    while (this.#at < this.#source.length && !this.#rejected) this.#parseNode()
    return this.#rejected ? undefined : this.#nodes
  }

  #parseNode(): void {
    const character = this.#next()
    if (character === '^') this.#nodes.push({ kind: 'start' })
    else if (character === '$') this.#nodes.push({ kind: 'end' })
    else if (character === '(') {
      this.#nodes.push({ kind: 'directories', test: isNoLineBreak })
      this.#at += DIRECTORIES.length - 1
    } else if (character === '.') this.#pushSet(isNoLineBreak)
    else if (character === '[') this.#pushSet(this.#parseClass())
    else if (character === '\\') this.#parseEscape()
    else this.#pushLiteral(character)
  }

  /** A set, which a star may follow. */
  #pushSet(test: CharacterTest): void {
    const kind = this.#peek() === '*' ? 'many' : 'one'
    if (kind === 'many') this.#at++
    this.#nodes.push({ kind, test })
  }

  #pushLiteral(character: string): void {
    this.#nodes.push({ kind: 'one', test: only(codeOf(character)) })
  }

  #parseEscape(): void {
    const assertion = ASSERTIONS[this.#peek()]
    if (assertion) {
      this.#at++
      this.#nodes.push(assertion)
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
    const test = lower === 'p' ? this.#unicodeClass() : PERL_CLASSES[lower]
    if (!test) return undefined
    this.#at += lower === 'p' ? 2 : 1
    return name === lower ? test : not(test)
  }

  /** A general category of one letter: a brace can't follow, because BuildKit escapes it. */
  #unicodeClass(): CharacterTest | undefined {
    const category = this.#source[this.#at + 1] ?? ''
    if (!'CLMNPSZ'.includes(category) || category === '') return only(this.#reject())
    const pattern = new RegExp(`^\\p{${category}}$`, 'u')
    return character => pattern.test(String.fromCodePoint(character))
  }

  #parseCharacterEscape(): number {
    const character = this.#next()
    const escape = ESCAPES[character]
    if (escape !== undefined) return escape
    if (character === 'x') return this.#parseHexadecimal(this.#next() + this.#next())
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

  #parseHexadecimal(digits: string): number {
    return /^[0-9A-Fa-f]{2}$/.test(digits) ? Number.parseInt(digits, 16) : this.#reject()
  }
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? -1
}

function isOctal(character: string): boolean {
  return /^[0-7]$/.test(character)
}
