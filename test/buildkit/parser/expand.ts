import type { VariablePart, Word } from '../../../server/src/core/dockerfile/index.ts'

export type Environment = ReadonlyMap<string, string>

/** The value of a word, as BuildKit computes it. Throws where BuildKit fails. */
export function expand(word: Word, environment: Environment): string {
  return word.parts.map(it => (it.kind === 'literal' ? it.value : expandVariable(it, environment))).join('')
}

function expandVariable({ name, operator, operand }: VariablePart, environment: Environment): string {
  const value = environment.get(name)
  if (operator === undefined || !operand) return value ?? ''
  const isUnset = operator.startsWith(':') ? !value : value === undefined
  if (operator.startsWith('/')) return replace(value ?? '', operator, operand, environment)
  const text = expand(operand, environment)
  if (operator.endsWith('-')) return isUnset ? text : (value ?? '')
  if (operator.endsWith('+')) return isUnset ? '' : text
  if (operator.endsWith('?')) {
    if (isUnset) throw new Error(`${name}: ${text}`)
    return value ?? ''
  }
  const isGreedy = operator.length === 2
  const pattern = toRegExp(text, isGreedy)
  return operator.startsWith('#') ? trimStart(value ?? '', pattern, isGreedy) : trimEnd(value ?? '', pattern, isGreedy)
}

/** The longest or shortest beginning that fits is taken away. */
function trimStart(value: string, pattern: RegExp, isGreedy: boolean): string {
  const ends = [...Array(value.length + 1).keys()].filter(end => pattern.test(value.slice(0, end)))
  const end = isGreedy ? ends.at(-1) : ends[0]
  return value.slice(end ?? 0)
}

function trimEnd(value: string, pattern: RegExp, isGreedy: boolean): string {
  const starts = [...Array(value.length + 1).keys()].filter(start => pattern.test(value.slice(start)))
  const start = isGreedy ? starts[0] : starts.at(-1)
  return value.slice(0, start ?? value.length)
}

/** Wildcards are `*` and `?`; a backslash may only stand before them, before itself, `/` and `}`. */
function toRegExp(pattern: string, isGreedy: boolean): RegExp {
  return new RegExp(`^(?:${toSource(pattern, isGreedy)})$`, 'su')
}

function toSource(pattern: string, isGreedy: boolean): string {
  return pattern.replaceAll(/\\[^]|[^]/gu, text => {
    if (text === '*') return isGreedy ? '.*' : '.*?'
    if (text === '?') return '.'
    const character = text.startsWith('\\') ? text.slice(1) : text
    if (text.startsWith('\\') && !'*?\\/}'.includes(character || ' ')) throw new Error(`invalid escape ${text}`)
    return character.replaceAll(/[$()*+./?[\\\]^{|}]/g, '\\$&')
  })
}

function replace(value: string, operator: string, operand: Word, environment: Environment): string {
  const text = expand(operand, environment)
  const slash = /^(?:\\[^]|[^\\/])*/.exec(text)?.[0].length ?? 0
  const pattern = new RegExp(toSource(text.slice(0, slash), true), operator === '//' ? 'gsu' : 'su')
  return value.replace(pattern, () => text.slice(slash + 1))
}
