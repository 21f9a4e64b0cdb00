import { rubygemsFiles } from './files/rubygems.ts'
import type { Ecosystem } from './model.ts'

const SETTINGS = ['~/.gemrc', '~/.config/gem/gemrc']

export const rubygems: Ecosystem = {
  id: 'rubygems',
  title: 'RubyGems',
  files: rubygemsFiles,
  variables: [{ name: 'GEM_HOST_API_KEY', holds: 'token' }],
  tools: [
    {
      commands: ['gem'],
      consumers: ['install', 'i', 'update', 'fetch', 'push', 'yank', 'owner', 'search', 'outdated', 'mirror'],
      quiet: [
        'sources',
        'source',
        'list',
        'environment',
        'env',
        'cleanup',
        'which',
        'contents',
        'uninstall',
        'pristine',
      ],
      reads: ['.gemrc', '.gem/credentials'],
      // Extensions are built by programs of the gems.
      readsAnyVariable: true,
      valued: ['-v', '--version', '-r', '--remove', '-s', '--source', '-n', '--bindir', '-i', '--install-dir', '--key'],
      persisting: ['sources', 'source'].map(it => ({
        pattern: `gem ${it} -a|--add <url>`,
        secret: ['url'],
        writes: SETTINGS,
        undo: 'gem sources --remove <url>',
      })),
      undoing: [{ pattern: 'gem sources -r|--remove <url>', writes: SETTINGS }],
    },
  ],
  references: ['https://guides.rubygems.org/command-reference/', 'https://guides.rubygems.org/api-key-scopes/'],
}
