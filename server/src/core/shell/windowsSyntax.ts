export type WindowsShell = 'powershell' | 'cmd'

/** How the parts of a script look, as sticky patterns. */
export interface Syntax {
  readonly blank: RegExp
  /** Where a word may begin. */
  readonly comment: RegExp
  readonly separator: RegExp
  readonly redirect: RegExp
  readonly quote: RegExp
  readonly singleQuoted: RegExp
  /** `@{ … }` and `@( … )`, in which blanks and separators belong to the word. */
  readonly table: RegExp
  /** In quotes as well. */
  readonly variable: RegExp
  readonly escaped: RegExp
  readonly text: RegExp
  readonly quotedText: RegExp
}

const NEVER = /(?!)/y

export const SYNTAX: Readonly<Record<WindowsShell, Syntax>> = {
  powershell: {
    blank: /[ \t\r\f]+|`\r?\n/y,
    comment: /#[^\n]*/y,
    separator: /\|\||&&|[|;&(){}\n]/y,
    redirect: /[\d*]?>>?(?:&\d)?|</y,
    // Whoever writes for `powershell -Command` escapes the quotes for the program that starts it.
    quote: /\\?"/y,
    singleQuoted: /'[^']*'?/y,
    table: /@[{(]/y,
    // What cmd starts has the variables of cmd in it.
    variable: /\$(?:\{(?:env:)?\w+\}|\(\$(?:env:)?\w+\)|(?:env:)?\w+)|%\w+%/iy,
    escaped: /`[^]/y,
    text: /[^\s|;&(){}<>"'`$@%\\]+|[^]/y,
    quotedText: /[^"`$%\\]+|[^]/y,
  },
  cmd: {
    blank: /[ \t\r\f]+|\^\r?\n/y,
    comment: /(?:rem\b|::)[^\n]*/iy,
    separator: /\|\||&&|[|&()\n]/y,
    redirect: /\d?>>?(?:&\d)?|</y,
    quote: /"/y,
    singleQuoted: NEVER,
    table: NEVER,
    variable: /%\w+(?::[^%\n]*)?%/y,
    escaped: /\^[^]|\\"/y,
    text: /[^\s|&()<>"%^\\]+|[^]/y,
    quotedText: /[^"%^\\]+|[^]/y,
  },
}
