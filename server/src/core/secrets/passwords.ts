import { accountIn } from '../knowledge/formats/accounts.ts'
import { mayState, statedPasswords } from '../knowledge/formats/statements.ts'
import { matchPasswords, type PasswordMatch } from '../knowledge/match.ts'
import type { PasswordSpan } from '../knowledge/model.ts'
import { type Invocation, invocationOf } from '../shell/invocation.ts'
import type { ShellCommand, ShellLiteral, ShellPart, ShellRedirect, ShellWord } from '../shell/model.ts'
import { nestedScript } from '../shell/nestedScript.ts'
import { literalPart, placeInLiteral } from '../shell/parts.ts'
import type { Span } from '../text.ts'
import { render } from './rendered.ts'
import { judgeValue } from './values.ts'
import { perObject } from '../memo.ts'

/** A password that a command gets in an argument, a variable or its input. */
export interface Password extends Span {
  /** What it is made of; a variable is a whole part. */
  readonly parts: readonly ShellPart[]
  /** Whose it is when that is known, else the program: `root`, `mysql`. */
  readonly owner: string
  /** `$USER:$USER`: the variable names the account as well, which says nothing about what else it is. */
  readonly namesAccount?: true
}

/** The passwords that a command sets or uses, as the tables of the knowledge say. Those in a pipe are its reader's. */
export const passwordsIn = perObject((command: ShellCommand): readonly Password[] => {
  const invocation = invocationOf(command)
  const matches = [invocation, invocation?.starts].flatMap(it => (it ? matchPasswords(it) : []))
  const given = matches.flatMap(it => passwordsOf(it, invocation, command).filter(password => !isKnown(it, password)))
  // What stands in a nested script is found there.
  const stated = nestedScript(command) ? [] : inStatements(command)
  return [...given, ...stated].map(it => (command.quote === 'pieces' ? widened(it, command.span) : it))
})

/** Escapes have moved what is in a script within a script. */
function widened({ parts, ...password }: Password, { start, end }: Span): Password {
  return { ...password, start, end, parts: parts.map(it => (it.kind === 'literal' ? { ...it, start, end } : it)) }
}

function isKnown({ command }: PasswordMatch, { parts }: Password): boolean {
  const text = textOf(parts)
  return text !== undefined && command.known?.includes(text) === true
}

function passwordsOf(
  { command: { pattern, owner: whose, input, words, variable }, holes }: PasswordMatch,
  invocation: Invocation | undefined,
  command: ShellCommand,
): readonly Password[] {
  const program = whose ?? pattern.split(' ', 1)[0] ?? ''
  const owner = textOf(holes.get('user')?.word.parts) ?? program
  const whole = [
    holes.get('password')?.word,
    ...(invocation?.assignments ?? []).filter(it => it.name === variable).map(it => it.value),
  ]
  const account = holes.get('account')?.word.parts
  const phrase = holes.get('phrase')?.word.parts
  return [
    ...whole.flatMap(it => (it ? inText(it.parts, everything, owner) : [])),
    ...(account ? inText(account, text => accountOrVariable(account, text), program) : []),
    ...(phrase ? inText(phrase, phrasePassword, program) : []),
    ...(words ? (invocation?.args ?? []).flatMap(it => inText(it.parts, words, program)).filter(isNoSample) : []),
    ...(input ? inputOf(command).flatMap(it => inText(it, input, owner)) : []),
  ]
}

/** In an address or a header, a word in place of the value shows where it goes. */
function isNoSample({ parts }: Password): boolean {
  const text = textOf(parts)
  return text === undefined || judgeValue(text).kind !== 'placeholder'
}

function everything(text: string): readonly PasswordSpan[] {
  return [{ start: 0, end: text.length }]
}

/** A variable alone is `user:password`, unless its name says user; before an empty password stands a token. */
function accountOrVariable(parts: readonly ShellPart[], text: string): readonly PasswordSpan[] {
  const [account] = accountIn(text, { start: 0, end: text.length })
  if (!account)
    return textOf(parts) === undefined && !/user(?:name)?$/i.test(nameOf(parts) ?? '') ? everything(text) : []
  const isEmpty = account.start === account.end || text.slice(account.start) === 'x-oauth-basic'
  return isEmpty && account.owner ? [{ ...account.owner, owner: undefined }] : [account]
}

/** `pass:secret` of OpenSSL; `env:` and `file:` only name where it is. */
function phrasePassword(text: string): readonly PasswordSpan[] {
  const start = 'pass:'.length
  return text.startsWith('pass:') && start < text.length ? [{ start, end: text.length }] : []
}

/** Statements of SQL and the like, which any program may hand on. */
function inStatements({ words, redirects }: ShellCommand): readonly Password[] {
  const texts = [...words, ...hereTexts(redirects)]
  return texts.flatMap(it => (mayState(it.text) ? inText(it.parts, statedPasswords, 'an account') : []))
}

function inText(
  parts: readonly ShellPart[],
  find: (text: string) => readonly PasswordSpan[],
  program: string,
): readonly Password[] {
  return find(render({ parts }).text).flatMap(it => {
    const owner = it.owner ? slice(parts, it.owner) : []
    const password = slice(parts, it)
    const own = passwordFrom(password, textOf(owner) || program)
    const namesAccount = nameOf(owner) !== undefined && nameOf(owner) === nameOf(password)
    return namesAccount ? own.map(one => ({ ...one, namesAccount })) : own
  })
}

/** The variable, when there is nothing else. */
function nameOf(parts: readonly ShellPart[]): string | undefined {
  const [only] = parts
  return parts.length === 1 && only?.kind === 'variable' ? only.name : undefined
}

function passwordFrom(parts: readonly ShellPart[], owner: string): readonly Password[] {
  const [first] = parts
  const last = parts.at(-1)
  // The name of the account must not tell the password.
  const name = owner === textOf(parts) ? 'an account' : owner
  return first && last ? [{ parts, owner: name, start: first.start, end: last.end }] : []
}

/** What a command reads: its here-document or here-string, or what the commands before it in a pipeline print. */
export function inputOf({ redirects, pipedFrom }: ShellCommand): readonly (readonly ShellPart[])[] {
  const own = hereTexts(redirects)
  if (own.length > 0) return own.map(it => it.parts)
  const [first, ...rest] = pipedFrom.flatMap(printedBy)
  const end = first?.at(-1)
  // What several commands print are lines of one text.
  return first && end ? [[...first, ...rest.flatMap(it => [literalPart('\n', end), ...it])]] : []
}

function printedBy(command: ShellCommand): readonly (readonly ShellPart[])[] {
  const printer = invocationOf(command)
  if (printer?.name === 'cat') return hereTexts(command.redirects).map(it => it.parts)
  return printer ? printed(printer) : []
}

function hereTexts(redirects: readonly ShellRedirect[]): readonly ShellWord[] {
  return redirects.flatMap(it => it.body ?? (it.operator === '<<<' ? (it.target ?? []) : []))
}

export function printed({ name, args }: Invocation): readonly (readonly ShellPart[])[] {
  const words = args.filter(it => !/^-[neE]+$/.test(it.text))
  const [format, ...values] = words
  if (name === 'printf' && format) return [filled(format, values)]
  return name === 'echo' || name === 'yes' ? [joined(words)] : []
}

/** As `echo` puts its arguments together. */
function joined(words: readonly ShellWord[]): readonly ShellPart[] {
  return words.flatMap((it, index) =>
    index === 0 ? it.parts : [literalPart(' ', { start: it.start, end: it.start }), ...it.parts],
  )
}

const MAX_TIMES = 50

/** As `printf` does, each `%s` by the next argument, and all again while there are arguments. */
function filled(format: ShellWord, values: readonly ShellWord[]): readonly ShellPart[] {
  const holes = format.text.split('%s').length - 1
  const times = holes === 0 ? 1 : Math.min(MAX_TIMES, Math.max(1, Math.ceil(values.length / holes)))
  const rest = values.values()
  return Array.from({ length: times }, () => filledOnce(format, rest)).flat()
}

function filledOnce({ parts }: ShellWord, rest: Iterator<ShellWord, unknown>): readonly ShellPart[] {
  return parts.flatMap(part => {
    if (part.kind !== 'literal') return part
    const pieces: ShellPart[] = []
    let start = 0
    for (const { index } of part.value.matchAll(/%s|$/g)) {
      if (start < index) pieces.push(cut(part, start, index))
      const next = index < part.value.length ? rest.next() : undefined
      if (next?.done === false) pieces.push(...next.value.parts)
      start = index + 2
    }
    return pieces
  })
}

/** The parts between two offsets of the rendered text; a variable counts as a whole. */
function slice(parts: readonly ShellPart[], { start, end }: Span): readonly ShellPart[] {
  const pieces: ShellPart[] = []
  let at = 0
  for (const part of parts) {
    const { length } = render({ parts: [part] }).text
    const from = Math.max(0, start - at)
    const to = Math.min(length, end - at)
    if (from < to) pieces.push(part.kind === 'literal' ? cut(part, from, to) : part)
    at += length
  }
  return pieces
}

/** A piece of a literal; all of its source when escapes move the characters. */
function cut(part: ShellLiteral, start: number, end: number): ShellLiteral {
  const place = placeInLiteral(part, { start, end })
  return literalPart(part.value.slice(start, end), place ?? part, part.singleQuoted && !place)
}

/** The text when nothing in it is expanded. */
export function textOf(parts: readonly ShellPart[] | undefined): string | undefined {
  if (!parts?.every(it => it.kind === 'literal')) return undefined
  return parts.map(it => it.value).join('')
}
