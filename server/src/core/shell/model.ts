import type { Segment, Span } from '../text.ts'

/** A shell script as the commands that it may start, in order. All spans are offsets of the Dockerfile. */
export interface Script {
  readonly commands: readonly ShellCommand[]
  /** False when the text is no POSIX shell, or so broken that commands may be missing. */
  readonly understood: boolean
  /** Its statements, from the first to the last; undefined when nothing can follow them, as after `a &`. */
  readonly body: Span | undefined
  /** For each shell the one that started it; -1 for the script itself. */
  readonly parents: readonly number[]
}

/** One simple command, wherever it stands: in a chain, a loop, a substitution or a nested `sh -c`. */
export interface ShellCommand {
  readonly span: Span
  /** `A=1` before the command, or alone. */
  readonly assignments: readonly ShellAssignment[]
  /** Name and arguments. */
  readonly words: readonly ShellWord[]
  readonly redirects: readonly ShellRedirect[]
  /** True when the script may succeed without it: beside `||`, in `if`, `case`, a loop or a function. */
  readonly conditional: boolean
  /** Which shell it runs in: 0 is the script itself, others are subshells, substitutions and nested scripts. */
  readonly shell: number
  /** The commands whose output is its input in a pipeline; several when a group stands there. */
  readonly pipedFrom: readonly ShellCommand[]
  /** Whether its output, or that of a group around it, goes into a pipe. */
  readonly piped: boolean
  /**
   * The quote around a script in an argument that it stands in; `escaped` when there are escapes between double quotes,
   * `pieces` when the script is put together.
   */
  readonly quote: '"' | "'" | 'escaped' | 'pieces' | undefined
  /** Where it stands among its neighbors; undefined when it can't be taken away on its own. */
  readonly place: Place | undefined
  /** The `if`, or the chain with `||`, that decides whether it runs. */
  readonly compound: Compound | undefined
  /** The pipeline of simple commands that it is a part of. */
  readonly pipeline?: Pipeline | undefined
}

/** `a | b | c`. */
export interface Pipeline {
  /** Undefined when it can't be taken away. */
  readonly place: Place | undefined
  readonly commands: readonly ShellCommand[]
}

/** What stands or goes as a whole: `if …; fi`, `a || b`. */
export interface Compound {
  readonly kind: 'if' | 'chain'
  /** Undefined when it can't be taken away. */
  readonly place: Place | undefined
  /** All that may run in it, conditions as well. */
  readonly commands: readonly ShellCommand[]
}

/** Position in a chain `a && b && c` and in the list of statements that the chain is part of. */
export interface Place {
  readonly chain: readonly Span[]
  readonly index: number
  /** `&&` or `||` between neighbors; as many as the chain has elements, less one. */
  readonly operators: readonly string[]
  readonly statements: readonly Span[]
  readonly statementIndex: number
  /** True for statements of the script itself rather than of a group or a loop. */
  readonly topLevel: boolean
}

export interface ShellAssignment extends Span {
  readonly name: string
  readonly value: ShellWord
}

export interface ShellRedirect extends Span {
  /** `>`, `>>`, `<`, `<<`, `<<<`, … */
  readonly operator: string
  readonly fileDescriptor: number | undefined
  readonly target: ShellWord | undefined
  /** Body of a here-document. */
  readonly body: ShellWord | undefined
}

/** A word, a here-document body or an assigned value. */
export interface ShellWord extends Span {
  /** As written, without line continuations. */
  readonly text: string
  readonly parts: readonly ShellPart[]
}

export type ShellPart = ShellLiteral | ShellVariable | ShellSubstitution

export interface ShellLiteral extends Span {
  readonly kind: 'literal'
  /** Without quotes and escapes. */
  readonly value: string
  /** In single quotes, where a program may still expand `$NAME` by itself. */
  readonly singleQuoted: boolean
  /** Where its characters stand, when there are escapes or line continuations among them. */
  readonly segments?: readonly Segment[]
}

export interface ShellVariable extends Span {
  readonly kind: 'variable'
  readonly name: string
  /** `:-`, `+`, `#`, `/`, …; `length` for `${#name}`, `indirect` for `${!name}`, `piece` for `${name:0:4}`. */
  readonly operator: string | undefined
  readonly operand: ShellWord | undefined
  readonly quoted: boolean
}

/** `$(…)`, `` `…` ``, `<(…)` or an expression; `commands` are also in the script's list. */
export interface ShellSubstitution extends Span {
  readonly kind: 'substitution'
  readonly commands: readonly ShellCommand[]
}

/** The text of a word when nothing in it is expanded. */
export function staticText(word: ShellWord): string | undefined {
  let text = ''
  for (const part of word.parts) {
    if (part.kind !== 'literal') return undefined
    text += part.value
  }
  return text
}

/** All variables of a word, also those in the operands of others. */
export function* variablesOf(word: ShellWord): Iterable<ShellVariable> {
  for (const part of word.parts) {
    if (part.kind !== 'variable') continue
    yield part
    if (part.operand) yield* variablesOf(part.operand)
  }
}

/** Names in a text that may be those of variables. */
export function identifiersIn(text: string): readonly string[] {
  return text.match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? []
}
