import { type MappedText, sliceMapped, type Span, toSourceSpan } from '../text.ts'
import type { Script, ShellCommand, ShellPart, ShellRedirect, ShellWord } from './model.ts'
import { literalPart } from './parts.ts'
import { startedPowerShell, understand } from './windowsCommand.ts'
import { SYNTAX, type Syntax, type WindowsShell } from './windowsSyntax.ts'

/**
 * Reads a script for PowerShell or cmd well enough to see which values its commands get and where their output goes.
 * It is never `understood`, so that no fix edits it. Linear in the length of the script.
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_parsing
 * https://learn.microsoft.com/windows-server/administration/windows-commands/cmd
 */
export function parseWindows(script: MappedText, shell: WindowsShell): Script {
  return { commands: new Reader(script, shell).read(), understood: false, body: undefined, parents: [-1] }
}

const NOWHERE = new Set(['$null', 'nul'])

type Draft = ShellCommand & { piped: boolean }

class Reader {
  private readonly commands: Draft[] = []
  private readonly syntax: Syntax
  private readonly script: MappedText
  private readonly shell: WindowsShell
  private position = 0
  private words: ShellWord[] = []
  private wordStarts: number[] = []
  private redirects: ShellRedirect[] = []
  /** The word that is being read. */
  private parts: ShellPart[] | undefined
  private wordStart = 0
  private wordEnd = 0
  private redirecting: Pick<ShellRedirect, 'operator' | 'fileDescriptor'> | undefined
  private tables = 0
  private blocks = 0
  /** What ended the command before. */
  private before = ''

  constructor(script: MappedText, shell: WindowsShell) {
    this.script = script
    this.shell = shell
    this.syntax = SYNTAX[shell]
  }

  read(): readonly Draft[] {
    while (this.position < this.script.text.length)
      if (this.tables > 0 || !this.readBetween()) {
        this.readInWord()
        this.wordEnd = this.position
      }
    this.endCommand('')
    return this.commands
  }

  /** What separates words and commands, if it is here. */
  private readBetween(): boolean {
    const { blank, comment, separator, redirect } = this.syntax
    if (this.eat(blank) ?? (this.parts ? undefined : this.eat(comment))) {
      this.endWord()
      return true
    }
    const end = this.eat(separator)
    if (end !== undefined) this.endCommand(end)
    const operator = end ?? this.eat(redirect)
    if (end === undefined && operator !== undefined) this.redirect(operator)
    return operator !== undefined
  }

  private readInWord(): void {
    const start = this.position
    if (!this.parts) {
      this.parts = []
      this.wordStart = start
    }
    const { quote, singleQuoted, table, text } = this.syntax
    if (this.eat(quote) !== undefined) return this.readQuoted()
    const single = this.eat(singleQuoted)
    if (single !== undefined) return this.add(single.slice(1).replace(/'$/, ''), start, true)
    if (this.readVariable() || this.readEscaped()) return
    const opening = this.eat(table)
    const piece = opening ?? this.eat(text) ?? ''
    if (opening !== undefined || (this.tables > 0 && (piece === '{' || piece === '('))) this.tables++
    else if (this.tables > 0 && (piece === '}' || piece === ')')) this.tables--
    this.add(piece, start)
  }

  private readQuoted(): void {
    const { quote, quotedText } = this.syntax
    while (this.position < this.script.text.length) {
      const start = this.position
      if (this.readEscaped() || this.readVariable()) continue
      if (this.eat(quote) !== undefined) return
      this.add(this.eat(quotedText) ?? '', start)
    }
  }

  /** In PowerShell only `$env:NAME` is a variable of the environment. */
  private readVariable(): boolean {
    const start = this.position
    const text = this.eat(this.syntax.variable)
    if (text === undefined) return false
    const [, scope, plain = ''] = /(env:)?(\w+)/i.exec(text) ?? []
    const name = scope !== undefined || text.startsWith('%') ? plain : `$${plain.toLowerCase()}`
    const span = this.spanFrom(start)
    this.parts?.push({ kind: 'variable', name, operator: undefined, operand: undefined, quoted: false, ...span })
    return true
  }

  private readEscaped(): boolean {
    const start = this.position
    const text = this.eat(this.syntax.escaped)
    if (text !== undefined) this.add(text.slice(1), start)
    return text !== undefined
  }

  private eat(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position
    const text = pattern.exec(this.script.text)?.[0]
    this.position += text?.length ?? 0
    return text
  }

  private add(value: string, start: number, singleQuoted = false): void {
    const span = this.spanFrom(start)
    const last = this.parts?.at(-1)
    if (last?.kind === 'literal' && !last.singleQuoted && !singleQuoted)
      this.parts?.splice(-1, 1, literalPart(last.value + value, { start: last.start, end: span.end }))
    else this.parts?.push(literalPart(value, span, singleQuoted))
  }

  private spanFrom(start: number): Span {
    return toSourceSpan(this.script, start, this.position)
  }

  private endWord(): void {
    const { parts, redirecting, wordStart, wordEnd } = this
    if (!parts) return
    const text = this.script.text.slice(wordStart, wordEnd)
    const word: ShellWord = { ...toSourceSpan(this.script, wordStart, wordEnd), text, parts }
    this.parts = undefined
    this.redirecting = undefined
    if (redirecting) {
      const target = NOWHERE.has(text.toLowerCase()) ? undefined : word
      this.redirects.push({ start: word.start, end: word.end, ...redirecting, target, body: undefined })
      return
    }
    this.words.push(word)
    this.wordStarts.push(wordStart)
  }

  private redirect(text: string): void {
    this.endWord()
    // `2>&1` has no file.
    if (text.includes('&')) return
    const fileDescriptor = /\d/.test(text) ? Number(text[0]) : undefined
    this.redirecting = { operator: text.replace(/^[\d*]/, ''), fileDescriptor }
  }

  private endCommand(separator: string): void {
    this.endWord()
    this.redirecting = undefined
    const { words, redirects, before } = this
    const isCommand = 0 < words.length + redirects.length
    if (isCommand) this.addCommand(words, redirects)
    const command = this.commands.at(-1)
    if (separator === '|' && command && (isCommand || before === ')')) command.piped = true
    if (separator === '{' || separator === '(') this.blocks++
    if (separator === '}' || separator === ')') this.blocks = Math.max(0, this.blocks - 1)
    this.before = separator
    this.words = []
    this.wordStarts = []
    this.redirects = []
  }

  private addCommand(words: readonly ShellWord[], redirects: readonly ShellRedirect[]): void {
    const { before, shell } = this
    const script = shell === 'cmd' ? startedPowerShell(words) : undefined
    const previous = this.commands.at(-1)
    const ends = [words[0], words.at(-1), redirects[0], redirects.at(-1)].flatMap(it => it ?? [])
    this.commands.push({
      span: { start: Math.min(...ends.map(it => it.start)), end: Math.max(...ends.map(it => it.end)) },
      ...understand(shell, words.slice(0, script), redirects, before !== '(' && before !== '&'),
      conditional: 0 < this.blocks || before === '||',
      shell: 0,
      pipedFrom: before === '|' && previous ? [previous] : [],
      piped: false,
      quote: undefined,
      place: undefined,
      compound: undefined,
    })
    if (script !== undefined) this.readStarted(this.wordStarts[script] ?? this.wordEnd)
  }

  /** `powershell -Command …`, with or without quotes around it. */
  private readStarted(from: number): void {
    const { text } = this.script
    const isQuoted = text[from] === '"' && text[this.wordEnd - 1] === '"'
    const inside = sliceMapped(this.script, isQuoted ? from + 1 : from, this.wordEnd - (isQuoted ? 1 : 0))
    for (const command of new Reader(inside, 'powershell').read()) this.commands.push(command)
  }
}
