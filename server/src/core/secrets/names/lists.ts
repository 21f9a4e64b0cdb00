/** Whether one of the patterns is the name, ignoring case. `*` stands for any text: `ACME_*_KEY`. */
export function isListed(name: string, patterns: readonly string[]): boolean {
  const lower = name.toLowerCase()
  return patterns.some(it => matches(lower, it.toLowerCase()))
}

function matches(name: string, pattern: string): boolean {
  const parts = pattern.split('*')
  const first = parts[0] ?? ''
  const last = parts.at(-1) ?? ''
  if (parts.length === 1) return name === first
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false
  // The first place where a middle part fits leaves most for the others.
  let at = first.length
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return at <= name.length - last.length
}
