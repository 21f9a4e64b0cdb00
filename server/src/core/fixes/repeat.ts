import type { BuildRun } from '../build/runs.ts'
import type { Dockerfile } from '../dockerfile/model.ts'
import { invocationOf } from '../shell/invocation.ts'
import type { ShellCommand, ShellRedirect, ShellWord } from '../shell/model.ts'
import type { Span } from '../text.ts'

/**
 * Commands as they can be written before those of another RUN, each in one line; undefined when one of them can't.
 * Commands of a condition that decides nothing else are repeated with it. With `adding`, what a command would begin
 * anew is added to the file.
 */
export function repeatable(
  dockerfile: Dockerfile,
  { script }: BuildRun,
  block: readonly ShellCommand[],
  isFree: boolean,
  adding: boolean,
): readonly string[] | undefined {
  if (!block.every(it => (it.pipeline ? script.parents[it.shell] : it.shell) === 0)) return undefined
  // What follows the body of a here-document can't be told from it.
  if (block.some(hasBody) && script.commands.length !== block.length) return undefined
  const texts = isFree ? block.map(it => textOf(dockerfile, it, adding)) : [wholeCompound(dockerfile, block)]
  const known = texts.filter(it => it !== undefined)
  return known.length === texts.length ? known : undefined
}

/** `if …; fi` and `a || b` around the commands, when all else in it only asks and tells. */
function wholeCompound(dockerfile: Dockerfile, block: readonly ShellCommand[]): string | undefined {
  const compound = block[0]?.compound
  const span = compound?.place?.chain[compound.place.index]
  if (!compound || !span || !block.every(it => it.compound === compound)) return undefined
  const others = compound.commands.filter(it => !block.includes(it))
  if (!others.every(it => ONLY_ASKING.has(it.words[0]?.text ?? '')) || block.some(hasBody)) return undefined
  const text = inOneLine(dockerfile, span)
  return compound.kind === 'if' || text === undefined ? text : `{ ${text}; }`
}

/** Also the operands of `[[`, which count as a command without a name. */
const ONLY_ASKING = new Set(['', '[', 'test', 'true', 'false', ':', 'echo', 'exit', 'command', 'which'])

function textOf(dockerfile: Dockerfile, command: ShellCommand, adding: boolean): string | undefined {
  const all = command.pipeline?.commands ?? [command]
  const { place } = command.pipeline ?? {}
  const span = place?.chain[place.index] ?? command.span
  if (all.some(hasBody)) return command.pipeline ? undefined : asPrintf(dockerfile, command, adding)
  const creating = adding ? all.flatMap(it => it.redirects).find(it => it.operator === '>') : undefined
  if (!creating) return inOneLine(dockerfile, span)
  const before = inOneLine(dockerfile, { start: span.start, end: creating.start })
  const after = inOneLine(dockerfile, { start: creating.start, end: span.end })
  return before === undefined || after === undefined ? undefined : `${before}>${after}`
}

function hasBody({ redirects }: ShellCommand): boolean {
  return redirects.some(it => it.body)
}

/** A text without line continuations. White space around them stays where it may be quoted. */
function inOneLine({ text, escape }: Dockerfile, { start, end }: Span): string | undefined {
  const [first = '', ...lines] = text.slice(start, end).split('\n')
  let joined = first
  for (const line of lines) {
    const previous = joined.trimEnd()
    // A comment in between, or the body of a here-document.
    if (!previous.endsWith(escape)) return undefined
    const content = previous.slice(0, -1)
    joined = isQuoted(content) ? content + line : `${content.trimEnd()} ${line.trimStart()}`
  }
  return joined
}

/** Whether a quote is open at the end of a shell text. */
function isQuoted(text: string): boolean {
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '\\' && quote !== "'") at++
    else if (quote === '' && (character === '"' || character === "'")) quote = character
    else if (character === quote) quote = ''
  }
  return quote !== ''
}

/** `cat > file <<EOF` as a `printf` of its lines. */
function asPrintf({ text }: Dockerfile, command: ShellCommand, adding: boolean): string | undefined {
  const body = command.redirects.find(it => it.body)
  const target = command.redirects.find(it => it.operator.startsWith('>'))
  const isPlain = command.words.length === 1 && invocationOf(command)?.name === 'cat'
  if (!body?.body || !target || !isPlain || command.redirects.length !== 2 || body.operator !== '<<') return undefined
  const lines = quotedLines(body.body)
  if (!lines) return undefined
  return `printf '%s\\n' ${lines.join(' ')} ${adding ? addTo(target) : ''}${text.slice(target.start, target.end)}`
}

function addTo({ operator }: ShellRedirect): string {
  return operator === '>' ? '>' : ''
}

/** Each line as a word with the same expansions. What is escaped means different things in the two. */
function quotedLines({ text, parts }: ShellWord): readonly string[] | undefined {
  const literal = parts.every(it => it.kind === 'literal' && it.singleQuoted)
  const lines = text.replace(/\n$/, '').split('\n')
  if (literal) return text.includes("'") ? undefined : lines.map(it => `'${it}'`)
  return /[\\`]|\$\(/.test(text) ? undefined : lines.map(it => `"${it.replaceAll('"', '\\"')}"`)
}
