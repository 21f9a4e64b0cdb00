/** A function of objects that works its result out once for each of them. */
export function perObject<Key extends object, Result>(compute: (key: Key) => Result): (key: Key) => Result {
  const known = new WeakMap<Key, { readonly result: Result }>()
  return key => {
    let found = known.get(key)
    if (!found) known.set(key, (found = { result: compute(key) }))
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
