import type { RequestedSecret } from '../../core/finding.ts'
import type { FixedFile, FixOutcome } from '../fix/fixFile.ts'
import { createStyle, toPrintable, type Style } from './style.ts'
import { count } from './words.ts'

/** What `fix` did, or would do, file by file. */
export function formatFixText(outcome: FixOutcome, written: boolean, color: boolean): string {
  const style = createStyle(color)
  const dockerfiles = outcome.fixed.flatMap(it => [...describeChange(it, written, style), ...notesOf(it, style)])
  const others = outcome.others.map(
    it => `${style.bold(toPrintable(it.path))}: ${written ? 'changed' : 'would change'}`,
  )
  return [...dockerfiles, ...others, summarize(outcome, written)].map(it => `${it}\n`).join('')
}

/** What the user must know beside the new text. */
export function formatFixNotes({ fixed }: FixOutcome): string {
  return fixed
    .flatMap(it => notesOf(it, createStyle(false)))
    .map(it => `${it}\n`)
    .join('')
}

/** What `--stdout` leaves undone. */
export function formatOthers({ others }: FixOutcome): string {
  return others.map(it => `${toPrintable(it.path)}: would change, too. Run without --stdout to write it.\n`).join('')
}

function describeChange({ dockerfile, result }: FixedFile, written: boolean, style: Style): readonly string[] {
  if (dockerfile.before === dockerfile.after) return []
  const rules = style.green(result.applied.join(', '))
  return [`${style.bold(toPrintable(dockerfile.path))}: ${written ? 'fixed' : 'would fix'} ${rules}`]
}

function notesOf({ dockerfile, result }: FixedFile, style: Style): readonly string[] {
  const path = style.bold(toPrintable(dockerfile.path))
  const flags = result.secrets.map(it => style.cyan(toPrintable(`--secret ${secretFlag(it)}`)))
  const literals = result.secrets.filter(it => it.from.kind === 'literal')
  return [
    ...(flags.length > 0 ? [`${path}: docker build now needs ${flags.join(' ')}`] : []),
    ...literals.map(
      ({ from }) => `${path}: ${toPrintable(from.name)} was written in the file. Replace it by a new credential.`,
    ),
    ...result.refused.map(({ rule, secret, reason }) => {
      const subject = secret === undefined ? rule : `${rule} (${secret})`
      return `${path}: ${style.yellow('not fixed')}: ${toPrintable(`${subject}: ${reason}`)}`
    }),
  ]
}

/** Where the credential most likely is from now on: where it was. */
function secretFlag({ id, from: { kind, name } }: RequestedSecret): string {
  const variable = kind === 'file' ? undefined : toVariable(name, id)
  return variable === undefined ? `id=${id},src=${name}` : `id=${id},env=${variable}`
}

function toVariable(name: string, id: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : id.toUpperCase().replaceAll(/[^A-Z0-9_]/g, '_')
}

function summarize({ fixed, others }: FixOutcome, written: boolean): string {
  const changed = fixed.filter(it => it.dockerfile.before !== it.dockerfile.after).length + others.length
  if (changed === 0) return `Nothing to change in ${count(fixed.length, 'file')}.`
  return written ? `Changed ${count(changed, 'file')}.` : `Would change ${count(changed, 'file')}. Nothing was written.`
}
