/**
 * Whether `filepath.Match(pattern, ".")` of Go succeeds, which BuildKit asks for the syntax of a pattern. Match stops
 * where the pattern does not fit the name and never sees what is wrong behind the next star.
 */
export function isValidGlob(pattern: string): boolean {
  let name = '.'
  for (const { star, characters } of chunksOf([...pattern])) {
    if (star && characters.length === 0) return true
    const names = star ? [name, ...name.split('').map((_, index) => name.slice(index + 1))] : [name]
    const results = names.map(it => matchChunk(characters, it))
    if (results.includes(INVALID)) return false
    const rest = results.find(it => typeof it === 'string')
    if (rest === undefined) return true
    name = rest
  }
  return true
}

const INVALID = Symbol('invalid')

interface Chunk {
  /** Whether stars are before it. */
  readonly star: boolean
  readonly characters: readonly string[]
}

/** The parts between stars; a star within brackets is part of a chunk. */
function chunksOf(pattern: readonly string[]): readonly Chunk[] {
  const chunks: { star: boolean; characters: string[] }[] = []
  let inRange = false
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? ''
    const last = chunks.at(-1)
    const star = character === '*' && !inRange
    if (star && last?.star && last.characters.length === 0) continue
    const current = star || !last ? { star, characters: [] } : last
    if (current !== last) chunks.push(current)
    if (star) continue
    current.characters.push(character)
    if (character === '\\' && at + 1 < pattern.length) current.characters.push(pattern[++at] ?? '')
    else if (character === '[') inRange = true
    else if (character === ']') inRange = false
  }
  return chunks
}

/** What is left of a name after the chunk; undefined when it does not fit. The whole chunk is checked. */
function matchChunk(chunk: readonly string[], name: string): string | typeof INVALID | undefined {
  let rest: string | undefined = name
  for (let at = 0; at < chunk.length; at++) {
    let fits = chunk[at] === '?'
    if (chunk[at] === '[') {
      const set = classAt(chunk, at)
      if (!set) return INVALID
      fits = set.has(rest?.charAt(0) ?? '')
      at = set.end
    } else if (chunk[at] === '\\' && ++at === chunk.length) return INVALID
    else fits ||= chunk[at] === rest?.charAt(0)
    rest = fits && rest !== '' ? rest?.slice(1) : undefined
  }
  return rest
}

interface CharacterClass {
  /** Index of the closing bracket. */
  readonly end: number
  readonly has: (character: string) => boolean
}

/** The class that opens at `start`; undefined when Go rejects it. */
function classAt(chunk: readonly string[], start: number): CharacterClass | undefined {
  const negated = chunk[start + 1] === '^'
  const ranges: (readonly [string, string])[] = []
  let at = negated ? start + 2 : start + 1
  for (; chunk[at] !== ']' || ranges.length === 0; at++) {
    const first = escapedAt(chunk, at)
    if (!first) return undefined
    at = first.end
    const last = chunk[at + 1] === '-' ? escapedAt(chunk, at + 2) : first
    if (!last) return undefined
    at = last.end
    ranges.push([first.character, last.character])
  }
  return { end: at, has: character => ranges.some(([from, to]) => from <= character && character <= to) !== negated }
}

interface Escaped {
  /** Index of its last character, which is never the last one of the chunk. */
  readonly end: number
  readonly character: string
}

function escapedAt(chunk: readonly string[], at: number): Escaped | undefined {
  const first = chunk[at]
  if (first === undefined || first === '-' || first === ']') return undefined
  const end = first === '\\' ? at + 1 : at
  return end + 1 < chunk.length ? { end, character: chunk[end] ?? '' } : undefined
}
