import { maskedSpans } from '../../core/secrets/maskedSpans.ts'
import type { FileChange } from '../fileChange.ts'
import type { FixOutcome } from '../fix/fixFile.ts'
import { masked } from './excerpt.ts'
import { createStyle, toPrintable } from './style.ts'
import { unifiedDiff } from './unifiedDiff.ts'

/**
 * What `fix` would change, as a patch. It may end up in a log or a pull request, so the values of secrets are `***`
 * in it: a hunk that has one cannot be applied, all others can.
 */
export function formatFixDiff({ fixed, others }: FixOutcome, color: boolean): string {
  const secrets = fixed.flatMap(({ result }) => [
    ...result.secrets.map(it => it.from.name),
    ...result.refused.flatMap(it => it.secret ?? []),
  ])
  const names = new Set(secrets)
  const style = createStyle(color)
  // In a patch every byte counts; on a terminal, what would steer it is replaced.
  const show = color
    ? (line: string) => toPrintable(line.endsWith('\r') ? line.slice(0, -1) : line)
    : (line: string) => line
  return [...fixed.map(it => it.dockerfile), ...others]
    .map(it => unifiedDiff(withMasks(it, names), style, show))
    .join('')
}

function withMasks({ path, before, after }: FileChange, names: ReadonlySet<string>) {
  const mask = (text: string) => masked(text, { start: 0, end: text.length }, maskedSpans(text, names))
  return { path, before: before === undefined ? undefined : mask(before), after: mask(after) }
}
