import { isWithin } from '../build/evaluate.ts'
import type { SecretMount } from '../build/secretMounts.ts'
import type { ShellCommand } from '../shell/model.ts'
import type { Span } from '../text.ts'
import { isAmong } from './copying.ts'
import { distinct } from './distinct.ts'
import type { Use, Write } from './flowModel.ts'
import { knownPath } from './paths.ts'

const NO_FILES = ['/dev', '/proc', '/run/secrets']

/** The files that the commands of a RUN read and write, by what is in them. Their paths may have symbols. */
export class WrittenFiles {
  readonly writes: Write[] = []
  /** Where in `writes` a file is that was not removed yet. */
  private readonly kept = new Map<string, number[]>()
  private readonly contents = new Map<string, readonly Use[]>()
  private readonly mounts: ReadonlyMap<string, SecretMount>

  constructor(mounts: readonly SecretMount[]) {
    this.mounts = new Map(mounts.flatMap(it => (it.target === undefined ? [] : [[it.target, it]])))
  }

  /** What a command gets that reads a file, which it names at `span`. */
  read(path: string | undefined, span: Span, command: ShellCommand): readonly Use[] {
    if (path === undefined) return []
    const mount = this.mounts.get(path)
    if (mount) return [{ source: { kind: 'mount', mount }, span, name: '', role: 'unknown', command }]
    return this.contents.get(path)?.map(it => ({ ...it, command })) ?? []
  }

  /** The files that a path stands for: itself, what is in it, what fits its wildcard. */
  among(path: string): readonly string[] {
    if (this.contents.has(path) || this.mounts.has(path)) return [path]
    const found = [...this.mounts.keys(), ...this.contents.keys()].filter(it => isAmong(it, path))
    return found.length > 0 ? found : [path]
  }

  /** `replaces`: nothing of what was in the file is left. */
  write(write: Omit<Write, 'tool' | 'removed'>, replaces: boolean): void {
    const { path, uses, command } = write
    if (replaces && !command.conditional && path !== undefined) this.removeFile(path)
    if (uses.length === 0 || (path !== undefined && NO_FILES.some(it => isWithin(path, it)))) return
    if (path !== undefined) this.contents.set(path, distinct(uses))
    this.store({ ...write, tool: undefined, removed: false })
  }

  /** What a tool writes into a file of its own, without a look at its contents. */
  store(write: Write): void {
    const { path } = write
    const index = this.writes.push({ ...write, path: knownPath(path) }) - 1
    const same = path === undefined ? undefined : this.kept.get(path)
    if (same) same.push(index)
    else if (path !== undefined) this.kept.set(path, [index])
  }

  /** Removes a file, a directory, or what fits a wildcard. */
  remove(path: string): void {
    if (this.kept.has(path)) this.removeFile(path)
    else for (const it of this.kept.keys()) if (isAmong(it, path)) this.removeFile(it)
  }

  private removeFile(path: string): void {
    this.contents.delete(path)
    for (const index of this.kept.get(path) ?? []) {
      const write = this.writes[index]
      if (write) this.writes[index] = { ...write, removed: true }
    }
    this.kept.delete(path)
  }
}
