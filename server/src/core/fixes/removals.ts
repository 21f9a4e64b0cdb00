import { effective } from '../dockerfile/effective.ts'
import type { Dockerfile, Instruction } from '../dockerfile/model.ts'
import type { Place, ShellCommand } from '../shell/model.ts'
import type { Span, TextEdit } from '../text.ts'

/** Takes an instruction away with its lines, and one of two blank lines that would be left around it. */
export function removeInstruction({ text }: Dockerfile, { span }: Instruction): TextEdit {
  const start = text.lastIndexOf('\n', span.start - 1) + 1
  const end = nextLine(text, span.end)
  const blankBefore = start === 0 || isBlank(text, previousLine(text, start))
  if (blankBefore && end < text.length && isBlank(text, end))
    return { span: { start, end: nextLine(text, end) }, newText: '' }
  // At the end of a file without a last line end, the one before goes.
  const last = end === text.length && text[end - 1] !== '\n' && 0 < start
  return { span: { start: last ? start - 1 : start, end }, newText: '' }
}

/** Where the line after the one at `offset` begins. */
function nextLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset)
  return newline < 0 ? text.length : newline + 1
}

function previousLine(text: string, lineStart: number): number {
  return text.lastIndexOf('\n', lineStart - 2) + 1
}

function isBlank(text: string, lineStart: number): boolean {
  return text.slice(lineStart, nextLine(text, lineStart)).trim() === ''
}

/**
 * Takes items of a list away, such as names of an ARG or sources of a COPY: each with what separates it from the last.
 * When all items go, the instruction goes.
 */
export function removeItems(
  dockerfile: Dockerfile,
  instruction: Instruction,
  items: readonly Span[],
  gone: readonly Span[],
): readonly TextEdit[] {
  const isGone = (item: Span) => gone.some(it => it.start === item.start && it.end === item.end)
  if (items.every(isGone)) return [removeInstruction(dockerfile, instruction)]
  return items.flatMap((item, index) => {
    if (!isGone(item)) return []
    const next = items[index + 1]
    // The first item takes the white space after it, so that what follows keeps its place.
    const first = items.slice(0, index).every(isGone)
    if (first && next) return [{ span: { start: item.start, end: next.start }, newText: '' }]
    return [{ span: { start: items[index - 1]?.end ?? item.start, end: item.end }, newText: '' }]
  })
}

/** The words of ARG and ENV that declare something. */
export function declarationSpans(instruction: Instruction): readonly Span[] {
  const inner = effective(instruction)
  if (inner.kind === 'ARG') return inner.declarations
  return inner.kind === 'ENV' ? inner.pairs : []
}

/** Edits that take commands out of their script, or `everything` when nothing else is left in it. */
export type Removal = { readonly kind: 'edits'; readonly edits: readonly TextEdit[] } | { readonly kind: 'everything' }

/**
 * Takes commands out of `a && b && c`, statement lists and here-documents. Undefined when one of them stands where
 * that would change what else runs: in a condition, beside `||`, in a pipeline.
 */
export function removeCommands(dockerfile: Dockerfile, commands: readonly ShellCommand[]): Removal | undefined {
  const edits: TextEdit[] = []
  const places = commands.map(it => placeOf(it, commands))
  if (!places.every(it => it !== undefined && isRemovable(it))) return undefined
  const chains = new Set(places.map(it => it?.chain))
  const emptied: Place[] = []
  for (const chain of chains) {
    const inChain = places.filter((it): it is Place => it?.chain === chain)
    const gone = new Set(inChain.map(it => it.index))
    const first = inChain[0]
    if (!first) continue
    if (gone.size === first.chain.length) emptied.push(first)
    else edits.push(...removeFromChain(dockerfile, first.chain, gone))
  }
  for (const statements of new Set(emptied.map(it => it.statements))) {
    const gone = new Set(emptied.filter(it => it.statements === statements).map(it => it.statementIndex))
    if (gone.size === statements.length) {
      if (emptied.some(it => it.statements === statements && !it.topLevel)) return undefined
      return { kind: 'everything' }
    }
    if ([...gone].some(it => isAfterBackground(dockerfile, statements, it))) return undefined
    edits.push(...removeFromChain(dockerfile, statements, gone))
  }
  return { kind: 'edits', edits }
}

/** Where a command stands, or the `if` or the chain around it when nothing of that is left. */
function placeOf({ place, compound, pipeline }: ShellCommand, gone: readonly ShellCommand[]): Place | undefined {
  const whole = [compound, pipeline].find(it => it?.commands.every(member => gone.includes(member)))
  return whole ? whole.place : place
}

/** Beside `||` a neighbor would begin, or cease, to depend on another command. */
function isRemovable({ operators }: Place): boolean {
  return operators.every(it => it === '&&')
}

/** `a & b; c`: the `&` ends a statement as `;` does, and both can't stand together. */
function isAfterBackground({ text }: Dockerfile, statements: readonly Span[], index: number): boolean {
  const previous = statements[index - 1]
  const own = statements[index]
  return previous !== undefined && own !== undefined && text.slice(previous.end - 1, own.start).includes('&')
}

function removeFromChain(
  { text, comments }: Dockerfile,
  chain: readonly Span[],
  gone: ReadonlySet<number>,
): readonly TextEdit[] {
  return chain.flatMap((span, index) => {
    if (!gone.has(index)) return []
    const before = chain.slice(0, index).some((_, it) => !gone.has(it))
    const next = chain[index + 1]
    const previous = chain[index - 1]
    if (before && previous) return [{ span: { start: previous.end, end: span.end }, newText: '' }]
    if (!next) return [{ span, newText: '' }]
    // A comment between the two speaks of the next one and stays.
    const comment = comments.find(it => span.end <= it.start && it.end <= next.start)
    const end = comment ? operatorEnd(text, span.end) : next.start
    return [{ span: { start: span.start, end }, newText: '' }]
  })
}

/** After `&&`, `;` and blanks. */
function operatorEnd(text: string, offset: number): number {
  let end = offset
  while ([' ', '\t', '&', ';'].includes(text[end] ?? '')) end++
  return end
}
