import type { MappedText, Segment } from '../text.ts'
import { invocationOf } from './invocation.ts'
import type { ShellCommand, ShellWord } from './model.ts'
import { placeInLiteral } from './parts.ts'

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh', 'busybox'])

/** A script in an argument. */
export interface NestedScript extends MappedText {
  readonly quote: NonNullable<ShellCommand['quote']>
}

/** The script in `sh -c '…'`, `su user -c '…'`, `eval '…'` or `bash <<EOF`. */
export function nestedScript(command: ShellCommand): NestedScript | undefined {
  const invocation = invocationOf(command)
  if (!invocation) return undefined
  const { name, args } = invocation
  if (name === 'eval') return args[0] && args.length === 1 ? unquote(args[0]) : undefined
  if (!SHELLS.has(name) && name !== 'su' && name !== 'runuser') return undefined
  if (!SHELLS.has(name) && isForAnother(args)) return undefined
  const flag = args.findIndex(it => isCommandFlag(it.text))
  const script = flag < 0 ? undefined : args[flag + 1]
  if (flag < 0 && readsInput(name, args)) return inHereDocument(command)
  return script && unquote(script)
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

function inHereDocument({ redirects }: ShellCommand): NestedScript | undefined {
  const body = redirects.find(it => (it.fileDescriptor ?? 0) === 0 && it.body)?.body
  return body && { ...unquote(body, 0), quote: 'pieces' }
}

/** `-c`, `-lc`, `-exc`: short options that end in `c`. */
function isCommandFlag(text: string): boolean {
  return text.startsWith('-') && !text.startsWith('--') && text.endsWith('c')
}

/** What the inner shell reads: literals without their quotes, expansions as they are written. */
function unquote(word: ShellWord, quoteLength = 1): NestedScript {
  let text = ''
  const segments: Segment[] = []
  for (const part of word.parts) {
    // Inside of single quotes the text begins after the quote.
    const source = part.kind === 'literal' && part.singleQuoted ? part.start + quoteLength : part.start
    const own = (part.kind === 'literal' && part.segments) || [{ at: 0, source }]
    segments.push(...own.map(it => ({ ...it, at: text.length + it.at })))
    text += part.kind === 'literal' ? part.value : placeholder(part.end - part.start, part)
  }
  return { text, segments, quote: quoteAround(word, text) }
}

function quoteAround({ text: written, parts }: ShellWord, script: string): NestedScript['quote'] {
  const [first] = written
  if (script.length === written.length - 2 && written.endsWith(first ?? '') && (first === '"' || first === "'"))
    return first
  const isKnown = parts.every(it => it.kind !== 'literal' || placeInLiteral(it, { start: 0, end: 1 }))
  return isKnown && /^"(?:[^"\\]|\\[^])*"$/.test(written) ? 'escaped' : 'pieces'
}

/** An expansion of the outer shell keeps its length; a variable keeps its name. */
function placeholder(length: number, part: { readonly kind: string; readonly name?: string }): string {
  if (part.kind === 'variable' && part.name !== undefined) {
    const braced = `\${${part.name}}`
    return braced.length <= length ? braced.padEnd(length) : `$${part.name}`
  }
  return '_'.repeat(length)
}
