import { readTar } from '../../support/imageTar.ts'

/** One start of a tool in a build, with what it could see. */
export interface Invocation {
  readonly buildId: string
  /** Name of the program without its directory. */
  readonly tool: string
  readonly args: readonly string[]
  readonly env: ReadonlyMap<string, string>
  readonly cwd: string
  readonly uid: number
  readonly stdin: string
  /** Texts of the files that it was able to read, by absolute path. */
  readonly files: ReadonlyMap<string, string>
  /** Who owns them, and who may read them. */
  readonly access: ReadonlyMap<string, { readonly uid: number; readonly mode: number }>
}

/** Reads what test/buildkit/images/recorder/tool sends: a line per field, values in base64. */
export function parseInvocation(message: string): Invocation {
  const fields = new Map(
    message.split('\n').map(line => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]),
  )
  const bytes = (name: string): Buffer => Buffer.from(fields.get(name) ?? '', 'base64')
  const list = (name: string): readonly string[] => bytes(name).toString().split('\0').slice(0, -1)
  const [tool = '', ...args] = list('argv')
  const env = list('env').map(it => [it.slice(0, it.indexOf('=')), it.slice(it.indexOf('=') + 1)] as const)
  const files = [...readTar(bytes('files'))].filter(it => it.type === 'file')
  return {
    buildId: fields.get('case') ?? '',
    tool,
    args,
    env: new Map(env),
    cwd: bytes('cwd').toString(),
    uid: Number(fields.get('uid')),
    stdin: bytes('stdin').toString(),
    files: new Map(files.map(it => [`/${it.path}`, it.content.toString()])),
    access: new Map(files.map(({ path, uid, mode }) => [`/${path}`, { uid, mode }])),
  }
}

/** HOME as the tools see it. */
export function home(it: Invocation): string {
  const directory = it.env.get('HOME') ?? ''
  return directory === '/' ? '' : directory
}

/** Text of the first of `paths` that can be read; `~` is the home directory, `./` the working directory. */
export function readFile(it: Invocation, ...paths: readonly (string | undefined)[]): string | undefined {
  for (const path of paths) {
    const text = path === undefined ? undefined : it.files.get(absolute(it, path))
    if (text !== undefined) return text
  }
  return undefined
}

export function absolute(it: Invocation, path: string): string {
  if (path.startsWith('~/')) return home(it) + path.slice(1)
  if (path.startsWith('/')) return path
  const parts: string[] = []
  for (const part of `${it.cwd}/${path}`.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}

/** Values of `--name VALUE`, `--name=VALUE`, `-n VALUE` and `-nVALUE`, in order. */
export function optionValues(args: readonly string[], ...names: readonly string[]): readonly string[] {
  return args.flatMap((word, index) => {
    for (const name of names) {
      if (word === name) return [args[index + 1] ?? '']
      if (name.startsWith('--') && word.startsWith(`${name}=`)) return [word.slice(name.length + 1)]
      if (!name.startsWith('--') && word.startsWith(name)) return [word.slice(name.length)]
    }
    return []
  })
}

/** Arguments that are no options. The value of an option counts as one, as only the tool knows which take values. */
export function operands(args: readonly string[]): readonly string[] {
  return args.filter(it => !it.startsWith('-'))
}

/** `${NAME}` and `${NAME:-default}` replaced by the variable; as it is where there is none. */
export function expandBraces(it: Invocation, text: string): string {
  return text.replaceAll(
    /\$\{(\w+)(?::?-([^}]*))?\}/g,
    (whole, name: string, otherwise: string | undefined) => it.env.get(name) ?? otherwise ?? whole,
  )
}
