import type { Instruction } from './model.ts'

/** What an instruction does in the build that runs it: ONBUILD is looked through. */
export function effective(instruction: Instruction): Instruction {
  return instruction.kind === 'ONBUILD' && instruction.instruction ? instruction.instruction : instruction
}
