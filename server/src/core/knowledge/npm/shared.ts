import type { PersistingCommand, Tool, UndoingCommand } from '../model.ts'

/** What all package managers of the npm world have in common. */
export const shared: Pick<Tool, 'reads' | 'readsAnyVariable' | 'runsScripts' | 'valued'> = {
  reads: ['.npmrc', '.git-credentials', '.gitconfig', '.netrc'],
  // A `.npmrc` may say `${NPM_TOKEN}`, and packages run scripts when they are installed.
  readsAnyVariable: true,
  runsScripts: true,
  valued: `--prefix -C --dir --cwd -w --workspace --filter -F --registry -L --location --scope --auth-type --email
    --tag --access --otp --cache --store-dir`.split(/\s+/),
}

/** Subcommands that ask a registry, by the names that all of them know. */
export const INSTALL: readonly string[] = `install i ci add update up upgrade exec publish pack view dlx fetch audit
  outdated create dedupe whoami link unpublish deprecate dist-tag search`.split(/\s+/)

/** Where an option makes `config set` write. */
interface Scope {
  readonly option: string
  /** In the order of the best guess; debug logs come last. */
  readonly places: readonly string[]
}

/** `config set`, `set` and what takes it away again, of a tool that has the command line of npm. */
export function configCommands(tool: string, scopes: readonly Scope[]): readonly PersistingCommand[] {
  return scopes.flatMap(({ option, places }) =>
    ['config set', 'set'].flatMap(set => {
      const command = `${tool} ${option}${set} `
      const undo = `${tool} config delete ${optionToWrite(option)}<key>`
      return [
        { pattern: `${command}<key> <value>`, secret: ['value'], writes: places, undo },
        { pattern: `${command}<key>=<value>`, secret: ['value'], writes: places, undo },
        // The key has a variable, too.
        { pattern: `${command}<assignment>`, secret: ['assignment'], writes: places },
      ]
    }),
  )
}

export function undoingCommands(tool: string, scopes: readonly Scope[]): readonly UndoingCommand[] {
  return scopes.flatMap(({ option, places }) => [
    { pattern: `${tool} ${option}config delete <key>`, writes: places.filter(it => !it.endsWith('_logs')) },
  ])
}

/** The last name of an option is understood by all versions. */
function optionToWrite(option: string): string {
  return option.slice(option.lastIndexOf('|') + 1)
}
