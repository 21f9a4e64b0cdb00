import { judgeName } from '../../secrets/names.ts'
import type { Span } from '../../text.ts'
import type { PasswordSpan } from '../model.ts'

/** Lines of `user:password`: https://man7.org/linux/man-pages/man8/chpasswd.8.html */
export function accountLines(text: string): readonly PasswordSpan[] {
  return linesIn(text).flatMap(line => accountIn(text, line))
}

/** Lines of `user:password:uid:gid:gecos:home:shell`: https://man7.org/linux/man-pages/man8/newusers.8.html */
export function userLines(text: string): readonly PasswordSpan[] {
  return accountLines(text).map(it => {
    const colon = text.indexOf(':', it.start)
    return 0 <= colon && colon < it.end ? { ...it, end: colon } : it
  })
}

/** `user:password`. A lone word is a user, unless a variable may be both. */
export function accountIn(text: string, { start, end }: Span): readonly PasswordSpan[] {
  const colon = text.indexOf(':', start)
  if (colon < 0 || end <= colon) return []
  return [{ start: colon + 1, end, owner: { start, end: colon } }]
}

/** `user,password` of lftp, whose commands may be one argument: `open -u user,password host`. */
export function laterAccounts(text: string): readonly PasswordSpan[] {
  return inAccount(/^(?:open\s{1,9}-u\s{1,9}|-u)?([\w.@-]{1,60}),([^\s,;]+)/d.exec(text))
}

/** `user%password` of Samba, with a domain or without; the option may be joined. */
export function percentAccount(text: string): readonly PasswordSpan[] {
  return inAccount(/^(?:-U|--user=)?([\w.@\\/-]{1,60})%([^\s%]+)$/d.exec(text))
}

/** `user/password@service` of Oracle. */
export function slashAccount(text: string): readonly PasswordSpan[] {
  return inAccount(/^(\w{1,60})\/([^\s@/]+)@/d.exec(text))
}

/** The last group is the password, right behind that of the user and one sign. */
function inAccount(match: RegExpExecArray | null): readonly PasswordSpan[] {
  const [, user, password] = match?.indices ?? []
  return user && password ? [{ start: password[0], end: password[1], owner: { start: user[0], end: user[1] } }] : []
}

/** `Authorization: Bearer …`, `PRIVATE-TOKEN: …`, as clients take headers for their requests; the option may be joined. */
export function headerCredential(text: string): readonly PasswordSpan[] {
  const [head, name = ''] =
    /^(?:--header=|-H)?([\w-]{1,60}):\s{0,9}(?:(?:bearer|basic|token|apikey)\s{1,9})?/i.exec(text) ?? []
  if (head === undefined || text.length === head.length) return []
  const isCredential = HEADERS.has(name.toLowerCase()) || judgeName(name).kind === 'secret'
  return isCredential ? [{ start: head.length, end: text.length }] : []
}

const HEADERS = new Set(['authorization', 'proxy-authorization', 'x-jfrog-art-api'])

/** `?access_token=…` of a URL, `user=a&password=…` of a form, `"password": "…"` of JSON. */
export function parameterCredentials(text: string): readonly PasswordSpan[] {
  return [...text.matchAll(PARAMETER)].flatMap(({ index, 0: whole, 1: name, 2: quoted, 3: value = '' }) => {
    const { kind, holds } = judgeName(name ?? quoted ?? '')
    if (kind !== 'secret' || holds === 'user' || value === '') return []
    return [{ start: index + whole.length - value.length, end: index + whole.length }]
  })
}

const PARAMETER = /(?:(?:^|[?&])([A-Za-z_]\w{0,40})=|["']([A-Za-z_]\w{0,40})["']\s{0,3}:\s{0,3}["']?)([^&"'#,}\s]*)/g

/** A password alone, once for each time that a program asks for it. */
export function repeatedPassword(text: string): readonly PasswordSpan[] {
  const lines = linesIn(text)
  const textOf = ({ start, end }: Span) => text.slice(start, end)
  return lines.filter(it => lines[0] && textOf(it) === textOf(lines[0]))
}

/** A password among other answers, twice in a row. */
export function typedTwice(text: string): readonly PasswordSpan[] {
  const lines = linesIn(text)
  const textOf = (it: Span | undefined) => it && text.slice(it.start, it.end)
  const isAgain = (it: Span, other: number) => 1 < it.end - it.start && textOf(it) === textOf(lines[other])
  return lines.filter((it, index) => isAgain(it, index - 1) || isAgain(it, index + 1))
}

/** `package question type value`: https://manpages.debian.org/stable/debconf/debconf-set-selections.1.en.html */
export function debconfSelections(text: string): readonly PasswordSpan[] {
  return linesIn(text).flatMap(line => {
    const words = wordsIn(text, line)
    const [, question, type] = words
    if (!question || !type || text.slice(type.start, type.end) !== 'password') return []
    const start = words[3]?.start
    // Some are asked for twice.
    const again = /[-_](?:again|confirm)$/.exec(text.slice(question.start, question.end))?.[0] ?? ''
    const owner = { start: question.start, end: question.end - again.length }
    return start === undefined ? [] : [{ start, end: line.end, owner }]
  })
}

/** Lines without the blanks around them. `echo` and `printf` begin one at `\n`, too. */
function linesIn(text: string): readonly Span[] {
  const lines: Span[] = []
  let start = 0
  for (const { index, 0: separator } of text.matchAll(/\n|\\n|\\r|$/g)) {
    const line = text.slice(start, index)
    const first = start + line.length - line.trimStart().length
    if (line.trim() !== '') lines.push({ start: first, end: first + line.trim().length })
    start = index + separator.length
  }
  return lines
}

function wordsIn(text: string, { start, end }: Span): readonly Span[] {
  return [...text.slice(start, end).matchAll(/\S+/g)].map(({ index, 0: word }) => ({
    start: start + index,
    end: start + index + word.length,
  }))
}
