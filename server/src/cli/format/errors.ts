import type { PathError } from '../../workspace/findDockerfiles.ts'
import type { Terminal } from '../terminal.ts'
import { toPrintable } from './style.ts'

/** Tells about files that could not be worked on. */
export function printErrors(errors: readonly PathError[], terminal: Terminal): void {
  for (const { path, message } of errors)
    terminal.printError(
      `dockerfile-secrets: ${toPrintable(path)}: ${message.split('\n').map(toPrintable).join('\n')}\n`,
    )
}
