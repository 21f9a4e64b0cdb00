/** Whether a character (a code point or a byte) belongs to a set. */
export type CharacterTest = (character: number) => boolean

/** A pattern as a sequence of nodes; it matches from the start of a text on. */
export type Node =
  | { readonly kind: 'one' | 'optional' | 'many'; readonly test: CharacterTest }
  /** Nothing, or characters of the set and a slash. */
  | { readonly kind: 'directories'; readonly test: CharacterTest }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  /** Between a word character and another one, or not there. */
  | { readonly kind: 'boundary'; readonly expected: boolean }

const SLASH = 0x2f

/**
 * Whether a pattern matches. All ways to match are followed at once, so that no pattern takes more time than its
 * length times the length of the text. A match need not reach the end of the text unless an `end` node says so.
 */
export function matches(nodes: readonly Node[], text: readonly number[]): boolean {
  let states = new States(nodes, text, 0)
  states.enter(0)
  for (let at = 0; at < text.length && !states.accepted; at++) {
    if (states.isEmpty) return false
    states = states.after(at)
  }
  return states.accepted
}

/** The places in a pattern where the matching may stand at one offset of the text. */
class States {
  accepted = false
  /** Index of the next node, or its complement when within the characters of a `directories`. */
  readonly #places: number[] = []
  readonly #seen = new Set<number>()
  readonly #nodes: readonly Node[]
  readonly #text: readonly number[]
  readonly #at: number

  constructor(nodes: readonly Node[], text: readonly number[], at: number) {
    this.#nodes = nodes
    this.#text = text
    this.#at = at
  }

  get isEmpty(): boolean {
    return this.#places.length === 0
  }

  /** Adds a node, and those that can be reached from it without a character. */
  enter(from: number): void {
    for (let index = from; !this.#seen.has(index); index++) {
      this.#seen.add(index)
      const node = this.#nodes[index]
      if (!node) {
        this.accepted = true
        return
      }
      if (this.#isAssertion(node)) {
        if (!this.#holds(node)) return
        continue
      }
      this.#places.push(index)
      if (node.kind === 'directories') this.#enterDirectories(index)
      if (node.kind === 'one') return
    }
  }

  after(at: number): States {
    const next = new States(this.#nodes, this.#text, at + 1)
    const character = this.#text[at] ?? 0
    for (const place of this.#places) {
      const index = place < 0 ? ~place : place
      const node = this.#nodes[index]
      if (!node) continue
      if (place < 0 && character === SLASH) next.enter(index + 1)
      if (!('test' in node) || !node.test(character)) continue
      if (place < 0) next.#enterDirectories(index)
      else if (node.kind !== 'directories') next.enter(node.kind === 'many' ? index : index + 1)
    }
    return next
  }

  #enterDirectories(index: number): void {
    if (this.#seen.has(~index)) return
    this.#seen.add(~index)
    this.#places.push(~index)
  }

  #isAssertion(node: Node): node is Extract<Node, { kind: 'start' | 'end' | 'boundary' }> {
    return node.kind === 'start' || node.kind === 'end' || node.kind === 'boundary'
  }

  #holds(node: Extract<Node, { kind: 'start' | 'end' | 'boundary' }>): boolean {
    if (node.kind === 'start') return this.#at === 0
    if (node.kind === 'end') return this.#at === this.#text.length
    const before = isWordCharacter(this.#text[this.#at - 1])
    return (before !== isWordCharacter(this.#text[this.#at])) === node.expected
  }
}

/** `[0-9A-Za-z_]` */
export function isWordCharacter(character: number | undefined): boolean {
  if (character === undefined) return false
  return (
    (0x30 <= character && character <= 0x39) ||
    (0x41 <= character && character <= 0x5a) ||
    (0x61 <= character && character <= 0x7a) ||
    character === 0x5f
  )
}
