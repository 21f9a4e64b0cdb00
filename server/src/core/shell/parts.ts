import type { Span } from '../text.ts'
import type { ShellLiteral } from './model.ts'

/** Text without quotes and escapes, and where it is written. */
export function literalPart(value: string, { start, end }: Span, singleQuoted = false): ShellLiteral {
  return { kind: 'literal', value, singleQuoted, start, end }
}
