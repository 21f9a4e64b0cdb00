import type { Source, Use } from './flowModel.ts'

/** A value is followed to so many sources. */
const MAX_SOURCES = 32

/** One use for each source, best one as a credential, so that a value which is put together of itself does not grow. */
export function distinct(uses: readonly Use[]): readonly Use[] {
  if (uses.length < 2) return uses
  const found = new Map<object, Use>()
  for (const use of uses) {
    const { source, role } = use
    const origin = originOf(source)
    const known = found.get(origin)
    if (known ? known.role !== 'credential' && role === 'credential' : found.size < MAX_SOURCES) found.set(origin, use)
  }
  return [...found.values()]
}

/** What is the same object for every use of a source. */
export function originOf(source: Source): object {
  return source.kind === 'mount' ? source.mount : source.declaration
}
