/** `filepath.Clean` of Go on Linux: the shortest path that means the same. */
export function cleanPath(path: string): string {
  const rooted = path.startsWith('/')
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (!rooted) parts.push(part)
  }
  const joined = parts.join('/')
  return rooted ? `/${joined}` : joined === '' ? '.' : joined
}

/** `strings.TrimSpace` of Go, which knows other white space than JavaScript does. */
export function trimSpace(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isSpace(text.charAt(start))) start++
  while (start < end && isSpace(text.charAt(end - 1))) end--
  return text.slice(start, end)
}

function isSpace(character: string): boolean {
  return character === '\u0085' || (character !== '\uFEFF' && character.trim() === '')
}

/** Whether `filepath.Match` of Go accepts a pattern: brackets are closed and a backslash has something to escape. */
export function isValidGlob(pattern: string): boolean {
  return chunksOf([...pattern]).every(isValidChunk)
}

/** The parts between stars, as Match splits them: a star within brackets is part of a chunk. */
function chunksOf(pattern: readonly string[]): readonly (readonly string[])[] {
  const chunks: string[][] = [[]]
  let inRange = false
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? ''
    if (character === '*' && !inRange) {
      chunks.push([])
      continue
    }
    chunks.at(-1)?.push(character)
    if (character === '\\' && at + 1 < pattern.length) chunks.at(-1)?.push(pattern[++at] ?? '')
    else if (character === '[') inRange = true
    else if (character === ']') inRange = false
  }
  return chunks
}

function isValidChunk(chunk: readonly string[]): boolean {
  for (let at = 0; at < chunk.length; at++) {
    if (chunk[at] === '\\') {
      if (++at === chunk.length) return false
    } else if (chunk[at] === '[') {
      const end = endOfClass(chunk, at)
      if (end === undefined) return false
      at = end
    }
  }
  return true
}

/** Where the bracket that opens at `start` is closed; undefined for a class that Go rejects. */
function endOfClass(chunk: readonly string[], start: number): number | undefined {
  let at: number | undefined = chunk[start + 1] === '^' ? start + 2 : start + 1
  for (let count = 0; at !== undefined; count++) {
    if (chunk[at] === ']' && 0 < count) return at
    at = endOfEscape(chunk, at)
    if (at !== undefined && chunk[at] === '-') at = endOfEscape(chunk, at + 1)
  }
  return undefined
}

/** After one character of a class, which can't be the last of the chunk. */
function endOfEscape(chunk: readonly string[], at: number): number | undefined {
  const first = chunk[at]
  if (first === undefined || first === '-' || first === ']') return undefined
  const end = first === '\\' ? at + 2 : at + 1
  return end < chunk.length ? end : undefined
}
