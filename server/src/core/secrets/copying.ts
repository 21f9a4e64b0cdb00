import { baseName, isWithin, join } from '../build/evaluate.ts'
import type { Invocation } from '../shell/invocation.ts'
import type { ShellWord } from '../shell/model.ts'

/** Whether a path is another, below it, or fits its wildcard. */
export function isAmong(path: string, other: string): boolean {
  const star = other.indexOf('*')
  if (star < 0 || other.endsWith('/*')) return isWithin(path, other)
  return path.startsWith(other.slice(0, star)) && path.endsWith(other.slice(other.lastIndexOf('*') + 1))
}

/** Where a file is when `from`, which is it or has it, is copied to `to`. */
export function arrival(path: string, from: string, to: string, intoDirectory: boolean): string {
  if (path !== from && !from.includes('*')) return join(to, `.${path.slice(from === '/' ? 0 : from.length)}`)
  return intoDirectory ? join(to, baseName(path)) : to
}

/** Whether a destination is a directory, as it is written or as most images have one there. */
export function isDirectory(to: string, text: string): boolean {
  return /(?:^|\/)\.{0,2}$/.test(text) || text === '~' || DIRECTORIES.has(to) || /^\/home\/[^/]+$/.test(to)
}

const DIRECTORIES = new Set('/ /app /etc /home /opt /root /root/.ssh /src /srv /tmp /usr/src/app /workspace'.split(' '))

/** The files that `cp`, `mv` or `install` is given, and where they go: to its last argument, or where `-t` says. */
export function copiedBy({ args }: Invocation): {
  readonly sources: readonly ShellWord[]
  readonly target: ShellWord | undefined
  readonly intoDirectory: boolean
} {
  const option = args.findIndex(it => it.text === '-t' || it.text === '--target-directory')
  const words = args.filter((it, index) => !it.text.startsWith('-') && !VALUED.has(args[index - 1]?.text ?? ''))
  const target = option < 0 ? words.at(-1) : args[option + 1]
  const sources = words.filter(it => it !== target)
  return { sources, target, intoDirectory: 0 <= option || 1 < sources.length }
}

/** Options of `install` and `cp` with a separate value. */
const VALUED = new Set(['-m', '-o', '-g', '-S', '--mode', '--owner', '--group', '--suffix'])
