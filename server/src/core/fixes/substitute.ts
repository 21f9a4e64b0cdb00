import type { Dockerfile } from '../dockerfile/model.ts'
import type { Literal } from '../secrets/literal.ts'
import type { Script, ShellCommand, ShellRedirect, ShellWord } from '../shell/model.ts'
import { contains, type Span, type TextEdit } from '../text.ts'
import { perObject } from '../memo.ts'

/**
 * The edits that put the variable in the place of a literal, so that the command gets the same text as before; or the
 * end of the sentence "The credential on line 3 …" that says why there are none.
 */
export function substitute(
  { text }: Dockerfile,
  script: Script,
  { kind, place }: Literal,
  variable: string,
): readonly TextEdit[] | string {
  const inner = place && innermost(script, place)
  if (!inner || inner.command.quote === 'pieces') return PIECES
  const { word, command, heredoc } = inner
  const expansion = /\w/.test(text.charAt(place.end)) ? `\${${variable}}` : `$${variable}`
  const replacement = { span: place, newText: expansion }
  if (heredoc) {
    const opened = unquoted(text, heredoc, word)
    return opened ? [...opened, replacement] : LITERAL_BODY
  }
  // The shell around a script in double quotes expands it.
  if (command.quote === '"' || command.quote === 'escaped') return [replacement]
  if (command.quote === "'" && isSwitched(script, command)) return [{ span: place, newText: `'"${expansion}"'` }]
  const quote = quoteAt(text, word.start, place.start)
  if (!quote) return PIECES
  if (quote.sign === '"') return [replacement]
  if (quote.sign === "'") return [outOfQuotes(text, place, quote.open, expansion)]
  if (kind === 'url' && PLAIN.test(text.slice(word.start, place.start) + text.slice(place.end, word.end)))
    return [insert(word.start, '"'), replacement, insert(word.end, '"')]
  return [{ span: place, newText: `"${expansion}"` }]
}

/** Whether a script in quotes has another environment, so that only the shell around it can expand a variable. */
function isSwitched({ commands }: Script, inner: ShellCommand): boolean {
  return commands.some(it => it !== inner && contains(it.span, inner.span) && SWITCHES.test(it.words[0]?.text ?? ''))
}

const SWITCHES = /^(?:\/.*\/)?(?:sudo|su|runuser|doas|ssh|chroot)$/

const PIECES = 'is not written in one piece; replace it by hand.'
const LITERAL_BODY =
  'is in a here-document in which nothing is expanded; take the quotes off its delimiter, and escape what has to stay.'

/** Nothing in it means something to a shell, quoted or not. */
const PLAIN = /^[\w@%+:,./][\w@%+=:,./-]*$/

function insert(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText }
}

interface Place {
  readonly command: ShellCommand
  readonly word: ShellWord
  /** The here-document whose body the word is. */
  readonly heredoc: ShellRedirect | undefined
}

const placesIn = perObject(({ commands }: Script): readonly Place[] =>
  commands.flatMap(wordsOf).sort((a, b) => a.word.start - b.word.start || b.word.end - a.word.end),
)

/** The smallest word around a literal: scripts and substitutions are words of the commands around them, too. */
function innermost(script: Script, literal: Span): Place | undefined {
  const places = placesIn(script)
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((places[middle]?.word.start ?? 0) <= literal.start) low = middle + 1
    else high = middle
  }
  // Words lie within each other or apart, so that this one or one soon before it is the smallest.
  while (0 < low && !contains(places[low - 1]?.word ?? literal, literal)) low--
  return places[low - 1]
}

function wordsOf(command: ShellCommand): readonly Place[] {
  const { words, assignments, redirects } = command
  return [
    ...[...words, ...assignments.map(it => it.value)].map(word => ({ command, word, heredoc: undefined })),
    ...redirects.flatMap(it => (it.target ? { command, word: it.target, heredoc: undefined } : [])),
    ...redirects.flatMap(it => (it.body ? { command, word: it.body, heredoc: it } : [])),
  ]
}

/** The edits that let a here-document expand variables; none are needed when it does, undefined when that is not safe. */
function unquoted(text: string, heredoc: ShellRedirect, body: ShellWord): readonly TextEdit[] | undefined {
  if (!body.parts.some(it => it.kind === 'literal' && it.singleQuoted)) return []
  const operator = text.slice(heredoc.start, heredoc.end)
  const delimiter = /^\d*<<-?[ \t]*(['"])\w+\1/.exec(operator)
  if (!delimiter || /[$`\\]/.test(text.slice(body.start, body.end))) return undefined
  const open = heredoc.start + operator.indexOf(delimiter[1] ?? '')
  const close = heredoc.start + delimiter[0].length - 1
  return [open, close].map(at => ({ span: { start: at, end: at + 1 }, newText: '' }))
}

interface Quote {
  readonly sign: '"' | "'" | undefined
  /** Where it is opened. */
  readonly open: number
}

/** The quotes around an offset of a word; undefined when a command in the word begins before it. */
function quoteAt(text: string, start: number, offset: number): Quote | undefined {
  let quote: Quote = { sign: undefined, open: start }
  for (let at = start; at < offset; at++) {
    const character = text.charAt(at)
    if (quote.sign === "'") {
      if (character === "'") quote = { sign: undefined, open: at }
    } else if (character === '\\') at++
    else if (character === '`' || text.startsWith('$(', at) || text.startsWith("$'", at)) return undefined
    else if (character === '"') quote = { sign: quote.sign === '"' ? undefined : '"', open: at }
    else if (character === "'" && quote.sign === undefined) quote = { sign: "'", open: at }
  }
  return quote
}

/** `'user:hunter2'` → `'user:'"$PASSWORD"`, without empty quotes beside it. */
function outOfQuotes(text: string, { start, end }: Span, open: number, expansion: string): TextEdit {
  const isFirst = open === start - 1
  const isLast = text.charAt(end) === "'"
  return {
    span: { start: isFirst ? open : start, end: isLast ? end + 1 : end },
    newText: `${isFirst ? '' : "'"}"${expansion}"${isLast ? '' : "'"}`,
  }
}
