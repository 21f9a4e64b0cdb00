import type { Build } from '../build/build.ts'
import { baseName, homeAt, join, variableValue, workdirAt } from '../build/evaluate.ts'
import type { BuildRun } from '../build/runs.ts'
import { credentialFileFor } from '../knowledge/index.ts'
import type { PersistingMatch } from '../knowledge/match.ts'
import type { ShellPart, ShellWord } from '../shell/model.ts'

/** PATH_MAX of Linux. */
const MAX_PATH = 4096

/** Which absolute paths the words of a script mean, while its commands change the directory. */
export class Paths {
  /** The working directory; undefined when it can't be known. */
  directory: string | undefined
  private readonly home: string | undefined
  private readonly offset: number
  private readonly isWindows: boolean
  private readonly build: Build
  private readonly run: BuildRun
  private readonly isLocal: (name: string) => boolean
  private readonly versions: ReadonlyMap<string, number> | undefined

  /**
   * `isLocal` tells variables that the script has set itself. With `versions`, which say where, paths that can't be
   * known have symbols in place of what is missing, so that `rm "$file"` is about what `> "$file"` made.
   */
  constructor(build: Build, run: BuildRun, isLocal: (name: string) => boolean, versions?: ReadonlyMap<string, number>) {
    this.build = build
    this.run = run
    this.isLocal = isLocal
    this.versions = versions
    this.offset = run.run.span.start
    this.isWindows = run.dialect === 'powershell' || run.dialect === 'cmd'
    this.home = this.isWindows ? undefined : (homeAt(build, run.stage, this.offset) ?? this.symbol('~'))
    const directory = workdirAt(build, run.stage, this.offset) ?? this.symbol('.')
    this.directory = this.isWindows && directory !== undefined ? withoutDrive(directory) : directory
  }

  /** `cd`. */
  enter(word: ShellWord | undefined): void {
    this.directory = word ? this.path(word) : this.home
  }

  /** The absolute path that a word names, with `~`, `$HOME` and known variables. */
  path(word: ShellWord): string | undefined {
    let text = ''
    for (const part of word.parts) {
      const value = this.valueOf(part)
      if (value === undefined) return undefined
      text += value
    }
    if (text === '' || MAX_PATH < text.length) return undefined
    if (this.isWindows) return text.startsWith('~') ? undefined : this.absolute(withoutDrive(text))
    // What is in quotes is no home.
    if (!word.text.startsWith('~')) return this.absolute(text)
    // The home of another user may be anywhere.
    if (text === '~' || text.startsWith('~/')) return this.place(text)
    const [user = '', ...rest] = text.split('/')
    const home = this.symbol(user)
    return home && join(home, rest.join('/'))
  }

  /** A place of the knowledge table: `~/.npmrc`, `./.npmrc`, `/etc/pip.conf`, `<directory>/.git/config`. */
  place(place: string, tool?: Pick<PersistingMatch, 'holes'>): string | undefined {
    if (place.startsWith('~')) return this.moved(place) ?? (this.home && join(this.home, place.slice(2)))
    if (!place.startsWith('<')) return this.absolute(place)
    const [hole = '', rest = ''] = place.slice(1).split('>')
    const target = tool?.holes.get(hole)?.word
    const clone = hole === 'directory' ? this.clonedTo(tool?.holes.get('url')?.word) : undefined
    const path = target ? this.path(target) : clone
    return path === undefined ? undefined : join(path, `.${rest}`)
  }

  /** Where a variable such as POETRY_CONFIG_DIR puts a file of the user. */
  private moved(place: string): string | undefined {
    for (const name of credentialFileFor(place)?.locatedIn ?? []) {
      const directory = this.known(name, undefined)
      if (directory !== undefined) return join(directory, baseName(place))
    }
    return undefined
  }

  private absolute(path: string): string | undefined {
    if (path.startsWith('/')) return join('/', path)
    return this.directory === undefined ? undefined : join(this.directory, path)
  }

  /** The directory that `git clone` makes: the last part of the URL, without `.git`. */
  private clonedTo(url: ShellWord | undefined): string | undefined {
    const last = url?.parts.at(-1)
    if (last?.kind !== 'literal' || !last.value.includes('/')) return undefined
    return this.absolute(baseName(last.value).replace(/\.git$/, ''))
  }

  private valueOf(part: ShellPart): string | undefined {
    if (part.kind === 'literal') return part.value
    if (part.kind === 'substitution') return this.symbol(`${part.start}`)
    const { name, operator, operand } = part
    return (
      this.known(name, operator) ?? this.symbol([this.versions?.get(name), name, operator, operand?.text].join(' '))
    )
  }

  private symbol(text: string): string | undefined {
    return this.versions && `/${SYMBOL}${text.replaceAll('/', SYMBOL)}`
  }

  private known(name: string, operator: string | undefined): string | undefined {
    if (operator !== undefined || this.isLocal(name)) return undefined
    if (name === 'HOME') return this.home
    if (name === 'PWD') return this.directory
    return variableValue(this.build, this.run.stage, name, this.offset)
  }
}

/** No path has this character. */
const SYMBOL = '\0'

/** A path without symbols. */
export function knownPath(path: string | undefined): string | undefined {
  return path?.includes(SYMBOL) ? undefined : path
}

/** `C:\\app\\x` as `/app/x`. */
function withoutDrive(path: string): string {
  return path.replaceAll('\\', '/').replace(/^\/?[A-Za-z]:(?=\/)/, '')
}
