import { gitFiles } from './files/git.ts'
import type { Ecosystem, PersistingCommand } from './model.ts'

/** Options of git itself, before the subcommand, that have a separate value. */
const VALUED = [
  '-C',
  '-c',
  '--git-dir',
  '--work-tree',
  '-b',
  '--branch',
  '--depth',
  '-o',
  '--origin',
  '-j',
  '--jobs',
  '--reference',
]

/**
 * `-c` hands a setting to git and the processes it starts, and stores nothing.
 * https://git-scm.com/docs/git-config#Documentation/git-config.txt-urlltbasegtinsteadOf
 */
const throughOption = { hole: 'url', option: '-c url."<with>".insteadOf="<without>"' }

/** https://git-scm.com/docs/git-config#ENVIRONMENT */
const throughEnvironment = {
  GIT_CONFIG_COUNT: '<count>',
  'GIT_CONFIG_KEY_<n>': '<key>',
  'GIT_CONFIG_VALUE_<n>': '<value>',
}

const configured: readonly PersistingCommand[] = ['--global', '--system'].map(scope => ({
  pattern: `git ${scope} config <key> <value>`,
  secret: ['key', 'value'],
  writes: [scope === '--global' ? '~/.gitconfig' : '/etc/gitconfig'],
  instead: throughEnvironment,
}))

export const git: Ecosystem = {
  id: 'git',
  title: 'git',
  files: gitFiles,
  variables: ['GITHUB_TOKEN', 'GH_TOKEN', 'GITLAB_TOKEN'].map(name => ({
    name,
    holds: 'token',
    readByScripts: true,
  })),
  tools: [
    {
      commands: ['git'],
      consumers: ['clone', 'fetch', 'pull', 'push', 'submodule', 'ls-remote', 'lfs', 'archive', 'remote'],
      reads: ['.gitconfig', '.git-credentials', '.netrc'],
      readsAnyVariable: false,
      valued: VALUED,
      persisting: [
        {
          pattern: 'git clone <url> <directory?>',
          secret: ['url'],
          writes: ['<directory>/.git/config'],
          urlOption: { ...throughOption, connects: true },
        },
        ...['add', 'set-url'].map(it => ({
          pattern: `git remote ${it} <name> <url>`,
          secret: ['url'],
          writes: ['./.git/config'],
          replaces: it === 'set-url',
          urlOption: { ...throughOption, connects: false },
        })),
        ...configured,
        { pattern: 'git config <key> <value>', secret: ['key', 'value'], writes: ['./.git/config'], undo: false },
        { pattern: 'git credential approve', secret: ['stdin'], writes: ['~/.git-credentials'] },
        { pattern: 'git credential-store store', secret: ['stdin'], writes: ['~/.git-credentials'] },
      ],
      undoing: [
        ...['--unset', '--unset-all', '--remove-section'].flatMap(option => [
          { pattern: `git config --global ${option} <key> <value?>`, writes: ['~/.gitconfig'] },
          { pattern: `git config --system ${option} <key> <value?>`, writes: ['/etc/gitconfig'] },
        ]),
        ...['remove', 'rm'].map(it => ({ pattern: `git remote ${it} <name>`, writes: ['./.git/config'] })),
      ],
    },
  ],
  references: [
    'https://git-scm.com/docs/gitcredentials',
    'https://git-scm.com/docs/git-credential-store',
    'https://git-scm.com/docs/git-config',
  ],
}
