/** Whether the shell expands a pattern such as `/app/.npm*` to `path`, or to a directory above it. */
export function matches(pattern: string, path: string): boolean {
  if (!/[*?[]/.test(pattern)) return false
  const names = path.split('/')
  return pattern.split('/').every((it, index) => names[index] !== undefined && matchesName(it, names[index]))
}

/** A `*` stands for any text, but not for the dot in front of a name; a class may be anything. */
function matchesName(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.replace(/\[[^\]]*\]/g, '*').split(/[*?]+/)
  if (!name.startsWith(first) || (first === '' && pattern !== '' && name.startsWith('.'))) return false
  let at = first.length
  for (const piece of rest) {
    const found = name.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return 0 < rest.length || name === first
}
