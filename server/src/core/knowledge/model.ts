import type { Span } from '../text.ts'

/** What is known about one ecosystem: plain data, so that rules and fixes stay generic. */
export interface Ecosystem {
  /** File name of the module: `pip`. */
  readonly id: string
  /** As people call it: `pip`. */
  readonly title: string
  readonly files: readonly CredentialFile[]
  readonly variables: readonly CredentialVariable[]
  readonly tools: readonly Tool[]
  /** Commands of programs that are not in `tools`. */
  readonly persisting?: readonly PersistingCommand[]
  /** Commands that get a password, also of programs that are not in `tools`. */
  readonly passwords?: readonly PasswordCommand[]
  /** Commands that make a private key, also of programs that are not in `tools`. */
  readonly generating?: readonly GeneratingCommand[]
  /** Sources of the facts. */
  readonly references: readonly string[]
}

/** A file in which a tool looks for credentials. */
export interface CredentialFile {
  /** Base name, which is its identity: `.npmrc`. With its directory where that alone says nothing: `.aws/credentials`. */
  readonly name: string
  /** Other base names of the same thing. */
  readonly aliases?: readonly string[]
  /** Whether another base name, in a directory of this name, stands for the same thing: `id_rsa_github`. */
  readonly named?: (name: string, directory: string | undefined) => boolean
  /**
   * Where the tools look, best mount target first. `~` is the home directory, `./` the working directory.
   * Others are absolute. A `*` at the end stands for all files of the directory.
   */
  readonly places: readonly string[]
  /** Variables that name another place: `NPM_CONFIG_USERCONFIG`. */
  readonly locatedBy?: readonly string[]
  /** Variables that name another directory for it: `POETRY_CONFIG_DIR`. */
  readonly locatedIn?: readonly string[]
  /**
   * `always`: such a file exists to hold a credential. `content`: it often holds only settings. `rarely`: only its
   * text can tell.
   */
  readonly certainty: 'always' | 'content' | 'rarely'
  /** Other files have this name, too: without its text it counts only at one of its places. */
  readonly commonName?: true
  /** What is copied to its place is one, too, unless its name speaks of defaults or tests. */
  readonly anyName?: true
  /** What stands where this format has credentials: literal values, references and placeholders. */
  readonly credentials: (text: string) => readonly string[]
  /** Whether a text of this file holds a literal credential (not a reference such as `${NPM_TOKEN}`). */
  readonly holdsCredential: (text: string) => boolean
  /** Names of variables that the tool expands when it reads this text. */
  readonly references?: (text: string) => readonly string[]
  /** Programs of all kinds look for it, also such that are not in these tables. */
  readonly readByMany?: boolean
  /**
   * The running container may read it, too: no fix takes it out of the image, or only when a RUN surely reads or
   * removes it, so that it is there for the build.
   */
  readonly readAtRunTime?: true | 'unless a RUN reads it' | 'unless a RUN removes it'
  /** Places where base images have such a file, which other commands need. */
  readonly inBaseImages?: Readonly<Record<string, 'always' | 'sometimes'>>
  /** Must only the owner be able to read it? Then a mount gets this octal mode. */
  readonly mode?: string
  /** A directory with such files and others. */
  readonly directory?: true
  /** The whole file is one credential: a private key. */
  readonly whole?: true
  /** It is read by what connects over ssh: in `~/.ssh`, or wherever an option or a setting says. */
  readonly overSsh?: true
  /** No fix takes it out of an image that starts one of these programs, which may read it. */
  readonly runTimePrograms?: readonly string[]
}

/** A variable that a tool reads itself. `name` may contain `<name>` for a part that users choose. */
export interface CredentialVariable {
  readonly name: string
  /** `token` holds only the credential, `url` holds a credential if there is a user part in it, `user` names an account. */
  readonly holds: 'token' | 'url' | 'user'
  /** Settings have such names, too: it counts only when its words say that it is a credential. */
  readonly judged?: true
  /** Programs of all kinds read it, also such that are not in these tables, and also when the container runs. */
  readonly readByMany?: true
  /** Scripts of a project may read it when they are run: to ask the API of GitHub. */
  readonly readByScripts?: true
  /** How many characters all real values have. */
  readonly length?: number
}

export interface Tool {
  /** Executable names. */
  readonly commands: readonly string[]
  /**
   * Subcommands that use credentials, of one word or two; `[]` when all do but the quiet ones; `''` for none at all.
   */
  readonly consumers: readonly string[]
  /** Subcommands, of one word or two, that neither use credentials nor run code of the project. */
  readonly quiet?: readonly string[]
  /** Credential files by name that these consumers read, also of other ecosystems: `.netrc`. */
  readonly reads: readonly string[]
  /** Its other subcommands run scripts that may use it again: `npm run`. */
  readonly runsScripts?: true
  /** Files that they read only with an option: `curl -n`. */
  readonly readsOn?: Readonly<Record<string, string>>
  /** Whether consumers may run code of the project or expand any variable in project files. */
  readonly readsAnyVariable: boolean
  /** It works with the credentials of the application, so that its use makes none of them one of the build. */
  readonly ofApplication?: boolean
  /** Options with a separate value, which is no positional word: `--prefix`. */
  readonly valued?: readonly string[]
  readonly persisting: readonly PersistingCommand[]
  /** Commands that take a stored credential away again. */
  readonly undoing?: readonly UndoingCommand[]
}

/** A command that writes its arguments into a file that stays. */
export interface PersistingCommand {
  /**
   * The command with holes: `poetry config http-basic.<source> <user> <password>`. Positional words stand in this
   * order; options (`--password|-p <password>`, also as `--password=…`) anywhere; a flag without a hole must be
   * there (write it first, where no hole follows it). Other options may stand in between. `<name?>` is a positional word that may be missing, `<key>=<value>` one
   * word with two holes, `<host>.<domain>` a word with a dot as `<host>`, and `...` at the end stands for any further words.
   */
  readonly pattern: string
  /** The holes that carry the credential; `stdin` for what is piped in, `input` for what may be one, `file` for the path of a file that does. */
  readonly secret: readonly string[]
  /** All places where it is written; as in `CredentialFile.places`. `<directory>` is where git clones to. A hole is a path. */
  readonly writes: readonly string[]
  /**
   * What the tool reads instead: variable to value, with holes. `<SOURCE>` is `<source>` in upper case with `_` for
   * every other character; `<n>` counts from 0, `<count>` is how many there are.
   */
  readonly instead?: Readonly<Record<string, string>> | undefined
  /** How `<SOURCE>` is made of `<source>` where the tool has other rules; undefined when that is no variable. */
  readonly variablePart?: (source: string) => string | undefined
  /**
   * The command stores the URL of this hole: give the credential as an option of the program, in which
   * `<with>` is the origin with its user part and `<without>` the origin without. Those that connect to it later need
   * the option, and the command itself when it does.
   */
  readonly urlOption?: { readonly hole: string; readonly option: string; readonly connects: boolean }
  /**
   * The file holds other settings, too, so that it can't be removed after use: the command, with holes, that takes
   * out what was stored, or `false` where there is none. Debug logs are removed all the same.
   */
  readonly undo?: string | false | undefined
  /** Without a credential, it takes the place of one that was stored before. */
  readonly replaces?: boolean
  /** Text that has to be in the hole `<code>`, which is a script in another language. */
  readonly calls?: readonly string[]
  /** A variable that makes the tool write elsewhere, most often to a temporary directory. */
  readonly movedBy?: string
}

export interface UndoingCommand {
  /** As in `PersistingCommand`. */
  readonly pattern: string
  /** Where it takes away what was stored. */
  readonly writes: readonly string[]
}

/** A command that sets or uses the password of an account. */
export interface PasswordCommand {
  /**
   * As in `PersistingCommand`, also with options that are joined to their value: `mysql -p<password> ...`. The hole
   * `<password>` is one, `<account>` is `user:password`, `<phrase>` is `pass:password`; `<user>` says whose it is.
   */
  readonly pattern: string
  /** Options with a separate value, as in `Tool.valued`. */
  readonly valued?: readonly string[]
  /** Where passwords are in what is piped in. */
  readonly input?: (text: string) => readonly PasswordSpan[]
  /** Where passwords are in each of the arguments. */
  readonly words?: (text: string) => readonly PasswordSpan[]
  /** Whose it is where no hole says so; else the name of the program. */
  readonly owner?: string
  /** A variable of this command that holds one. */
  readonly variable?: string
  /** Values that everybody knows and that protect nothing: `changeit`. */
  readonly known?: readonly string[]
}

/** A password in a text, and whose it is. */
export interface PasswordSpan extends Span {
  readonly owner?: Span | undefined
}

/** A command that makes a private key, which all containers of the image then share. */
export interface GeneratingCommand {
  /** As in `PersistingCommand`. `<file>` is where the key goes; without this hole it goes to `writes`. */
  readonly pattern: string
  /** As in `CredentialFile.places`; the standard output when there is none either. */
  readonly writes?: readonly string[]
  /** With one of these options the command does something else. */
  readonly unless?: readonly string[]
}
