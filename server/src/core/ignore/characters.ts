import type { CharacterTest } from './automaton.ts'

export type Range = readonly [number, number]

export function isIn(ranges: readonly Range[]): CharacterTest {
  return character => ranges.some(([from, to]) => from <= character && character <= to)
}

export function not(test: CharacterTest): CharacterTest {
  return character => !test(character)
}

export function only(expected: number): CharacterTest {
  return character => character === expected
}

export const isSlash: CharacterTest = only(0x2f)

const letters = 'AZ az'
const digits = '09'

/** ASCII classes of POSIX by name, as both Go and git have them. */
export const posixClasses: ReadonlyMap<string, readonly Range[]> = new Map([
  ['alnum', rangesOf(`${letters} ${digits}`)],
  ['alpha', rangesOf(letters)],
  ['ascii', [[0, 0x7f]]],
  ['blank', rangesOf('\t\t', '  ')],
  [
    'cntrl',
    [
      [0, 0x1f],
      [0x7f, 0x7f],
    ],
  ],
  ['digit', rangesOf(digits)],
  ['graph', rangesOf('!~')],
  ['lower', rangesOf('az')],
  ['print', [[0x20, 0x7e]]],
  ['punct', rangesOf('!/ :@ [` {~')],
  [
    'space',
    [
      [9, 13],
      [0x20, 0x20],
    ],
  ],
  ['upper', rangesOf('AZ')],
  ['word', rangesOf(`${letters} ${digits} __`)],
  ['xdigit', rangesOf(`${digits} AF af`)],
])

/** Ranges from pairs of characters. A text holds several, separated by spaces. */
function rangesOf(...texts: string[]): readonly Range[] {
  return texts
    .flatMap(text => (text === '  ' ? [text] : text.split(' ')))
    .map((pair): Range => [pair.charCodeAt(0), pair.charCodeAt(1)])
}

/** Of ASCII. */
export function isControlCharacter(character: string): boolean {
  return character < ' ' || character === '\x7f'
}
