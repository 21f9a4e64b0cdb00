import type { MappedText, Segment } from '../text.ts'
import { invocationOf } from './invocation.ts'
import type { ShellCommand, ShellWord } from './model.ts'

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh', 'busybox'])

/** A script in an argument. */
export interface NestedScript extends MappedText {
  readonly quote: NonNullable<ShellCommand['quote']>
}

/** The script in `sh -c '…'`, `su user -c '…'`, `eval '…'` or `bash <<EOF`; `outer` is the script around it. */
export function nestedScript(command: ShellCommand, outer?: MappedText): NestedScript | undefined {
  const invocation = invocationOf(command)
  if (!invocation) return undefined
  const { name, args } = invocation
  if (name === 'eval') return args[0] && args.length === 1 ? unquote(args[0], outer) : undefined
  if (!SHELLS.has(name) && name !== 'su' && name !== 'runuser') return undefined
  if (!SHELLS.has(name) && isForAnother(args)) return undefined
  const flag = args.findIndex(it => isCommandFlag(it.text))
  const script = flag < 0 ? undefined : args[flag + 1]
  if (flag < 0 && readsInput(name, args)) return inHereDocument(command, outer)
  return script && unquote(script, outer)
}

/** `su postgres -s /usr/bin/psql -c '…'` hands the text on to what is no shell. */
function isForAnother(args: readonly ShellWord[]): boolean {
  return args.some(({ text }, index) => {
    const option = args[index - 1]?.text
    return (option === '-s' || option === '--shell') && !text.endsWith('sh') && !text.includes('$')
  })
}

/** `bash <<EOF`, `sh -s x <<EOF`, `su user <<EOF`, but not `bash build.sh <<EOF`. */
function readsInput(name: string, args: readonly ShellWord[]): boolean {
  return !SHELLS.has(name) || args.some(it => it.text === '-s') || args.every(it => it.text.startsWith('-'))
}

function inHereDocument({ redirects }: ShellCommand, outer: MappedText | undefined): NestedScript | undefined {
  const body = redirects.find(it => (it.fileDescriptor ?? 0) === 0 && it.body)?.body
  return body && { ...unquote(body, outer, 0), quote: 'pieces' }
}

/** `-c`, `-lc`, `-exc`: short options that end in `c`. */
function isCommandFlag(text: string): boolean {
  return text.startsWith('-') && !text.startsWith('--') && text.endsWith('c')
}

/** What the inner shell reads: literals without their quotes, expansions as they are written. */
function unquote(word: ShellWord, outer: MappedText | undefined, quoteLength = 1): NestedScript {
  let text = ''
  const segments: Segment[] = []
  for (const part of word.parts) {
    // Inside of single quotes the text begins after the quote.
    const source = part.kind === 'literal' && part.singleQuoted ? part.start + quoteLength : part.start
    const piece = part.kind === 'literal' ? part.value : placeholder(part.end - part.start, part)
    segments.push({ at: text.length, source }, ...continued(outer, source, part.end, text.length))
    text += piece
  }
  const first = word.text[0]
  const inOnePiece = word.text.endsWith(first ?? '') && text.length === word.text.length - 2
  return { text, segments, quote: inOnePiece && (first === '"' || first === "'") ? first : 'pieces' }
}

/** Where the outer text goes on after its line continuations between two offsets of the source. */
function* continued(outer: MappedText | undefined, start: number, end: number, at: number): Iterable<Segment> {
  const segments = outer?.segments ?? []
  const index = lastUpTo(segments, start)
  const begin = segments[index]
  if (!begin) return
  for (let next = index + 1; next < segments.length; next++) {
    const it = segments[next]
    if (!it || end <= it.source) return
    yield { at: at + it.at - (begin.at + start - begin.source), source: it.source }
  }
}

/** The index of the last segment whose source begins at or before an offset. */
function lastUpTo(segments: readonly Segment[], source: number): number {
  let low = 0
  let high = segments.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((segments[middle]?.source ?? 0) <= source) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** An expansion of the outer shell keeps its length; a variable keeps its name. */
function placeholder(length: number, part: { readonly kind: string; readonly name?: string }): string {
  if (part.kind === 'variable' && part.name !== undefined) {
    const braced = `\${${part.name}}`
    return braced.length <= length ? braced.padEnd(length) : `$${part.name}`
  }
  return '_'.repeat(length)
}
