import type { PasswordSpan } from '../model.ts'

/** A quick look whether a text, as it is written, can have one of these statements. */
export function mayState(text: string): boolean {
  return 12 < text.length && /identified|password|pwd|crypt\(|_(?:super)?user\(/i.test(text)
}

/**
 * Passwords of accounts in statements that a shell hands to another program, wherever in the text: `IDENTIFIED BY '…'`,
 * `CREATE USER x WITH PASSWORD '…'`, `PASSWORD('…')`, `createUser({ pwd: '…' })`, `create_superuser('a', 'b', '…')`.
 * https://dev.mysql.com/doc/refman/8.4/en/create-user.html, https://www.postgresql.org/docs/current/sql-createrole.html
 */
export function statedPasswords(text: string): readonly PasswordSpan[] {
  const found: PasswordSpan[] = []
  for (const { index, 0: clause } of text.matchAll(CLAUSES)) {
    if (NEEDS_ACCOUNT.has(clause.toLowerCase()) && !isAboutAccount(text, index)) continue
    const after = index + clause.length
    const end = endOfString(text, index, after)
    // `pwd: "password"` is a value, `"pwd": "…"` a key.
    if (end !== undefined && !/^\s{0,9}:/.test(text.slice(end, end + 10))) continue
    let value = stringAt(text, end ?? after)
    // Name and address of the account stand before it.
    for (let skipped = clause.endsWith('user(') ? 2 : 0; 0 < skipped && value; skipped--)
      value = stringAt(text, value.end + 1)
    if (value) found.push(value)
  }
  return found
}

/** Each is followed by a string; what separates its words is short. */
const CLAUSES =
  /\bidentified\s{1,9}by\b(?:\s{1,9}password\b)?|\bidentified\s{1,9}(?:with|via)\s{1,9}\w{1,40}\s{1,9}(?:by|using|as)\b|\b(?:password|pwd)\b|\bcrypt\(|\bcreate_(?:super)?user\(/gi
const NEEDS_ACCOUNT = new Set(['password', 'pwd'])

/** How far before `PASSWORD` the statement begins that it belongs to. */
const STATEMENT = 200

/** `CREATE USER x PASSWORD`, `ALTER ROLE x WITH ENCRYPTED PASSWORD`, `authentication_string = PASSWORD(`. */
function isAboutAccount(text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - STATEMENT), offset).toLowerCase()
  const statement = before.slice(before.lastIndexOf(';') + 1)
  return (
    /\b(?:create|alter)\s{1,9}(?:user|role|login|group)\b/.test(statement) ||
    statement.includes('createuser(') ||
    statement.trimEnd().endsWith('=')
  )
}

/** Where a string ends in which only this clause stands. */
function endOfString(text: string, start: number, end: number): number | undefined {
  const [whole = '', quote] = /^\\{0,3}(['"])/.exec(text.slice(end, end + 4)) ?? []
  return quote !== undefined && text.charAt(start - 1) === quote ? end + whole.length : undefined
}

/** The string that begins at `from`, with the quotes and escapes that the shells around it need. */
function stringAt(text: string, from: number): PasswordSpan | undefined {
  const open = /^[\s=:,(\\]{0,9}(['"])/.exec(text.slice(from, from + 16))
  const quote = open?.[1]
  if (!open || quote === undefined) return undefined
  const start = from + open[0].length
  const close = text.indexOf(quote, start)
  if (close < 0) return undefined
  return { start, end: text.charAt(close - 1) === '\\' ? close - 1 : close }
}
