import type { FixOutcome } from '../fix/fixFile.ts'
import { maskLine } from './excerpt.ts'
import { createStyle, toPrintable } from './style.ts'
import { unifiedDiff } from './unifiedDiff.ts'

/**
 * What `fix` would change, as a patch. It may end up in a log or a pull request, so the values of secrets are `***`
 * in it: a hunk that has one cannot be applied, all others can.
 */
export function formatFixDiff({ fixed, others }: FixOutcome, color: boolean): string {
  const style = createStyle(color)
  const secrets = fixed.flatMap(({ result }) => [
    ...result.secrets.map(it => it.from.name),
    ...result.refused.flatMap(it => it.secret ?? []),
  ])
  const names = new Set(secrets)
  // In a patch every byte counts; on a terminal, what would steer it is replaced.
  const show = (line: string) => (color ? toPrintable(withoutReturn(maskLine(line, names))) : maskLine(line, names))
  return [...fixed.map(it => it.dockerfile), ...others].map(it => unifiedDiff(it, style, show)).join('')
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
