import type { ParameterExpansionPart } from 'unbash'

/** `${#name}` and `${!name}`. */
const PREFIXES = { '#': 'length', '!': 'indirect' } as const

/** What an expansion does with the value, as in `ShellVariable`. */
export function operatorOf({ prefix, operation }: ParameterExpansionPart): string | undefined {
  if (prefix) return PREFIXES[prefix]
  return operation && 'operator' in operation ? operation.operator : undefined
}
