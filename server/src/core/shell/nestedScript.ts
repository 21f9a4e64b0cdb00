import type { MappedText, Segment } from '../text.ts'
import { invocationOf } from './invocation.ts'
import type { ShellCommand, ShellWord } from './model.ts'

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh', 'busybox'])

/** The script in `sh -c '…'`, `bash -lc "…"`, `su user -c '…'` or `eval '…'`. */
export function nestedScript(command: ShellCommand): MappedText | undefined {
  const invocation = invocationOf(command)
  if (!invocation) return undefined
  const { name, args } = invocation
  if (name === 'eval') return args[0] && args.length === 1 ? unquote(args[0]) : undefined
  if (!SHELLS.has(name) && name !== 'su' && name !== 'runuser') return undefined
  const flag = args.findIndex(it => isCommandFlag(it.text))
  const script = flag < 0 ? undefined : args[flag + 1]
  return script && unquote(script)
}

/** `-c`, `-lc`, `-exc`: short options that end in `c`. */
function isCommandFlag(text: string): boolean {
  return text.startsWith('-') && !text.startsWith('--') && text.endsWith('c')
}

/** What the inner shell reads: literals without their quotes, expansions as they are written. */
function unquote(word: ShellWord): MappedText {
  let text = ''
  const segments: Segment[] = []
  for (const part of word.parts) {
    // Inside of single quotes the text begins after the quote.
    const source = part.kind === 'literal' && part.singleQuoted ? part.start + 1 : part.start
    segments.push({ at: text.length, source })
    text += part.kind === 'literal' ? part.value : placeholder(part.end - part.start, part)
  }
  return { text, segments }
}

/** An expansion of the outer shell keeps its length; a variable keeps its name. */
function placeholder(length: number, part: { readonly kind: string; readonly name?: string }): string {
  if (part.kind === 'variable' && part.name !== undefined) {
    const braced = `\${${part.name}}`
    return braced.length <= length ? braced.padEnd(length) : `$${part.name}`
  }
  return '_'.repeat(length)
}
