import { hexFiles } from './files/hex.ts'
import type { Ecosystem } from './model.ts'

const PLACE = ['~/.hex/hex.config']

export const hex: Ecosystem = {
  id: 'hex',
  title: 'Hex',
  files: hexFiles,
  variables: [
    { name: 'HEX_API_KEY', holds: 'token' },
    { name: 'HEX_REPOS_KEY', holds: 'token' },
  ],
  tools: [
    {
      commands: ['mix'],
      consumers: [
        'deps.get',
        'deps.update',
        'deps.unlock',
        'hex.publish',
        'hex.outdated',
        'hex.package',
        'archive.install',
        'do',
      ],
      quiet: [
        'local.hex',
        'local.rebar',
        'hex.organization',
        'hex.repo',
        'hex.config',
        'hex.user',
        'format',
        'deps.clean',
      ],
      reads: ['hex.config', '.gitconfig', '.git-credentials', '.netrc'],
      // `mix.exs` is a program.
      readsAnyVariable: true,
      valued: ['--only', '--fetch-public-key', '--public-key', '--url'],
      persisting: [
        { pattern: 'mix hex.organization auth <organization> --key <token>', secret: ['token'], writes: PLACE },
        ...['add <name> <url>', 'set <name>'].map(it => ({
          pattern: `mix hex.repo ${it} --auth-key <token>`,
          secret: ['token'],
          writes: PLACE,
        })),
        ...['api_key', 'auth_key', 'repos_key'].map(it => ({
          pattern: `mix hex.config ${it} <token>`,
          secret: ['token'],
          writes: PLACE,
        })),
      ],
      undoing: [{ pattern: 'mix hex.organization deauth <organization>', writes: PLACE }],
    },
  ],
  references: [
    'https://hexdocs.pm/hex/Mix.Tasks.Hex.Organization.html',
    'https://hexdocs.pm/hex/Mix.Tasks.Hex.Repo.html',
    'https://hexdocs.pm/hex/Mix.Tasks.Hex.Config.html',
  ],
}
