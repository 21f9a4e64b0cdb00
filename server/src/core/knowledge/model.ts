/** What is known about one ecosystem: plain data, so that rules and fixes stay generic. */
export interface Ecosystem {
  /** File name of the module: `pip`. */
  readonly id: string
  /** As people call it: `pip`. */
  readonly title: string
  readonly files: readonly CredentialFile[]
  readonly variables: readonly CredentialVariable[]
  readonly tools: readonly Tool[]
  /** Sources of the facts. */
  readonly references: readonly string[]
}

/** A file in which a tool looks for credentials. */
export interface CredentialFile {
  /** Base name, which is its identity: `.npmrc`. */
  readonly name: string
  /** Other base names of the same thing. */
  readonly aliases?: readonly string[]
  /**
   * Where the tools look, best mount target first. `~` is the home directory, `./` the working directory.
   * Others are absolute.
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
  /** What stands where this format has credentials: literal values, references and placeholders. */
  readonly credentials: (text: string) => readonly string[]
  /** Whether a text of this file holds a literal credential (not a reference such as `${NPM_TOKEN}`). */
  readonly holdsCredential: (text: string) => boolean
  /** Names of variables that the tool expands when it reads this text. */
  readonly references?: (text: string) => readonly string[]
  /** Programs of all kinds look for it, also such that are not in these tables. */
  readonly readByMany?: boolean
  /** The running container may read it, too: no fix takes it out of the image. */
  readonly readAtRunTime?: boolean
  /** Must only the owner be able to read it? Then a mount gets this octal mode. */
  readonly mode?: string
}

/** A variable that a tool reads itself. `name` may contain `<name>` for a part that users choose. */
export interface CredentialVariable {
  readonly name: string
  /** `token` holds only the credential, `url` holds a credential if there is a user part in it, `user` names an account. */
  readonly holds: 'token' | 'url' | 'user'
}

export interface Tool {
  /** Executable names. */
  readonly commands: readonly string[]
  /** Subcommands that use credentials, of one word or two; `[]` when every invocation does; `''` for none at all. */
  readonly consumers: readonly string[]
  /** Subcommands that neither use credentials nor run code of the project. */
  readonly quiet?: readonly string[]
  /** Credential files by name that these consumers read, also of other ecosystems: `.netrc`. */
  readonly reads: readonly string[]
  /** Whether consumers may run code of the project or expand any variable in project files. */
  readonly readsAnyVariable: boolean
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
   * word with two holes, and `...` at the end stands for any further words.
   */
  readonly pattern: string
  /** The holes that carry the credential; `stdin` for what is piped in. */
  readonly secret: readonly string[]
  /** All places where it is written; as in `CredentialFile.places`. `<directory>` is where git clones to. */
  readonly writes: readonly string[]
  /**
   * What the tool reads instead: variable to value, with holes. `<SOURCE>` is `<source>` in upper case with `_` for
   * every other character; `<n>` counts from 0, `<count>` is how many there are.
   */
  readonly instead?: Readonly<Record<string, string>> | undefined
  /**
   * The command stores the URL of this hole: give the credential as an option of the program, in which
   * `<with>` is the origin with its user part and `<without>` the origin without.
   */
  readonly urlOption?: { readonly hole: string; readonly option: string }
  /**
   * The file holds other settings, too, so that it can't be removed after use: the command, with holes, that takes
   * out what was stored, or `false` where there is none. Debug logs are removed all the same.
   */
  readonly undo?: string | false | undefined
}

export interface UndoingCommand {
  /** As in `PersistingCommand`. */
  readonly pattern: string
  /** Where it takes away what was stored. */
  readonly writes: readonly string[]
}
