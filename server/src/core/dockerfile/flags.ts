import { sliceMapped, toSourceSpan, type MappedText } from '../text.ts'
import { isSpace, skipSpaces } from './chars.ts'
import { joinMapped } from './mapped.ts'
import type { Flag } from './model.ts'
import type { Range } from './words.ts'

/**
 * Takes the `--flag` words from the beginning of a range. Quotes and escapes are taken away, in single quotes,
 * too; a word `--` ends the flags. `rest` is where the arguments begin.
 */
export function readFlags(line: MappedText, range: Range, escape: string): { flags: readonly Flag[]; rest: number } {
  const { text } = line
  const flags: Flag[] = []
  let position = skipSpaces(text, range.start, range.end)
  while (position + 1 < range.end && text[position] === '-' && text[position + 1] === '-') {
    const { end, kept } = readFlagWord(text, { start: position, end: range.end }, escape)
    const word = joinMapped(kept.map(it => sliceMapped(line, it.start, it.end)))
    if (word.text === '--') return { flags, rest: skipSpaces(text, end, range.end) }
    flags.push({ ...toSourceSpan(line, position, end), ...nameAndValue(word) })
    position = skipSpaces(text, end, range.end)
  }
  return { flags, rest: position }
}

/** The range of one word, and the ranges of it that are neither quotes nor escapes. */
function readFlagWord(text: string, { start, end }: Range, escape: string): { end: number; kept: readonly Range[] } {
  const kept: Range[] = []
  let keptFrom = start
  let quote = ''
  let position = start
  const drop = () => {
    if (keptFrom < position) kept.push({ start: keptFrom, end: position })
    keptFrom = position + 1
  }
  for (; position < end; position++) {
    const character = text.charAt(position)
    if (quote === '' && isSpace(text.charCodeAt(position))) break
    if (character === quote || (quote === '' && (character === '"' || character === "'"))) {
      drop()
      quote = quote === '' ? character : ''
    } else if (character === escape) {
      drop()
      position++
    }
  }
  position = Math.min(position, end)
  drop()
  return { end: position, kept }
}

function nameAndValue(word: MappedText): { name: string; value: MappedText | undefined } {
  const equals = word.text.indexOf('=')
  if (equals < 0) return { name: word.text.slice(2), value: undefined }
  const value = sliceMapped(word, equals + 1, word.text.length)
  return { name: word.text.slice(2, equals), value }
}
