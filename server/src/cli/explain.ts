import type { Command } from 'commander'
import { rules } from '../core/rules/index.ts'
import { rulePage } from '../core/rulePage.ts'
import type { CommandContext } from './context.ts'
import { UsageError } from './usageError.ts'

export function addExplain(program: Command, { terminal }: CommandContext): void {
  program
    .command('explain')
    .summary('print the documentation of a rule')
    .description('Prints what a rule finds, why that is a problem, and what to write instead.')
    .argument('<rule>', 'id of a rule, as "rules" lists them')
    .action((id: string) => {
      const rule = rules.find(it => it.id === id)
      if (!rule) throw new UsageError(`There is no rule "${id}". The rules are ${rules.map(it => it.id).join(', ')}.`)
      terminal.print(rulePage(rule))
    })
}
