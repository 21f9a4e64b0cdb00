import type { Flag } from './model.ts'
import { reject, wordIn, type Statement } from './statement.ts'

/** How often a flag may stand, and what its value is. */
export type FlagType = 'boolean' | 'string' | 'list'

/** Records what is wrong in the values of flags that BuildKit expands. */
export function checkExpandedFlags(statement: Statement, names: readonly string[]): void {
  for (const { name, value } of statement.flags)
    if (value && names.includes(name)) wordIn(statement, value, { start: 0, end: value.text.length })
}

/** Records flags that an instruction does not have, or that lack their value. */
export function checkFlags(statement: Statement, known: Readonly<Record<string, FlagType>>): void {
  if (statement.flags.length === 0) return
  const seen = new Set<string>()
  for (const flag of statement.flags) {
    const type = Object.hasOwn(known, flag.name) ? known[flag.name] : undefined
    const problem = type ? problemWithFlag(flag, type, seen.has(flag.name)) : unknownFlag(statement, flag)
    if (problem) reject(statement, flag, problem)
    seen.add(flag.name)
  }
}

function unknownFlag(statement: Statement, flag: Flag): string {
  return `${statement.keyword.text.toUpperCase()} has no flag --${flag.name}.`
}

function problemWithFlag({ name, value }: Flag, type: FlagType, isRepeated: boolean): string | undefined {
  if (isRepeated && type !== 'list') return `--${name} may be given only once.`
  if (type !== 'boolean') return value ? undefined : `--${name} needs a value.`
  if (!value) return undefined
  return /^(?:true|false)$/i.test(value.text) ? undefined : `--${name} is either true or false.`
}
