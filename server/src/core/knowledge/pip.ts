import { pipFiles } from './files/pip.ts'
import type { Ecosystem } from './model.ts'

const WRITES = ['~/.config/pip/pip.conf']

export const pip: Ecosystem = {
  id: 'pip',
  title: 'pip',
  files: pipFiles,
  variables: [
    { name: 'PIP_INDEX_URL', holds: 'url' },
    { name: 'PIP_EXTRA_INDEX_URL', holds: 'url' },
    { name: 'PIP_FIND_LINKS', holds: 'url' },
    { name: 'PIP_PROXY', holds: 'url' },
  ],
  tools: [
    {
      commands: ['pip'],
      consumers: ['install', 'download', 'wheel', 'index'],
      reads: ['pip.conf', '.netrc', '.git-credentials', '.gitconfig'],
      // Requirement files may say `${TOKEN}`, and a source distribution runs its own code.
      readsAnyVariable: true,
      valued: ['--index-url', '-i', '--extra-index-url', '--find-links', '-f', '--proxy', '-r', '--requirement', '-c'],
      persisting: [
        persist('index-url', 'PIP_INDEX_URL'),
        persist('global.index-url', 'PIP_INDEX_URL'),
        persist('install.index-url', 'PIP_INDEX_URL'),
        persist('extra-index-url', 'PIP_EXTRA_INDEX_URL'),
        persist('global.extra-index-url', 'PIP_EXTRA_INDEX_URL'),
        persist('install.extra-index-url', 'PIP_EXTRA_INDEX_URL'),
        persist('global.find-links', 'PIP_FIND_LINKS'),
      ],
      undoing: [{ pattern: 'pip config unset <key>', writes: WRITES }],
    },
  ],
  references: [
    'https://pip.pypa.io/en/stable/topics/authentication/',
    'https://pip.pypa.io/en/stable/topics/configuration/',
  ],
}

function persist(key: string, variable: string): Ecosystem['tools'][number]['persisting'][number] {
  return { pattern: `pip config set ${key} <url>`, secret: ['url'], writes: WRITES, instead: { [variable]: '<url>' } }
}
