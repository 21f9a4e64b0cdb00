import type { CharacterTest, Node } from './automaton.ts'
import { isIn, isSlash, not, only, posixClasses } from './characters.ts'

/**
 * Compiles a pattern with the rules of git's `wildmatch.c`, which works on bytes. With `isPath`, wildcards but `**`
 * stop at slashes. Undefined for a pattern that never matches.
 */
export function compileWildmatch(pattern: string, isPath: boolean): readonly Node[] | undefined {
  const bytes = utf8(pattern)
  const nodes: Node[] = []
  const single = isPath ? not(isSlash) : anything
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === STAR) {
      const stars = starsAt(bytes, at, isPath)
      nodes.push(stars.node)
      at = stars.end - 1
    } else if (byte === OPEN) {
      const set = classAt(bytes, at)
      if (!set) return undefined
      nodes.push({ kind: 'one', test: isPath ? both(set.test, single) : set.test })
      at = set.end - 1
    } else if (byte === QUESTION) nodes.push({ kind: 'one', test: single })
    else if (byte === BACKSLASH && ++at === bytes.length) return undefined
    else nodes.push({ kind: 'one', test: only(bytes[at] ?? 0) })
  }
  return [...nodes, { kind: 'end' }]
}

/** The bytes of a text in UTF-8. */
export function utf8(text: string): readonly number[] {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code))
    else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code))
  }
  return bytes
}

function tail(code: number): number {
  return 0x80 | (code & 0x3f)
}

const [STAR, QUESTION, OPEN, CLOSE, BACKSLASH, SLASH] = [0x2a, 0x3f, 0x5b, 0x5d, 0x5c, 0x2f]
const [MINUS, COLON, CARET, EXCLAMATION] = [0x2d, 0x3a, 0x5e, 0x21]

const anything: CharacterTest = () => true

function both(first: CharacterTest, second: CharacterTest): CharacterTest {
  return character => first(character) && second(character)
}

interface Piece<T> {
  readonly end: number
  readonly node: T
}

/** One star or more. Two between slashes stand for any number of directories. */
function starsAt(bytes: readonly number[], start: number, isPath: boolean): Piece<Node> {
  let end = start
  while (bytes[end] === STAR) end++
  if (!isPath) return { end, node: { kind: 'many', test: anything } }
  const next = bytes[end]
  const opens = start === 0 || bytes[start - 1] === SLASH
  const closes = next === undefined || next === SLASH || (next === BACKSLASH && bytes[end + 1] === SLASH)
  if (end - start < 2 || !opens || !closes) return { end, node: { kind: 'many', test: not(isSlash) } }
  if (next === SLASH) return { end: end + 1, node: { kind: 'directories', test: anything } }
  return { end, node: { kind: 'many', test: anything } }
}

interface ByteSet {
  readonly end: number
  readonly test: CharacterTest
}

/** `[…]`; undefined when it is not closed or names an unknown class. A first `]` belongs to it. */
function classAt(bytes: readonly number[], start: number): ByteSet | undefined {
  let at = start + 1
  const negated = bytes[at] === CARET || bytes[at] === EXCLAMATION
  if (negated) at++
  const tests: CharacterTest[] = []
  let before: number | undefined
  for (let first = true; first || bytes[at] !== CLOSE; first = false) {
    if (bytes.length <= at) return undefined
    const item = rangeAt(bytes, at, before) ?? posixClassAt(bytes, at) ?? characterAt(bytes, at)
    if (!item) return undefined
    tests.push(item.test)
    before = item.character
    at = item.end
  }
  const test: CharacterTest = character => tests.some(it => it(character))
  return { end: at + 1, test: negated ? not(test) : test }
}

interface Item extends ByteSet {
  /** What a range may begin with. */
  readonly character: number | undefined
}

/** `-z` after the character that the range begins with. */
function rangeAt(bytes: readonly number[], at: number, before: number | undefined): Item | undefined {
  const next = bytes[at + 1]
  if (bytes[at] !== MINUS || before === undefined || next === undefined || next === CLOSE) return undefined
  const last = next === BACKSLASH ? at + 2 : at + 1
  const to = bytes[last]
  return to === undefined ? undefined : { end: last + 1, test: isIn([[before, to]]), character: undefined }
}

/** `[:alpha:]`. Undefined when it is none; an unknown name matches nothing and has no end. */
function posixClassAt(bytes: readonly number[], at: number): Item | undefined {
  if (bytes[at] !== OPEN || bytes[at + 1] !== COLON) return undefined
  const close = bytes.indexOf(CLOSE, at + 2)
  if (close < at + 3 || bytes[close - 1] !== COLON) return undefined
  const name = String.fromCharCode(...bytes.slice(at + 2, close - 1))
  const ranges = name === 'ascii' || name === 'word' ? undefined : posixClasses.get(name)
  return ranges
    ? { end: close + 1, test: isIn(ranges), character: undefined }
    : { end: Number.MAX_SAFE_INTEGER, test: () => false, character: undefined }
}

function characterAt(bytes: readonly number[], at: number): Item | undefined {
  const place = bytes[at] === BACKSLASH ? at + 1 : at
  const character = bytes[place]
  return character === undefined ? undefined : { end: place + 1, test: only(character), character }
}
