import type { ParameterExpansionPart, ParameterSliceOperation } from 'unbash'

/** `${#name}` and `${!name}`. */
const PREFIXES = { '#': 'length', '!': 'indirect' } as const

/** What an expansion does with the value, as in `ShellVariable`. */
export function operatorOf({ prefix, operation }: ParameterExpansionPart): string | undefined {
  if (prefix) return PREFIXES[prefix]
  if (operation?.type === 'Slice' && isPiece(operation)) return 'piece'
  return operation && 'operator' in operation ? operation.operator : undefined
}

/** `${name:0:4}` and `${name: -4}` are too little of a token to be one. */
function isPiece({ offset, length }: ParameterSliceOperation): boolean {
  return length ? /^\d$/.test(length.text) : /^\s*-\d$/.test(offset.text)
}
