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
