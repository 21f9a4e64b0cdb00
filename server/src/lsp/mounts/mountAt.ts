import type { Dockerfile, Instruction, Mount, MountField } from '../../core/dockerfile/model.ts'

/** A place inside of a `--mount=…`. */
export interface MountPlace {
  readonly mount: Mount
  /** The field that the offset is in or at the end of; undefined behind `--mount=`. */
  readonly field: MountField | undefined
}

export function mountAt(dockerfile: Dockerfile, offset: number): MountPlace | undefined {
  const instruction = dockerfile.instructions.findLast(it => it.span.start <= offset)
  const mount = instruction && mountsOf(instruction).find(it => it.start <= offset && offset <= it.end)
  if (!mount || offset < mount.start + '--mount='.length) return undefined
  return { mount, field: mount.fields.find(it => it.start <= offset && offset <= it.end) }
}

/** All mounts of a file, in order. */
export function mountsIn(dockerfile: Dockerfile): readonly Mount[] {
  return dockerfile.instructions.flatMap(mountsOf)
}

function mountsOf(instruction: Instruction): readonly Mount[] {
  if (instruction.kind === 'ONBUILD') return instruction.instruction ? mountsOf(instruction.instruction) : []
  return instruction.kind === 'RUN' ? instruction.mounts : []
}
