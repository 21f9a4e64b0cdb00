/** Replaces the characters from `start` to `end` by `newText`. */
export interface Replacement {
  readonly start: number
  readonly end: number
  readonly newText: string
}

/** The shortest single replacement that turns one text into the other, so that cursors and folds stay. */
export function smallestEdit(oldText: string, newText: string): Replacement {
  const shorter = Math.min(oldText.length, newText.length)
  let start = 0
  while (start < shorter && oldText[start] === newText[start]) start++
  let same = 0
  while (same < shorter - start && oldText.at(-1 - same) === newText.at(-1 - same)) same++
  return { start, end: oldText.length - same, newText: newText.slice(start, newText.length - same) }
}
