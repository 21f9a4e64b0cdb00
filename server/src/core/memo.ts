/**
 * What is known about objects, as long as these live. It is kept as a property of theirs: WeakMaps make every garbage
 * collection slow, and would cost a fifth of the whole analysis.
 */
export class Notes<Key extends object, Value> {
  private readonly name = Symbol('note')

  get(key: Key): Value | undefined {
    const notes: Partial<Record<symbol, Value>> = key
    return notes[this.name]
  }

  set(key: Key, value: Value): void {
    const notes: Partial<Record<symbol, Value>> = key
    notes[this.name] = value
  }
}

/** A function that works its result out once for each object, with what else it gets the first time. */
export function perObject<Key extends object, More extends readonly unknown[], Result>(
  compute: (key: Key, ...more: More) => Result,
): (key: Key, ...more: More) => Result {
  const known = new Notes<Key, { readonly result: Result }>()
  return (key, ...more) => {
    let found = known.get(key)
    if (!found) known.set(key, (found = { result: compute(key, ...more) }))
    return found.result
  }
}

/** How many texts are remembered, and how long they may be. */
const LIMITS = { texts: 5000, length: 100 }

/** A function of names or paths, of which nearly all Dockerfiles have the same few thousand. */
export function perText<Result>(compute: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, { readonly result: Result }>()
  return text => {
    let found = known.get(text)
    if (found) return found.result
    found = { result: compute(text) }
    if (known.size === LIMITS.texts) known.clear()
    if (text.length <= LIMITS.length) known.set(text, found)
    return found.result
  }
}
