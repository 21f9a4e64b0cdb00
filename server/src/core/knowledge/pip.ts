import { pipFiles } from './files/pip.ts'
import type { Ecosystem, PersistingCommand, Tool } from './model.ts'

/** Where each scope writes; without an option it is the user's. `--site` is the prefix of Python in its official image. */
const SCOPES: Readonly<Record<string, string>> = {
  '--global': '/etc/pip.conf',
  '--site': '/usr/local/pip.conf',
  '': '~/.config/pip/pip.conf',
}

/** What pip reads, also when another tool starts it. */
const shared: Pick<Tool, 'reads' | 'readsAnyVariable'> = {
  reads: ['pip.conf', '.netrc', '.git-credentials', '.gitconfig'],
  // Requirement files and a Pipfile may say `${TOKEN}`, and a source distribution runs its own code.
  readsAnyVariable: true,
}

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
      consumers: ['install', 'download', 'wheel', 'index', 'lock'],
      quiet: ['list', 'freeze', 'show', 'check', 'uninstall', 'debug', 'hash', 'inspect'],
      ...shared,
      valued: `--index-url -i --extra-index-url --find-links -f --proxy -r --requirement -c --constraint --timeout
        --retries --cache-dir --trusted-host --cert --client-cert --log --python -t --target --prefix --root`.split(
        /\s+/,
      ),
      persisting: [
        ...Object.entries(SCOPES).flatMap(([scope, place]) =>
          ['global', 'install', 'download', 'wheel'].map(it => set(scope, it, place)),
        ),
        // The clone keeps the URL: <venv>/src/<name>/.git/config.
        {
          pattern: 'pip install -e|--editable <requirement> ...',
          secret: ['requirement'],
          writes: ['<src>/.git/config'],
        },
      ],
      undoing: Object.entries(SCOPES).map(([scope, place]) => ({
        pattern: `pip config ${scope} unset <key>`.replace('  ', ' '),
        writes: [place],
      })),
    },
    { commands: ['pip-compile', 'pip-sync'], consumers: [], ...shared, persisting: [] },
    {
      commands: ['pipx'],
      consumers: ['install', 'inject', 'upgrade', 'upgrade-all', 'run'],
      ...shared,
      persisting: [],
    },
    {
      commands: ['pipenv'],
      consumers: ['install', 'sync', 'update', 'upgrade', 'lock', 'uninstall'],
      quiet: ['requirements', 'graph', 'clean', 'verify', 'scripts'],
      ...shared,
      // It loads `.env` before everything else.
      reads: [...shared.reads, '.env'],
      valued: ['--python', '--pypi-mirror'],
      persisting: [],
    },
  ],
  references: [
    'https://pip.pypa.io/en/stable/topics/authentication/',
    'https://pip.pypa.io/en/stable/topics/configuration/',
    'https://pipenv.pypa.io/en/latest/credentials.html',
  ],
}

/** pip reads every option from `PIP_<OPTION>`, too: https://pip.pypa.io/en/stable/topics/configuration/#environment-variables */
function set(scope: string, section: string, place: string): PersistingCommand {
  return {
    pattern: `pip config ${scope} set ${section}.<option> <url>`.replace('  ', ' '),
    secret: ['url'],
    writes: [place],
    instead: { 'PIP_<OPTION>': '<url>' },
  }
}
