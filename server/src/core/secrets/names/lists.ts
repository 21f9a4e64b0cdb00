import { perObject } from '../../memo.ts'

/** Whether one of the patterns is the name, ignoring case. `*` stands for any text: `ACME_*_KEY`. */
export function isListed(name: string, patterns: readonly string[]): boolean {
  const lower = name.toLowerCase()
  const { names, globs } = compiled(patterns)
  return names.has(lower) || globs.some(it => matches(lower, it))
}

interface Compiled {
  readonly names: ReadonlySet<string>
  /** The texts between the asterisks. */
  readonly globs: readonly (readonly string[])[]
}

/** Every name of a Dockerfile is looked up in the same lists. */
const compiled = perObject((patterns: readonly string[]): Compiled => {
  const lower = patterns.map(it => it.toLowerCase())
  const globs = lower.filter(it => it.includes('*')).map(it => it.split('*'))
  return { names: new Set(lower.filter(it => !it.includes('*'))), globs }
})

function matches(name: string, parts: readonly string[]): boolean {
  const first = parts[0] ?? ''
  const last = parts.at(-1) ?? ''
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
