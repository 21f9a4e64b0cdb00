import { isWithin } from '../build/evaluate.ts'
import type { SecretMount } from '../build/secretMounts.ts'
import type { ShellCommand } from '../shell/model.ts'
import type { Span } from '../text.ts'
import { isAmong } from './copying.ts'
import type { Use, Write } from './flowModel.ts'

const NO_FILES = ['/dev', '/proc', '/run/secrets']

/** The files that the commands of a RUN read and write, by what is in them. */
export class WrittenFiles {
  readonly writes: Write[] = []
  private readonly contents = new Map<string, readonly Use[]>()
  private readonly mounts: readonly SecretMount[]

  constructor(mounts: readonly SecretMount[]) {
    this.mounts = mounts
  }

  /** What a command gets that reads a file, which it names at `span`. */
  read(path: string | undefined, span: Span, command: ShellCommand): readonly Use[] {
    if (path === undefined) return []
    const mount = this.mounts.find(it => it.target === path)
    if (mount) return [{ source: { kind: 'mount', mount }, span, name: '', role: 'unknown', command }]
    return this.contents.get(path)?.map(it => ({ ...it, command })) ?? []
  }

  /** The files that a path stands for: itself, what is in it, what fits its wildcard. */
  among(path: string): readonly string[] {
    const all = [...this.mounts.flatMap(it => it.target ?? []), ...this.contents.keys()]
    const found = all.filter(it => isAmong(it, path))
    return found.length > 0 ? found : [path]
  }

  /** `replaces`: nothing of what was in the file is left. */
  write(write: Pick<Write, 'path' | 'span' | 'uses' | 'command'>, replaces: boolean): void {
    const { path, uses, command } = write
    if (replaces && !command.conditional && path !== undefined) this.remove(it => it === path)
    if (uses.length === 0 || (path !== undefined && NO_FILES.some(it => isWithin(path, it)))) return
    if (path !== undefined) this.contents.set(path, uses)
    this.writes.push({ ...write, tool: undefined, removed: false })
  }

  remove(isGone: (path: string) => boolean): void {
    for (const file of this.contents.keys()) if (isGone(file)) this.contents.delete(file)
    for (const [index, write] of this.writes.entries())
      if (write.path !== undefined && isGone(write.path)) this.writes[index] = { ...write, removed: true }
  }
}
