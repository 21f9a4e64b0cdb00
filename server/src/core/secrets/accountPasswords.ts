import { resolve } from '../build/declarations.ts'
import type { BuildRun } from '../build/runs.ts'
import { literalValue } from '../dockerfile/index.ts'
import { isLiteral } from './literal.ts'
import { type Password, passwordsIn } from './passwords.ts'

/**
 * Accounts whose password is their name, which the Dockerfile tells: `ENV USER=app` with `echo "$USER:$USER" | chpasswd`.
 */
export function accountPasswords({ stage, script, run }: BuildRun): readonly Password[] {
  return script.commands.flatMap(passwordsIn).filter(({ namesAccount, parts: [variable] }) => {
    if (!namesAccount || variable?.kind !== 'variable') return false
    const value = resolve(stage, variable.name, run.span.start)?.value
    return value !== undefined && isLiteral(literalValue(value) ?? '')
  })
}
