import { Option, type Command } from 'commander'
import { rules } from '../core/rules/index.ts'
import { fixOf } from '../core/rulePage.ts'
import type { CommandContext } from './context.ts'
import { createStyle } from './format/style.ts'
import type { Terminal } from './terminal.ts'

export function addRules(program: Command, { terminal }: CommandContext): void {
  program
    .command('rules')
    .summary('list the rules')
    .description('Lists the rules with the highest severity that each reports.')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .action(({ format }: { format: 'text' | 'json' }) =>
      terminal.print(format === 'json' ? formatJson() : formatText(terminal)),
    )
}

function formatJson(): string {
  const list = rules.map(rule => ({ id: rule.id, title: rule.title, severity: rule.severity, fix: fixOf(rule) }))
  return `${JSON.stringify({ version: 1, rules: list }, undefined, 2)}\n`
}

function formatText({ color }: Terminal): string {
  const style = createStyle(color)
  const width = Math.max(...rules.map(it => it.id.length))
  const lines = rules.map(it => `${style.bold(it.id.padEnd(width))}  ${it.severity.padEnd(7)}  ${it.title}`)
  return [...lines, '', '"dockerfile-secrets explain RULE" says more about one.', ''].join('\n')
}
