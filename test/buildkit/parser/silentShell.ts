/**
 * A static Linux program for this machine that ends at once and well. In an image of its own it stands for the
 * shell, so that a RUN works whatever its script is.
 */
export function silentShell(): Buffer {
  const program = PROGRAMS[process.arch]
  if (!program) throw new Error(`There is no program for ${process.arch}.`)
  const size = HEADERS + program.code.length
  const bytes = Buffer.alloc(size)
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1])
  bytes.writeUInt16LE(2, 16) // Executable.
  bytes.writeUInt16LE(program.machine, 18)
  bytes.writeUInt32LE(1, 20)
  bytes.writeBigUInt64LE(BASE + BigInt(HEADERS), 24) // Entry point.
  bytes.writeBigUInt64LE(64n, 32) // Program header.
  bytes.writeUInt16LE(64, 52)
  bytes.writeUInt16LE(56, 54)
  bytes.writeUInt16LE(1, 56)
  bytes.writeUInt32LE(1, 64) // Loaded,
  bytes.writeUInt32LE(5, 68) // read and executed.
  bytes.writeBigUInt64LE(BASE, 80)
  bytes.writeBigUInt64LE(BASE, 88)
  bytes.writeBigUInt64LE(BigInt(size), 96)
  bytes.writeBigUInt64LE(BigInt(size), 104)
  bytes.writeBigUInt64LE(0x1000n, 112)
  bytes.set(program.code, HEADERS)
  return bytes
}

const HEADERS = 64 + 56
const BASE = 0x400000n

/** The system call `exit(0)`. */
const PROGRAMS: Partial<Record<NodeJS.Architecture, { readonly machine: number; readonly code: readonly number[] }>> = {
  x64: { machine: 62, code: [0xb8, 0x3c, 0, 0, 0, 0x31, 0xff, 0x0f, 0x05] },
  arm64: { machine: 183, code: [0xa8, 0x0b, 0x80, 0xd2, 0, 0, 0x80, 0xd2, 0x01, 0, 0, 0xd4] },
}
