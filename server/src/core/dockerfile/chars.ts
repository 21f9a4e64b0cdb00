/** White space as Go's `unicode.IsSpace` has it: other than JavaScript's, with U+0085 and without U+FEFF. */
export function isSpace(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (0x09 <= code && code <= 0x0d)
  if (code < 0x1680) return code === 0x85 || code === 0xa0
  if (0x2000 <= code && code <= 0x200a) return true
  return code === 0x1680 || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000
}

/** What separates the keyword, and words which are split without a look at quotes. */
export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || (0x0b <= code && code <= 0x0d)
}

export function isDigit(code: number): boolean {
  return 0x30 <= code && code <= 0x39
}

export function skipSpaces(text: string, start: number, end: number): number {
  let position = start
  while (position < end && isSpace(text.charCodeAt(position))) position++
  return position
}

export function skipBlanks(text: string, start: number, end: number): number {
  let position = start
  while (position < end && isBlank(text.charCodeAt(position))) position++
  return position
}

/** End of the text from `start` to the next blank. */
export function skipNonBlanks(text: string, start: number, end: number): number {
  let position = start
  while (position < end && !isBlank(text.charCodeAt(position))) position++
  return position
}

/** `end` without the white space before it. */
export function trimEnd(text: string, start: number, end: number): number {
  let position = end
  while (start < position && isSpace(text.charCodeAt(position - 1))) position--
  return position
}
