import type { Command } from 'commander'
import type { CommandContext } from './context.ts'

export function addLsp(program: Command, _: CommandContext): void {
  program
    .command('lsp')
    .summary('start the language server')
    .description('Starts the language server, for editors.')
    .requiredOption('--stdio', 'speak over standard input and output')
    // The server is loaded when it is asked for: no other command should wait for it.
    .action(async () => void (await import('../server.ts')))
}
