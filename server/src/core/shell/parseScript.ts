import { forEachChild, parse } from 'unbash'
import type * as Syntax from 'unbash'
import type { MappedText, Span } from '../text.ts'
import { toSourceSpan } from '../text.ts'
import { Compounds } from './compounds.ts'
import type { Place, Script, ShellAssignment, ShellCommand, ShellPart, ShellRedirect, ShellWord } from './model.ts'
import { nestedScript } from './nestedScript.ts'
import { operatorOf } from './operatorOf.ts'
import { literalPart, readLiteral } from './parts.ts'
import { addPrinter, inherited, isExact, type Surroundings } from './surroundings.ts'

/**
 * Parses a POSIX or Bash script. `script` maps to the Dockerfile, so every span is an offset there.
 * Never throws: what the parser does not understand makes `understood` false.
 */
export function parseScript(script: MappedText): Script {
  const reader = new Reader()
  try {
    reader.readScript(script, { conditional: false, shell: 0, depth: 0 })
  } catch {
    reader.understood = false
  }
  const { commands, understood, parents, statements } = reader
  return { commands, understood, parents, body: statements }
}

/** Scripts in scripts are followed this far. */
const MAX_NESTING = 8

class Reader {
  readonly commands: ShellCommand[] = []
  understood = true
  statements: Span | undefined
  private mapped: MappedText = { text: '', segments: [] }
  readonly parents: number[] = [-1]
  private readonly compounds = new Compounds()

  private add(command: ShellCommand): void {
    this.commands.push(command)
    this.compounds.add(command)
  }

  private newShell({ shell }: Surroundings): number {
    return this.parents.push(shell) - 1
  }

  readScript(mapped: MappedText, around: Surroundings): void {
    const outer = this.mapped
    this.mapped = mapped
    this.readParsed(parse(mapped.text), around)
    this.mapped = outer
  }

  private readParsed(script: Syntax.ParsedScript, around: Surroundings): void {
    if (script.errors?.length) this.understood = false
    // An escaped backtick script has offsets of its own decoded text.
    if (script.source !== undefined) this.understood = false
    else this.readStatements(script.commands, around, around.shell === 0)
    const last = script.commands.at(-1)
    if (around.shell === 0 && last && !last.background)
      this.statements = { start: this.span(script.commands[0] ?? last).start, end: this.span(last).end }
  }

  private readList(list: Syntax.CompoundList, around: Surroundings): void {
    this.readStatements(list.commands, around, false)
  }

  private readStatements(statements: readonly Syntax.Statement[], around: Surroundings, topLevel: boolean): void {
    const spans = statements.map(it => this.span(it))
    for (const [statementIndex, { command, background }] of statements.entries()) {
      const chain = command.type === 'AndOr' ? command.commands : [command]
      const operators = command.type === 'AndOr' ? command.operators : []
      const chainSpans = chain.map(it => this.span(it))
      const lastOr = operators.lastIndexOf('||')
      const list = { statements: spans, statementIndex, topLevel }
      const whole: Place = { chain: spans.slice(statementIndex, statementIndex + 1), index: 0, operators: [], ...list }
      const inside = lastOr < 0 ? around : this.compounds.open('chain', around, background ? undefined : whole)
      for (const [index, element] of chain.entries()) {
        const place: Place = { chain: chainSpans, index, operators, ...list }
        // When the chain succeeds, its first element has run, and so has all that only `&&` joins to its end.
        const sure = index === 0 || lastOr < index - 1
        const conditional = around.conditional || !sure
        this.readPipeline(element, { ...inside, conditional }, background ? undefined : place)
      }
      this.compounds.close(inside, around)
    }
  }

  private readPipeline(node: Syntax.PipelineNode, around: Surroundings, place: Place | undefined): void {
    if (node.type !== 'Pipeline') return this.readCommand(node, around, place)
    const last = node.commands.length - 1
    const commands: ShellCommand[] = []
    const isPlain = isExact(around) && node.commands.every(it => it.type === 'Command')
    const pipeline = 0 < last && isPlain ? { place, commands } : undefined
    let previous: readonly ShellCommand[] = []
    for (const [index, command] of node.commands.entries()) {
      const printers: ShellCommand[] = []
      const output = index < last ? { piped: true, printers } : {}
      const inner = last === 0 ? around : { ...around, ...output, shell: this.newShell(around) }
      if (pipeline && command.type === 'Command')
        commands.push(this.readSimple(command, inner, undefined, previous, pipeline))
      else this.readCommand(command, inner, undefined, previous)
      previous = printers
    }
  }

  private readCommand(
    node: Syntax.CommandNode,
    around: Surroundings,
    place?: Place,
    pipedFrom: readonly ShellCommand[] = [],
  ): void {
    if (node.type === 'Command') return void this.readSimple(node, around, place, pipedFrom)
    if (node.type === 'Redirected') {
      const redirects = node.redirects.map(it => this.redirect(it, around))
      const inner = { ...around, redirects: [...(around.redirects ?? []), ...redirects] }
      return this.readCommand(node.command, inner, undefined, pipedFrom)
    }
    const inside = this.surroundingsIn(node, pipedFrom.length > 0 ? { ...around, input: pipedFrom } : around, place)
    this.readInside(node, inside)
    this.compounds.close(inside, around)
  }

  private surroundingsIn(node: Syntax.CommandNode, around: Surroundings, place: Place | undefined): Surroundings {
    if (node.type === 'BraceGroup') return around
    if (node.type === 'Subshell') return { ...around, shell: this.newShell(around) }
    const conditional = { ...around, conditional: true }
    return node.type === 'If' ? this.compounds.open('if', conditional, place) : conditional
  }

  /** Walks a compound command: its lists of commands, and substitutions in its words. */
  private readInside(node: Syntax.SyntaxNode, around: Surroundings): void {
    const words: ShellWord[] = []
    forEachChild(node, child => {
      if (child.type === 'CompoundList') this.readList(child, around)
      else if (child.type === 'Word') words.push(this.word(child, around))
      else if (child.type === 'Command') this.readSimple(child, around, undefined, [])
      else if (child.type === 'Script') this.readParsed(child, { ...around, shell: this.newShell(around) })
      else if (child.type === 'Subshell') this.readInside(child, { ...around, shell: this.newShell(around) })
      else this.readInside(child, around)
    })
    if (words.length > 0) this.readWords(words, around)
  }

  /** The words of `for`, `case` and `[[` count as arguments of a command without a name. */
  private readWords(words: readonly ShellWord[], around: Surroundings): void {
    const first = words[0]
    const last = words.at(-1)
    if (!first || !last) return
    const name: ShellWord = { start: first.start, end: first.start, text: '', parts: [] }
    this.add({
      span: { start: first.start, end: last.end },
      assignments: [],
      words: [name, ...words],
      redirects: [],
      ...inherited(around),
      pipedFrom: [],
      place: undefined,
    })
  }

  private readSimple(
    node: Syntax.Command,
    around: Surroundings,
    place: Place | undefined,
    pipedFrom: readonly ShellCommand[],
    pipeline?: ShellCommand['pipeline'],
  ): ShellCommand {
    const words: ShellWord[] = []
    if (node.name) words.push(this.word(node.name, around))
    for (const argument of node.args) words.push(this.argument(argument, around))
    const command: ShellCommand = {
      span: this.span(node),
      assignments: node.prefix.filter(it => it.type === 'Assignment').map(it => this.assignment(it, around)),
      words,
      redirects: [...node.redirects.map(it => this.redirect(it, around)), ...(around.redirects ?? [])],
      ...inherited(around),
      pipedFrom: pipedFrom.length > 0 ? pipedFrom : (around.input ?? []),
      // What is put together of pieces can't be taken apart.
      place: isExact(around) ? place : undefined,
      pipeline,
    }
    this.add(command)
    addPrinter(around, command)
    this.readNested(command, around)
    return command
  }

  /** `sh -c '…'` and `eval '…'` start a script of their own. */
  private readNested(command: ShellCommand, around: Surroundings): void {
    const script = nestedScript(command)
    if (!script || around.depth >= MAX_NESTING) return
    const understood = this.understood
    const { redirects, piped } = command
    const quote = around.quote === undefined ? script.quote : 'pieces'
    const shell = this.newShell(around)
    this.readScript(script, { ...around, redirects, piped, quote, shell, depth: around.depth + 1 })
    // A text with expansions in it is only a guess at the script; the outer one is understood all the same.
    this.understood = understood
  }

  private argument(node: Syntax.Word | Syntax.Assignment, around: Surroundings): ShellWord {
    if (node.type === 'Word') return this.word(node, around)
    const span = this.span(node)
    const value = node.value.type === 'Word' ? this.word(node.value, around) : undefined
    const head = node.text.slice(0, (node.value.type === 'Word' ? node.value.pos : node.end) - node.pos)
    const name = literalPart(head, { start: span.start, end: value?.start ?? span.end })
    return { ...span, text: node.text, parts: [name, ...(value?.parts ?? [])] }
  }

  private assignment(node: Syntax.Assignment, around: Surroundings): ShellAssignment {
    const span = this.span(node)
    const value =
      node.value.type === 'Word' ? this.word(node.value, around) : { ...this.span(node.value), text: '', parts: [] }
    return { ...span, name: node.name, value }
  }

  private redirect(node: Syntax.Redirection, around: Surroundings): ShellRedirect {
    const span = this.span(node)
    const fileDescriptor = node.descriptor?.type === 'FileDescriptor' ? node.descriptor.value : undefined
    if (node.type === 'HereDoc')
      return { ...span, operator: node.operator, fileDescriptor, target: undefined, body: this.body(node, around) }
    const target = node.target && this.word(node.target, around)
    return { ...span, operator: node.operator, fileDescriptor, target, body: undefined }
  }

  private body(node: Syntax.HereDoc, around: Surroundings): ShellWord {
    const { body } = node
    const literal = node.delimiter?.quoted === true
    const parts: ShellPart[] =
      literal || !body.parts
        ? [readLiteral(this.mapped, body, body.text, literal ? 'body' : 'double')]
        : this.parts(body.parts, around, true)
    return { ...this.span(body), text: body.text, parts }
  }

  private word(node: Syntax.Word, around: Surroundings): ShellWord {
    const span = this.span(node)
    const parts: readonly ShellPart[] = node.parts
      ? this.parts(node.parts, around, false)
      : [readLiteral(this.mapped, node, node.value, 'none')]
    return { ...span, text: node.text, parts }
  }

  private parts(nodes: readonly Syntax.WordPart[], around: Surroundings, quoted: boolean): ShellPart[] {
    return nodes.flatMap(it => this.part(it, around, quoted))
  }

  private part(node: Syntax.WordPart, around: Surroundings, quoted: boolean): ShellPart[] {
    const span = this.span(node)
    switch (node.type) {
      case 'Literal':
      case 'Glob':
        return [readLiteral(this.mapped, node, node.value, quoted ? 'double' : 'none')]
      case 'SingleQuoted':
        return [readLiteral(this.mapped, node, node.value, 'single')]
      case 'AnsiCQuoted':
        return [literalPart(node.value, span, true)]
      case 'DoubleQuoted':
      case 'LocaleString':
        return this.parts(node.parts, around, true)
      case 'SimpleExpansion':
        return [
          { kind: 'variable', name: node.text.slice(1), operator: undefined, operand: undefined, quoted, ...span },
        ]
      case 'ParameterExpansion': {
        const operand = node.operation?.type === 'Default' ? this.word(node.operation.operand, around) : undefined
        return [{ kind: 'variable', name: node.parameter, operator: operatorOf(node), operand, quoted, ...span }]
      }
      case 'CommandExpansion':
      case 'ProcessSubstitution':
        return [{ kind: 'substitution', commands: this.substitution(node, around), ...span }]
      case 'ArithmeticExpansion':
        return [{ kind: 'substitution', commands: [], ...span }]
      case 'ExtendedGlob':
      case 'BraceExpansion':
        return node.parts ? this.parts(node.parts, around, quoted) : [literalPart(node.text, span)]
    }
  }

  private substitution(
    node: { readonly script: Syntax.ParsedScript | undefined },
    around: Surroundings,
  ): ShellCommand[] {
    const before = this.commands.length
    // The parser reads a substitution when it is asked for, each time from its beginning.
    const script = around.depth < MAX_NESTING ? node.script : undefined
    const inside = { ...around, shell: this.newShell(around), depth: around.depth + 1, printers: undefined }
    if (script) this.readParsed(script, inside)
    else this.understood = false
    return this.commands.slice(before)
  }

  private span(node: { readonly pos: number; readonly end: number }): Span {
    return toSourceSpan(this.mapped, node.pos, node.end)
  }
}
