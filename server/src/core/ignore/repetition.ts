import type { Node } from './automaton.ts'

/** Go allows no more than 1000 of anything. */
export const MAX_REPETITIONS = 1000
export const MAX_COUNT_LENGTH = 24

export interface Count {
  readonly minimum: number
  readonly maximum: number | undefined
  /** Without a maximum. */
  readonly open: boolean
  readonly length: number
}

/** What follows an opening brace. A number has no zeros in front. */
export function countIn(text: string): Count | undefined {
  const match = /^(0|[1-9]\d*)(,?)(0|[1-9]\d*)?\}/.exec(text)
  if (!match) return undefined
  const [all, minimum, comma, maximum] = match
  if (comma === '' && maximum !== undefined) return undefined
  return {
    minimum: Number(minimum),
    maximum: maximum === undefined ? undefined : Number(maximum),
    open: comma !== '' && maximum === undefined,
    length: all.length,
  }
}

/** A node so many times. */
export function repeated(node: Node, minimum: number, maximum: number | undefined): readonly Node[] {
  // A place in the text is the same however often one looks at it.
  if (!('test' in node)) return minimum === 0 ? [] : [node]
  const least = Array.from({ length: minimum }, () => node)
  if (maximum === undefined) return [...least, { kind: 'many', test: node.test }]
  return [...least, ...Array.from({ length: maximum - minimum }, (): Node => ({ kind: 'optional', test: node.test }))]
}
