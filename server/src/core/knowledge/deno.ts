import type { Ecosystem } from './model.ts'

export const deno: Ecosystem = {
  id: 'deno',
  title: 'Deno',
  files: [],
  variables: [{ name: 'DENO_AUTH_TOKENS', holds: 'token' }],
  tools: [
    {
      commands: ['deno'],
      consumers: `install i add cache run compile bundle check test bench serve publish x outdated update task doc
        eval`.split(/\s+/),
      quiet: ['fmt', 'lint', 'types', 'upgrade', 'completions'],
      reads: ['.npmrc'],
      readsAnyVariable: true,
      valued: ['--config', '-c', '--import-map', '--lock'],
      persisting: [],
    },
  ],
  references: [
    'https://docs.deno.com/runtime/reference/env_variables/',
    'https://docs.deno.com/examples/private_registries_tutorial/',
  ],
}
