import { poetryFiles } from './files/poetry.ts'
import type { Ecosystem, PersistingCommand } from './model.ts'

/** `--local` writes to the project. */
const SCOPES: readonly (readonly [option: string, place: string])[] = [
  ['--local ', './poetry.toml'],
  ['', '~/.config/pypoetry/auth.toml'],
]

export const poetry: Ecosystem = {
  id: 'poetry',
  title: 'Poetry',
  files: poetryFiles,
  variables: [
    { name: 'POETRY_HTTP_BASIC_<SOURCE>_USERNAME', holds: 'user' },
    { name: 'POETRY_HTTP_BASIC_<SOURCE>_PASSWORD', holds: 'token' },
    { name: 'POETRY_PYPI_TOKEN_<SOURCE>', holds: 'token' },
  ],
  tools: [
    {
      commands: ['poetry'],
      consumers: ['install', 'update', 'add', 'remove', 'lock', 'sync', 'self', 'publish', 'export', 'build', 'search'],
      quiet: ['env', 'check', 'show', 'about', 'new', 'list'],
      reads: ['auth.toml', 'poetry.toml', '.netrc', '.git-credentials', '.gitconfig'],
      // A source distribution runs its own code, and so do plugins.
      readsAnyVariable: true,
      valued: `-C --directory -P --project --with --without --only -E --extras --priority -r --repository -f --format
        -o --output -G --group`.split(/\s+/),
      persisting: [
        ...SCOPES.flatMap(([option, place]) => stored(option, place)),
        // The URL stays in the lock file, too.
        { pattern: 'poetry source add <name> <url>', secret: ['url'], writes: ['./pyproject.toml'], undo: false },
      ],
      undoing: SCOPES.flatMap(([option, place]) => [
        { pattern: `poetry ${option}--unset config repositories.<repository>`, writes: [settingsOf(place)] },
        { pattern: `poetry ${option}--unset config <key>`, writes: [place] },
      ]),
    },
  ],
  references: [
    'https://python-poetry.org/docs/repositories/#configuring-credentials',
    'https://python-poetry.org/docs/configuration/',
  ],
}

function stored(option: string, place: string): readonly PersistingCommand[] {
  return [
    {
      pattern: `poetry ${option}config http-basic.<source> <user> <password>`,
      secret: ['password'],
      writes: [place],
      instead: {
        'POETRY_HTTP_BASIC_<SOURCE>_USERNAME': '<user>',
        'POETRY_HTTP_BASIC_<SOURCE>_PASSWORD': '<password>',
      },
    },
    {
      pattern: `poetry ${option}config pypi-token.<source> <token>`,
      secret: ['token'],
      writes: [place],
      instead: { 'POETRY_PYPI_TOKEN_<SOURCE>': '<token>' },
    },
    {
      pattern: `poetry ${option}config repositories.<repository> <url>`,
      secret: ['url'],
      writes: [settingsOf(place)],
      undo: `poetry config ${option}--unset repositories.<repository>`,
    },
  ]
}

/** Only credentials have a file of their own. */
function settingsOf(place: string): string {
  return place.replace('auth.toml', 'config.toml')
}
