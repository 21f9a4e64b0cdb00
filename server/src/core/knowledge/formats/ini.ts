/** `key = value` of an INI file. */
export interface IniEntry {
  /** '' before the first section. */
  readonly section: string
  readonly key: string
  /** Lines of a continued value are joined by a line break. */
  readonly value: string
}

export interface IniDialect {
  /** What separates key and value; the first one in the line counts. */
  readonly separators: readonly string[]
  /** Indented lines belong to the value before. */
  readonly continues: boolean
  /** A `;` or `#` within a value begins a comment. */
  readonly inlineComments: boolean
}

/** pip.conf, .pypirc: https://docs.python.org/3/library/configparser.html#supported-ini-file-structure */
export const pythonIni: IniDialect = { separators: ['=', ':'], continues: true, inlineComments: false }

/** .npmrc: https://github.com/npm/ini */
export const npmIni: IniDialect = { separators: ['='], continues: false, inlineComments: true }

/** .gitconfig: https://git-scm.com/docs/git-config#_syntax */
export const gitIni: IniDialect = { separators: ['='], continues: false, inlineComments: true }

/** The entries of an INI text in order. Accepts every text; a key without a separator has the value ''. */
export function iniEntries(text: string, dialect: IniDialect): readonly IniEntry[] {
  const entries: { section: string; key: string; value: string }[] = []
  let section = ''
  let last: { section: string; key: string; value: string } | undefined
  for (const line of linesOf(text)) {
    const content = line.trim()
    if (content === '' || content.startsWith('#') || content.startsWith(';')) continue
    if (dialect.continues && last && startsIndented(line)) {
      last.value += `\n${content}`
      continue
    }
    if (content.startsWith('[') && content.includes(']')) {
      section = content.slice(1, content.lastIndexOf(']'))
      last = undefined
      continue
    }
    entries.push((last = entryOf(content, section, dialect)))
  }
  return entries
}

export function linesOf(text: string): readonly string[] {
  return withoutByteOrderMark(text).replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n')
}

export function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

function startsIndented(line: string): boolean {
  return line.startsWith(' ') || line.startsWith('\t')
}

function entryOf(content: string, section: string, dialect: IniDialect): IniEntry {
  const places = dialect.separators.map(it => content.indexOf(it)).filter(it => 0 <= it)
  const split = places.length === 0 ? content.length : Math.min(...places)
  const raw = content.slice(split + 1).trim()
  return {
    section,
    key: unquote(content.slice(0, split).trim()),
    value: unquote(dialect.inlineComments ? withoutComment(raw) : raw),
  }
}

/** The value before an unescaped `;` or `#` outside of quotes. */
function withoutComment(value: string): string {
  let quote = ''
  for (let at = 0; at < value.length; at++) {
    const character = value.charAt(at)
    if (character === '\\') at++
    else if (quote !== '') quote = character === quote ? '' : quote
    else if (at === 0 && (character === '"' || character === "'")) quote = character
    else if (character === ';' || character === '#') return value.slice(0, at).trim()
  }
  return value
}

/** The text within a pair of quotes. */
export function unquote(value: string): string {
  const quote = value.charAt(0)
  const quoted = (quote === '"' || quote === "'") && 2 <= value.length && value.endsWith(quote)
  return quoted ? value.slice(1, -1) : value
}
