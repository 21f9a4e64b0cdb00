import { Option, type Command } from 'commander'
import type { CommandContext } from './context.ts'
import { formatPlanJson, formatPlanText } from './format/plan.ts'
import { planDockerfile } from './plan/planDockerfile.ts'

interface PlanOptions {
  readonly target?: string
  readonly format: 'text' | 'json'
}

export function addPlan(program: Command, { terminal }: CommandContext): void {
  program
    .command('plan')
    .summary('tell which secrets a build needs')
    .description('Tells which secrets a build needs, and where each could come from.')
    .argument('[dockerfile]', 'the file to build; ./Dockerfile when not given')
    .option('--target <stage>', 'the stage to build')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .action((path: string | undefined, { target, format }: PlanOptions) => {
      const plan = planDockerfile(path, target, terminal)
      terminal.print(format === 'json' ? formatPlanJson(plan) : formatPlanText(plan, terminal.color))
    })
}
