import type { MappedText, Span, Token } from '../text.ts'

/**
 * A parsed Dockerfile. Every span is in UTF-16 offsets of `text`.
 * Grammar: https://docs.docker.com/reference/dockerfile/ and BuildKit's frontend/dockerfile/parser.
 */
export interface Dockerfile {
  readonly text: string
  readonly escape: '\\' | '`'
  /** `# syntax=`, `# escape=`, `# check=` at the top, in order. */
  readonly directives: readonly Directive[]
  /** Comment lines from `#` to the end of the line, also those between continuation lines; no directives. */
  readonly comments: readonly Span[]
  /** All instructions in order. */
  readonly instructions: readonly Instruction[]
  /** What precedes the first FROM. */
  readonly globals: readonly Instruction[]
  readonly stages: readonly Stage[]
  /** What BuildKit would reject. */
  readonly problems: readonly Problem[]
}

export interface Directive extends Span {
  /** In lower case. */
  readonly name: Token
  readonly value: Token
}

export interface Problem {
  readonly span: Span
  readonly message: string
}

export interface Stage {
  readonly index: number
  readonly from: From
  /** In lower case, as stages are matched. */
  readonly name: string | undefined
  /** What follows FROM, up to the next FROM. */
  readonly instructions: readonly Instruction[]
}

/**
 * One word of an instruction. `text` is as written, without line continuations; `parts` is its meaning
 * after quotes and escapes are taken away.
 */
export interface Word extends Token {
  readonly parts: readonly WordPart[]
}

export type WordPart = LiteralPart | VariablePart

export interface LiteralPart extends Span {
  readonly kind: 'literal'
  readonly value: string
}

/** `$name`, `${name}` or `${name:-operand}`, which BuildKit expands. */
export interface VariablePart extends Span {
  readonly kind: 'variable'
  readonly name: string
  /** `:-`, `-`, `:+`, `+`, `:?`, `?`, `#`, `##`, `%`, `%%`, `/`, `//`. */
  readonly operator: string | undefined
  readonly operand: Word | undefined
}

/** `--name` or `--name=value`. `value` is without quotes and escapes. */
export interface Flag extends Span {
  readonly name: string
  readonly value: MappedText | undefined
}

/** One `--mount=…` of a RUN. */
export interface Mount extends Span {
  /** `bind` when not written; in lower case. */
  readonly type: string
  readonly fields: readonly MountField[]
  /** Where a further `,key=value` goes. */
  readonly insertAt: number
}

export interface MountField extends Span {
  /** In lower case. */
  readonly key: Token
  readonly value: Token | undefined
}

export interface Heredoc {
  /** `<<EOF` as a whole. */
  readonly operator: Span
  readonly name: string
  /** False for `<<"EOF"`. */
  readonly expand: boolean
  /** True for `<<-EOF`: leading tabs are taken away. */
  readonly chomp: boolean
  readonly fileDescriptor: number
  /** All lines of the body with their line ends; without leading tabs when `chomp`. */
  readonly body: MappedText
  readonly bodySpan: Span
  /** The closing line without its line end; undefined when it is missing. */
  readonly terminator: Span | undefined
}

export type Command = ShellCommand | ExecCommand

/** Text for the shell. With here-documents it holds their bodies as a shell would read them. */
export interface ShellCommand {
  readonly form: 'shell'
  readonly script: MappedText
  /** `RUN <<EOF` with a first line `#!…`: the file is executed as a program. */
  readonly shebang: string | undefined
}

/** `["a", "b"]`: each argument unescaped; its span includes the quotes. */
export interface ExecCommand {
  readonly form: 'exec'
  readonly args: readonly Token[]
}

interface Base {
  /** From the keyword to the end of the last line, without its line end; with here-documents. */
  readonly span: Span
  /** As written. */
  readonly keyword: Token
  readonly flags: readonly Flag[]
  readonly heredocs: readonly Heredoc[]
  /** True when the instruction was written over several lines with the escape character. */
  readonly continued: boolean
}

export interface From extends Base {
  readonly kind: 'FROM'
  readonly image: Word | undefined
  /** As written. */
  readonly name: Token | undefined
}

export interface Arg extends Base {
  readonly kind: 'ARG'
  readonly declarations: readonly ArgDeclaration[]
}

export interface ArgDeclaration extends Span {
  readonly name: Token
  readonly value: Word | undefined
}

export interface Env extends Base {
  readonly kind: 'ENV'
  readonly pairs: readonly Pair[]
  /** `ENV name value`, the old form with one pair. */
  readonly legacy: boolean
}

export interface Label extends Base {
  readonly kind: 'LABEL'
  readonly pairs: readonly Pair[]
  readonly legacy: boolean
}

export interface Pair extends Span {
  readonly name: Token
  readonly value: Word
}

export interface Run extends Base {
  readonly kind: 'RUN'
  readonly mounts: readonly Mount[]
  readonly command: Command
  /** Where the command begins, after the flags. */
  readonly commandStart: number
}

export interface Copy extends Base {
  readonly kind: 'COPY' | 'ADD'
  /** Here-documents among them are left out. */
  readonly sources: readonly Word[]
  readonly destination: Word | undefined
  /** Value of `--from`. */
  readonly from: Token | undefined
  /** `COPY ["a", "b"]`. */
  readonly json: boolean
}

export interface CommandInstruction extends Base {
  readonly kind: 'CMD' | 'ENTRYPOINT' | 'SHELL' | 'HEALTHCHECK'
  readonly command: Command | undefined
}

/** Instructions whose arguments are words that BuildKit expands. */
export interface WordsInstruction extends Base {
  readonly kind: 'WORKDIR' | 'USER' | 'VOLUME' | 'EXPOSE' | 'STOPSIGNAL' | 'MAINTAINER'
  readonly words: readonly Word[]
}

export interface Onbuild extends Base {
  readonly kind: 'ONBUILD'
  readonly instruction: Instruction | undefined
}

export interface Unknown extends Base {
  readonly kind: 'UNKNOWN'
}

export type Instruction =
  | From
  | Arg
  | Env
  | Label
  | Run
  | Copy
  | CommandInstruction
  | WordsInstruction
  | Onbuild
  | Unknown
