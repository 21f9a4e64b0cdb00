import type { Compound, Place, ShellCommand } from './model.ts'
import type { Surroundings } from './surroundings.ts'

/** Collects the commands of the compounds that are being read. */
export class Compounds {
  private readonly reading: ShellCommand[][] = []

  /** Begins a compound, unless it is in an `if` already, with which it stands or goes. */
  open(kind: Compound['kind'], around: Surroundings, place: Place | undefined): Surroundings {
    if (around.compound?.kind === 'if') return around
    const commands: ShellCommand[] = []
    this.reading.push(commands)
    return { ...around, compound: { kind, place, commands } }
  }

  /** Ends what `open` has begun, if it has. */
  close(inside: Surroundings, around: Surroundings): void {
    if (inside.compound !== around.compound) this.reading.pop()
  }

  add(command: ShellCommand): void {
    for (const it of this.reading) it.push(command)
  }
}
