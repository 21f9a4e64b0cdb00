import type { Span } from '../text.ts'
import { asAssignment } from './invocation.ts'
import type { ShellAssignment, ShellCommand, ShellPart, ShellRedirect, ShellWord } from './model.ts'
import { literalPart } from './parts.ts'
import type { WindowsShell } from './windowsSyntax.ts'

type Meaning = Pick<ShellCommand, 'words' | 'assignments' | 'redirects'>

/**
 * What a command for Windows does, in the terms of a POSIX shell: a cmdlet that writes a file redirects its output, and
 * a value that stands alone as a statement is printed.
 */
export function understand(
  shell: WindowsShell,
  words: readonly ShellWord[],
  redirects: readonly ShellRedirect[],
  isStatement: boolean,
): Meaning {
  const assignment = shell === 'cmd' ? setBy(words) : assignedBy(words)
  if (shell === 'cmd' && !assignment) return { words, assignments: [], redirects }
  if (assignment && isCommand(assignment.value, shell)) {
    const { start } = assignment.value
    return {
      words: words.filter(it => start <= it.start),
      assignments: [],
      redirects: [...redirects, away(assignment)],
    }
  }
  if (assignment) return { words: [], assignments: [assignment], redirects }
  const [first] = words
  const isValue = isStatement && first !== undefined && isExpression(first)
  const written = targetOf(words)
  return {
    words: isValue ? [printer(first), ...words] : words,
    assignments: [],
    redirects: written ? [...redirects, written] : redirects,
  }
}

/** What is assigned to a variable is not printed. */
function away({ start, end }: Span): ShellRedirect {
  return { start, end, operator: '>', fileDescriptor: undefined, target: undefined, body: undefined }
}

/** `set NAME=value`, also as `set "NAME=value"`. */
function setBy([program, word]: readonly ShellWord[]): ShellAssignment | undefined {
  return program?.text.toLowerCase() === 'set' && word ? asAssignment(word) : undefined
}

/** `$name = …`, `$env:NAME = …`. */
function assignedBy([first, second, ...rest]: readonly ShellWord[]): ShellAssignment | undefined {
  const [variable, sign, ...parts] = first?.parts ?? []
  if (!first || variable?.kind !== 'variable') return undefined
  if (!sign && (second?.text === '=' || second?.text === '+='))
    return { name: variable.name, start: first.start, end: rest.at(-1)?.end ?? second.end, value: joined(rest, second) }
  if (sign?.kind !== 'literal' || !sign.value.startsWith('=')) return undefined
  const head: ShellPart[] = sign.value === '=' ? [] : [literalPart(sign.value.slice(1), sign)]
  const word: ShellWord = { ...first, parts: [...head, ...parts] }
  return {
    name: variable.name,
    start: first.start,
    end: first.end,
    value: joined([word, ...(second ? [second] : []), ...rest], word),
  }
}

/** The words of an expression as one: `'Basic ' + $x`. */
function joined(words: readonly ShellWord[], { end }: Span): ShellWord {
  const parts = words.flatMap(it => it.parts)
  const start = words[0]?.start ?? end
  return { start, end: words.at(-1)?.end ?? end, text: words.map(it => it.text).join(' '), parts }
}

/** In PowerShell a word that is neither quoted nor computed names a command. */
function isCommand({ text }: ShellWord, shell: WindowsShell): boolean {
  return shell === 'powershell' && /^[A-Za-z]/.test(text)
}

/** A text, or a variable and nothing else. */
function isExpression({ text, parts }: ShellWord): boolean {
  return /^\\?["']/.test(text) || (parts.length === 1 && parts[0]?.kind === 'variable')
}

function printer({ start }: Span): ShellWord {
  const span = { start, end: start }
  return { ...span, text: 'Write-Output', parts: [literalPart('Write-Output', span)] }
}

/** Cmdlets that write their input or their value into a file. */
const WRITERS: ReadonlyMap<string, string> = new Map([
  ['set-content', '>'],
  ['add-content', '>>'],
  ['out-file', '>'],
  ['tee-object', '>'],
])

const PATHS = new Set(['-path', '-literalpath', '-filepath'])
const SWITCHES = new Set(['-append', '-force', '-nonewline', '-noclobber'])

function targetOf([program, ...args]: readonly ShellWord[]): ShellRedirect | undefined {
  const operator = WRITERS.get(program?.text.toLowerCase() ?? '')
  const named = args.findIndex(it => PATHS.has(it.text.toLowerCase()))
  const isValue = (index: number) => {
    const option = args[index - 1]?.text.toLowerCase() ?? ''
    return option.startsWith('-') && !SWITCHES.has(option)
  }
  const target = named < 0 ? args.find((it, index) => !it.text.startsWith('-') && !isValue(index)) : args[named + 1]
  if (operator === undefined || !target) return undefined
  const appends = args.some(it => it.text.toLowerCase() === '-append')
  const { start, end } = target
  return { start, end, operator: appends ? '>>' : operator, fileDescriptor: undefined, target, body: undefined }
}

/** Where the script begins among the words of `powershell -Command …`. */
export function startedPowerShell([program, ...args]: readonly ShellWord[]): number | undefined {
  if (!/(?:^|[\\/])(?:powershell|pwsh)(?:\.exe)?$/i.test(program?.text ?? '')) return undefined
  const flag = args.findIndex(it => /^[-/]c(?:ommand)?$/i.test(it.text))
  return 0 <= flag && flag + 1 < args.length ? flag + 2 : undefined
}
